"""Sessions in the database: begun, looked up with every page, and ended; only hashes are kept.

Signing in is in `engine/accounts/signing.py`. Looking up is one query, and a write at most once a
minute. A further thing that pages know of who is signed in is one field of `SessionView`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from engine.accounts.credentials import csrf_of, fresh_token, hash_of
from engine.office import Office
from kernel.words import Language
from store.database import Transaction

SEEN_EVERY = timedelta(minutes=1)
"""How exactly the last use of a session or a token is kept."""

_BEGIN = (
    "INSERT INTO web_sessions (token_hash, person_id, created_at, seen_at, expires_at)"
    " VALUES (:hash, :person, :now, :now, :expires_at)"
)
_FIND = (
    "SELECT s.person_id, s.seen_at, s.expires_at, p.code, p.name,"
    " coalesce(a.language, p.language) AS language"
    " FROM web_sessions s JOIN people p ON p.id = s.person_id"
    " JOIN accounts a ON a.person_id = s.person_id"
    " WHERE s.token_hash = :hash AND p.active AND s.ended_at IS NULL"
    " AND s.expires_at > :now AND s.seen_at > :idle"
)
_SEEN = (
    "UPDATE web_sessions SET seen_at = :now"
    " WHERE token_hash = :hash AND seen_at < :now AND ended_at IS NULL"
)
_END = "UPDATE web_sessions SET ended_at = :now WHERE token_hash = :hash AND ended_at IS NULL"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """That somebody has signed in; the token goes into their browser and nowhere else."""

    token: str = field(repr=False)
    person_id: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SessionView:
    """Who is signed in."""

    person_id: int
    code: str
    name: str
    language: Language
    csrf: str = field(repr=False)
    """What every form of this session carries."""
    expires_at: datetime


def begin_session(office: Office, tx: Transaction, person_id: int) -> SignedIn:
    """Begin a session of a person who was found to be who they say."""
    token, now = fresh_token(), office.now()
    expires_at = now + timedelta(hours=office.policy.limit("session_hours"))
    tx.write(_BEGIN, hash=hash_of(token), person=person_id, now=now, expires_at=expires_at)
    return SignedIn(token, person_id, expires_at)


def session_of(office: Office, token: str) -> SessionView | None:
    """Return who is signed in with `token`.

    Returns:
        None when the session is unknown, over, idle for too long or signed out, or when the person
        is not active any more.
    """
    now, hashed = office.now(), hash_of(token)
    with office.database.reading() as tx:
        row = tx.row(_FIND, hash=hashed, now=now, idle=idle_since(office, now))
    if row is None:
        return None
    if now - row["seen_at"] >= SEEN_EVERY:
        with office.database.writing() as tx:
            tx.write(_SEEN, hash=hashed, now=now)
    return SessionView(
        row["person_id"], row["code"], row["name"], row["language"], csrf_of(token),
        row["expires_at"],
    )  # fmt: skip


def sign_out(office: Office, token: str) -> None:
    """End the session of `token`; a session that is over stays so."""
    with office.database.writing() as tx:
        tx.write(_END, hash=hash_of(token), now=office.now())


def idle_since(office: Office, now: datetime) -> datetime:
    """Return since when a session must have been used to live."""
    return now - timedelta(minutes=office.policy.limit("session_idle_minutes"))
