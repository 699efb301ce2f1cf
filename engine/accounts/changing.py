"""Changing one's own password: whoever knows the old one sets a new one.

Who has lost it gets a one-time link instead (`engine/accounts/links.py`).
"""

from __future__ import annotations

from engine.accounts.credentials import is_password, password_hash
from engine.accounts.failures import count_attempt
from engine.accounts.one_time import set_password
from engine.accounts.sessions import SignedIn
from engine.commands import Outcome
from engine.office import Office
from engine.registrar import register_outcome, registered
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput, NotPermitted
from kernel.words import Text
from rules.passwords import mistakes_in

_ACCOUNT = (
    "SELECT p.code, p.name, a.password_hash FROM people p JOIN accounts a ON a.person_id = p.id"
    " WHERE p.id = :person AND p.active"
)
_KEPT = "SELECT password_hash FROM accounts WHERE person_id = :person"
_WRONG = Text("原密码不正确，请核对后再试。", "The present password is wrong: check it.")


def change_password(office: Office, person_id: int, old: str, new: str) -> SignedIn:
    """Set a new password and begin a session with it; every other session ends.

    Wrong attempts count and wait as those of signing in do.

    Raises:
        InvalidInput: the new password is none to be taken; every mistake.
        NotPermitted: the old one is wrong, or too many attempts have failed.
        NotFound: there is nobody like that, or not any more.
        Conflict: others keep changing the register; try again.
    """
    with office.database.reading() as tx:
        found = tx.row(_ACCOUNT, person=person_id)
    if found is None or found["password_hash"] is None:
        raise NotPermitted(_WRONG)
    code, kept = found["code"], found["password_hash"]
    mistakes = mistakes_in(new, code, found["name"], office.policy.limit("password_length"))
    if mistakes:
        raise InvalidInput(*mistakes)
    count_attempt(office, code)
    if not is_password(kept, old):
        raise NotPermitted(_WRONG)
    changed = password_hash(new)  # slow on purpose, so no transaction is open meanwhile
    begun: list[SignedIn] = []

    def run(work: Work) -> Outcome:
        registered(work.directory, person_id)
        present = work.tx.row(_KEPT, person=person_id)
        if present is None or present["password_hash"] != kept:
            raise NotPermitted(_WRONG)  # somebody has set another one meanwhile
        begun[:] = [set_password(work, person_id, code, changed)]
        return register_outcome(work)

    transact(office, run, Attempt(None, "change_password", person_id))
    return begun[0]
