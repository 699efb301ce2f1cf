"""What ends with a person's part in the office: sessions, one-time links and access tokens.

Releasing the last post and deactivating somebody end in here (§7 row 2, L07). A further kind of
access is one more statement in `_ENDS`.
"""

from __future__ import annotations

from engine.work import Work
from store.database import Transaction

_LOCK = "UPDATE accounts SET changed_at = changed_at WHERE person_id = :person"
_NO_PASSWORD = "UPDATE accounts SET password_hash = NULL WHERE person_id = :person"  # noqa: S105
_SESSIONS = (
    "UPDATE web_sessions SET ended_at = :now WHERE person_id = :person AND ended_at IS NULL"
    " AND expires_at > :now"
)
_LINKS = (
    "UPDATE one_time_links SET expires_at = :now WHERE person_id = :person AND used_at IS NULL"
    " AND expires_at > :now"
)
_TOKENS = (
    "UPDATE access_tokens SET revoked_at = :now WHERE person_id = :person AND revoked_at IS NULL"
)
_ENDS = (_SESSIONS, _LINKS, _TOKENS)
_ANOTHER_POST = (
    "SELECT id FROM posts WHERE person_id = :person AND released_at IS NULL"
    " AND (round_id IS NULL OR round_id <> :round) LIMIT 1"
)
_NO_ROUND = 0


def end_sessions(work: Work, person_id: int) -> int:
    """End every session of a person and return how many there were."""
    work.tx.write(_LOCK, person=person_id)  # who signs in just now waits, and is then seen
    return work.tx.write(_SESSIONS, person=person_id, now=work.now)


def void_links(work: Work, person_id: int) -> None:
    """Void every link of a person that was not used."""
    work.tx.write(_LINKS, person=person_id, now=work.now)


def end_access_without_posts(work: Work, person_id: int, round_id: int | None = None) -> None:
    """End every access of a person who has no post left.

    Args:
        work: The transaction.
        person_id: Whose posts were taken.
        round_id: The round whose posts are being taken; None where they are gone already.
    """
    if not _has_post(work.tx, person_id, round_id):
        _end_access(work, person_id, _LOCK)


def end_access_for_good(work: Work, person_id: int) -> None:
    """End every access of a person who is not active any more; a return needs a new link."""
    _end_access(work, person_id, _NO_PASSWORD)


def _has_post(tx: Transaction, person_id: int, round_id: int | None) -> bool:
    found = tx.row(_ANOTHER_POST, person=person_id, round=round_id or _NO_ROUND)
    return found is not None


def _end_access(work: Work, person_id: int, account: str) -> None:
    work.tx.write(account, person=person_id)
    for statement in _ENDS:
        work.tx.write(statement, person=person_id, now=work.now)
