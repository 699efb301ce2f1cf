"""The first account of an office: a link that exists only while nobody can sign in.

Who redeems it becomes system administrator, registers the others and issues their links.
"""

from __future__ import annotations

from engine import people
from engine.accounts.credentials import fresh_token, password_hash
from engine.accounts.one_time import (
    Purpose,
    dead_link,
    has_accounts,
    issue,
    link_of,
    set_password,
    use,
)
from engine.accounts.sessions import SignedIn
from engine.commands import Outcome
from engine.directory import CLOCK
from engine.office import Office
from engine.register import register
from engine.registrar import register_outcome
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.passwords import mistakes_in
from rules.posts import CaseScope, Post

_CODE_LENGTH, _NAME_LENGTH = 64, 100
_PERSON = "SELECT id FROM people WHERE code = :code"


def first_link(office: Office) -> str | None:
    """Return the token of a link for the first account; None once there is an account.

    Several processes that start together each get one; the first that is used voids all.

    Raises:
        Conflict: others keep changing the register; try again.
    """
    token = fresh_token()
    issued: list[bool] = []

    def run(work: Work) -> Outcome:
        register(work)
        issued[:] = [not has_accounts(work.tx)]
        if issued[0]:
            issue(work, token, Purpose.FIRST, None, CLOCK)
        return register_outcome(work)

    with office.database.reading() as tx:
        if has_accounts(tx):
            return None
    transact(office, run, Attempt(None, "first_link", CLOCK.person_id))
    return token if issued[0] else None


def redeem_first(office: Office, token: str, code: str, name: str, password: str) -> SignedIn:
    """Register the first system administrator, set their password and sign them in.

    Who is registered as system administrator already gets the account under their code.

    Raises:
        NotFound: the link is unknown, used or too old, or there is an account already.
        InvalidInput: code, name or password are none to be taken; every mistake.
        Conflict: others keep changing the register; try again.
    """
    code, name = code.strip(), name.strip()
    link = link_of(office, token)
    if link is None or link.purpose is not Purpose.FIRST:
        raise dead_link()
    least = office.policy.limit("password_length")
    mistakes = [
        *_line(code, Text("人员代码", "The code"), _CODE_LENGTH),
        *_line(name, Text("姓名", "The name"), _NAME_LENGTH),
        *mistakes_in(password, code, name, least),
    ]
    if mistakes:
        raise InvalidInput(*mistakes)
    kept = password_hash(password)
    begun: list[SignedIn] = []

    def run(work: Work) -> Outcome:
        register(work)
        if has_accounts(work.tx):
            raise dead_link()
        use(work, token)
        begun[:] = [set_password(work, _administrator(work, code, name), code, kept)]
        return register_outcome(work)

    transact(office, run, Attempt(None, "redeem_first", CLOCK.person_id))
    return begun[0]


def _administrator(work: Work, code: str, name: str) -> int:
    """Return the person with `code`, who is system administrator from now on.

    Raises:
        InvalidInput: somebody else has the code.
    """
    found = work.tx.row(_PERSON, code=code)
    if found is None:
        made = people.add_person(work, code, name)
        people.give_post(work, made, Post.SYSTEM_ADMIN, valid_from=work.today)
        return made
    person_id = int(found["id"])
    if person_id in work.directory.holders((Post.SYSTEM_ADMIN,), CaseScope(), work.today):
        return person_id
    raise InvalidInput(
        Text(
            f"代码“{code}”已登记给不是系统管理员的人员；请另选代码，或先登记其系统管理员岗位。",
            f'The code "{code}" is of somebody who is no system administrator: choose another code,'
            " or give them that post first.",
        )
    )


def _line(words: str, label: Text, longest: int) -> list[Text]:
    if not words:
        return [Text(f"{label.zh}必填。", f"{label.en} is required.")]
    if len(words) > longest:
        return [
            Text(
                f"{label.zh}超过 {longest} 个字符。",
                f"{label.en} has more than {longest} characters.",
            )
        ]
    return []
