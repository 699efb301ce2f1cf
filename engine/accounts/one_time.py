"""A one-time link in the database: issued, looked at, used up; and the password it sets.

What links are for is in `engine/accounts/links.py` and `engine/accounts/first.py`. A further
purpose is one more `Purpose` and the function that redeems it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.accounts.credentials import hash_of
from engine.accounts.ending import end_sessions, void_links
from engine.accounts.failures import forget_failures
from engine.accounts.keeping import Change, tell
from engine.accounts.sessions import SignedIn, begin_session
from engine.office import Office
from engine.work import Work
from kernel.errors import NotFound
from kernel.words import Labelled, Text
from rules.facts import Actor
from store.database import Transaction

_ISSUE = (
    "INSERT INTO one_time_links (token_hash, person_id, purpose, expires_at, issued_by)"
    " VALUES (:hash, :person, :purpose, :expires_at, :by)"
)
_FIND = (
    "SELECT l.purpose, l.person_id, l.expires_at, p.code, p.name, p.active FROM one_time_links l"
    " LEFT JOIN people p ON p.id = l.person_id"
    " WHERE l.token_hash = :hash AND l.used_at IS NULL AND l.expires_at > :now"
)
_USE = (
    "UPDATE one_time_links SET used_at = :now"
    " WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now"
)
_ANY_ACCOUNT = "SELECT person_id FROM accounts LIMIT 1"
_SET = (
    "INSERT INTO accounts (person_id, password_hash, changed_at) VALUES (:person, :kept, :now)"
    " ON CONFLICT (person_id) DO UPDATE SET password_hash = :kept, changed_at = :now"
)
_LOOPBACK = "http://127.0.0.1:8080"


class Purpose(Labelled):
    """What a link is for."""

    FIRST = "first", "建立第一个账号", "Create the first account"
    PASSWORD = "password", "设置密码", "Set a password"


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link that can be used now."""

    purpose: Purpose
    person_id: int | None
    """None for the first account."""
    code: str
    name: str
    expires_at: datetime


def link_address(office: Office, token: str) -> str:
    """Return where a browser opens a link; it is shown once to who issues it."""
    return f"{office.base_url or _LOOPBACK}/link/{token}"


def issue(work: Work, token: str, purpose: Purpose, person_id: int | None, actor: Actor) -> None:
    """Keep a link of a purpose under the hash of its token, and tell so."""
    expires_at = work.now + timedelta(hours=work.office.policy.limit("link_hours"))
    tell(work, Change.LINK_ISSUED, actor, person_id, purpose=purpose.value)
    work.tx.write(
        _ISSUE, hash=hash_of(token), person=person_id, purpose=purpose.value,
        expires_at=expires_at, by=actor.person_id,
    )  # fmt: skip


def link_of(office: Office, token: str) -> LinkView | None:
    """Return what a link is for; None when it is unknown, used, void or too old."""
    with office.database.reading() as tx:
        row = tx.row(_FIND, hash=hash_of(token), now=office.now())
        begun = has_accounts(tx)
    if row is None:
        return None
    purpose = Purpose(row["purpose"])
    if begun if purpose is Purpose.FIRST else not row["active"]:
        return None
    return LinkView(
        purpose, row["person_id"], row["code"] or "", row["name"] or "", row["expires_at"]
    )


def use(work: Work, token: str) -> None:
    """Use a link up.

    Raises:
        NotFound: it is unknown, used, void or too old.
    """
    if work.tx.write(_USE, hash=hash_of(token), now=work.now) != 1:
        raise dead_link()


def set_password(work: Work, person_id: int, code: str, kept: str) -> SignedIn:
    """Keep the hash of a password, end what was open before, and begin a session."""
    tell(work, Change.PASSWORD_SET, Actor(person_id), person_id)
    work.tx.write(_SET, person=person_id, kept=kept, now=work.now)
    end_sessions(work, person_id)
    void_links(work, person_id)
    forget_failures(work.office, work.tx, code, work.now)
    return begin_session(work.office, work.tx, person_id)


def has_accounts(tx: Transaction) -> bool:
    """Say whether anybody has an account."""
    return tx.row(_ANY_ACCOUNT) is not None


def dead_link() -> NotFound:
    """Return the error for a link that leads nowhere, whatever the reason."""
    return NotFound(
        Text(
            "这个链接已使用、已作废或已过期；请向系统管理员索取新的链接。",
            "This link was used, is void or too old: ask the system administrator for a new one.",
        )
    )
