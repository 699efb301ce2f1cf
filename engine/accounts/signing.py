"""Signing in and out: by code and password, through an identity provider, everywhere at once.

A further way to sign in finds out who somebody is and ends in `open_session`.
"""

from __future__ import annotations

from engine.accounts.credentials import is_password
from engine.accounts.ending import end_sessions
from engine.accounts.failures import count_attempt, forget_failures, try_again
from engine.accounts.keeping import Change, check_keeper, tell
from engine.accounts.sessions import (
    SessionView,
    SignedIn,
    begin_session,
    session_of,
    sign_out,
)
from engine.commands import Outcome
from engine.office import Office
from engine.registrar import register_outcome, registered
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import NotFound, NotPermitted
from kernel.words import Text
from rules.facts import Actor

__all__ = [
    "SessionView",
    "SignedIn",
    "open_session",
    "session_of",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
]

_ACCOUNT = (
    "SELECT p.id, a.password_hash FROM people p JOIN accounts a ON a.person_id = p.id"
    " WHERE p.code = :code AND p.active"
)
_STILL = (
    "UPDATE accounts SET changed_at = changed_at"
    " WHERE person_id = :person AND password_hash = :kept"
)
_ENSURE = (
    "INSERT INTO accounts (person_id, changed_at)"
    " SELECT id, :now FROM people WHERE id = :person AND active"
    " ON CONFLICT (person_id) DO UPDATE SET changed_at = accounts.changed_at"
)
_ACTIVE = "SELECT id FROM people WHERE id = :person AND active"
_WRONG = Text(
    "人员代码或密码不正确，请核对后再试。", "The code or the password is wrong: check both."
)


def sign_in(office: Office, code: str, password: str) -> SignedIn:
    """Begin a session of the person with `code`.

    An unknown code, a wrong password and an account without a password are refused with the same
    sentence, after the same time.

    Raises:
        NotPermitted: code or password are wrong, or too many attempts have failed; the sentence
            then says when to try again.
    """
    code = code.strip()
    waits = count_attempt(office, code)
    with office.database.reading() as tx:
        found = tx.row(_ACCOUNT, code=code)
    kept: str | None = found["password_hash"] if found else None
    right = is_password(kept, password)  # slow on purpose, so no transaction is open meanwhile
    if found is not None and right:
        with office.database.writing() as tx:
            if tx.write(_STILL, person=found["id"], kept=kept):
                forget_failures(office, tx, code, office.now())
                return begin_session(office, tx, found["id"])
    raise NotPermitted(_WRONG, *(() if waits is None else (try_again(waits),)))


def open_session(office: Office, person_id: int) -> SignedIn:
    """Begin a session of a person whom an identity provider has vouched for.

    Raises:
        NotFound: there is nobody like that, or not any more.
    """
    with office.database.writing() as tx:
        tx.write(_ENSURE, person=person_id, now=office.now())
        if tx.row(_ACTIVE, person=person_id) is None:  # asked last: an ending may have come first
            raise NotFound(
                Text("没有此人，或此人已停用。", "There is nobody like that, or not any more.")
            )
        return begin_session(office, tx, person_id)


def sign_out_everywhere(office: Office, person_id: int, by: int | None = None) -> Outcome:
    """End every session of a person.

    Args:
        office: The office.
        person_id: Whose sessions end.
        by: Who asks for it; None is the person themselves.

    Raises:
        NotFound: there is nobody like that, or not any more.
        NotPermitted: it is somebody else, who does not keep accounts.
        Conflict: others keep changing the register; try again.
    """
    asking = person_id if by is None else by

    def run(work: Work) -> Outcome:
        actor = Actor(asking)
        if asking != person_id:
            actor = check_keeper(work.directory, asking, work.today)
        registered(work.directory, person_id)
        tell(work, Change.SIGNED_OUT, actor, person_id, sessions=end_sessions(work, person_id))
        return register_outcome(work)

    return transact(office, run, Attempt(None, "sign_out_everywhere", asking))
