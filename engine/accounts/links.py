"""One-time links: how a person gets a password, and how the office gets its first account.

A link is good once and for a short time; a newer one voids those before. The first account is in
`engine/accounts/first.py`, the link itself in `engine/accounts/one_time.py`.
"""

from __future__ import annotations

from engine.accounts.credentials import fresh_token, password_hash
from engine.accounts.ending import void_links
from engine.accounts.first import first_link, redeem_first
from engine.accounts.keeping import check_keeper
from engine.accounts.one_time import (
    LinkView,
    Purpose,
    dead_link,
    issue,
    link_address,
    link_of,
    set_password,
    use,
)
from engine.accounts.sessions import SignedIn
from engine.commands import Outcome
from engine.office import Office
from engine.registrar import register_outcome, registered
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput
from rules.passwords import mistakes_in

__all__ = [
    "LinkView",
    "Purpose",
    "first_link",
    "issue_link",
    "link_address",
    "link_of",
    "redeem_first",
    "redeem_link",
]


def issue_link(office: Office, person_id: int, issued_by: int) -> str:
    """Return the token of a new link with which a person sets a password; older ones are void.

    Raises:
        NotFound: there is nobody like that, or not any more.
        NotPermitted: keeping accounts is not for who asks.
        Conflict: others keep changing the register; try again.
    """
    token = fresh_token()

    def run(work: Work) -> Outcome:
        actor = check_keeper(work.directory, issued_by, work.today)
        registered(work.directory, person_id)
        void_links(work, person_id)
        issue(work, token, Purpose.PASSWORD, person_id, actor)
        return register_outcome(work)

    transact(office, run, Attempt(None, "issue_link", issued_by))
    return token


def redeem_link(office: Office, token: str, password: str) -> SignedIn:
    """Set the password of the person a link was issued for, and sign them in.

    Every other session of the person ends: who has lost a password may have lost it to somebody.

    Raises:
        NotFound: the link is unknown, used, void or too old.
        InvalidInput: the password is none to be taken; every mistake.
        Conflict: others keep changing the register; try again.
    """
    link = link_of(office, token)
    if link is None or link.person_id is None:
        raise dead_link()
    person_id, code = link.person_id, link.code
    least = office.policy.limit("password_length")
    mistakes = mistakes_in(password, code, link.name, least)
    if mistakes:
        raise InvalidInput(*mistakes)
    kept = password_hash(password)  # slow on purpose, so no transaction is open meanwhile
    begun: list[SignedIn] = []

    def run(work: Work) -> Outcome:
        use(work, token)
        registered(work.directory, person_id)
        begun[:] = [set_password(work, person_id, code, kept)]
        return register_outcome(work)

    transact(office, run, Attempt(None, "redeem_link", person_id))
    return begun[0]
