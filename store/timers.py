"""The statements of timers: arm, stop, speak, and find what is due."""

from __future__ import annotations

from functools import cache
from typing import Any

from store.database import Row, Transaction
from store.many import among

RUNNING = (
    "SELECT * FROM timers WHERE case_id = :id AND status IN ('armed', 'suspended')"
    " ORDER BY deadline"
)
EARLIER = (
    "SELECT * FROM timers WHERE case_id = :id AND deadline = :deadline AND anchor_on = :anchor"
    " ORDER BY armed_seq DESC LIMIT 1"
)
STOP = (
    "UPDATE timers SET status = 'met', next_at = NULL, ended_at = :ended_at"
    " WHERE case_id = :case_id AND deadline = :deadline AND status IN ('armed', 'suspended')"
)
SPOKE = (
    "UPDATE timers SET step = :step, spoken = :spoken, spoken_at = :spoken_at,"
    " acknowledged = :acknowledged, next_at = :next_at, event = :event"
    " WHERE case_id = :case_id AND deadline = :deadline AND armed_seq = :armed_seq"
)
PUT_ASIDE = (
    "UPDATE timers SET next_at = :next_at"
    " WHERE case_id = :case_id AND deadline = :deadline AND armed_seq = :armed_seq"
)
SUSPEND = (
    "UPDATE timers SET status = 'suspended', remaining = :remaining, next_at = NULL"
    " WHERE case_id = :case_id AND deadline = :deadline AND armed_seq = :armed_seq"
)
REBASE = (
    "UPDATE timers SET status = 'armed', nominal_on = :nominal_on, due_on = :due_on,"
    " due_at = :due_at, provisional = :provisional, extensions = :extensions, step = :step,"
    " spoken = :spoken, spoken_at = :spoken_at, acknowledged = :acknowledged,"
    " remaining = NULL, next_at = :next_at"
    " WHERE case_id = :case_id AND deadline = :deadline AND armed_seq = :armed_seq"
)

_DUE = (
    "SELECT t.* FROM timers t WHERE t.status = 'armed' AND t.next_at IS NOT NULL"
    " AND t.next_at <= :now ORDER BY t.next_at, t.case_id, t.deadline LIMIT :most"
)
_CLAIM = _DUE.replace("timers t", "timers t JOIN cases c ON c.id = t.case_id") + (
    " FOR NO KEY UPDATE OF c SKIP LOCKED"
)
_NEXT = (
    "SELECT next_at FROM timers WHERE status = 'armed' AND next_at IS NOT NULL"
    " ORDER BY next_at LIMIT 1"
)


@cache
def running_query(*, postgres: bool) -> str:
    """Return the query for the armed and suspended timers of many cases."""
    which = among("case_id", postgres=postgres)
    return (
        f"SELECT * FROM timers WHERE {which} AND status IN ('armed', 'suspended')"  # noqa: S608
        " ORDER BY case_id, deadline"
    )


def due(tx: Transaction, now: Any, most: int, *, skip_locked: bool) -> list[Row]:
    """Return at most `most` timers that are due at `now`, the longest due first.

    With `skip_locked` (PostgreSQL) their cases are claimed until the transaction ends, and what
    another sweeper or a person is at work on is passed over. A move locks its case first, too, so
    nobody ever waits for somebody who waits for them.
    """
    return tx.rows(_CLAIM if skip_locked else _DUE, now=now, most=most)


def next_due(tx: Transaction) -> Any:
    """Return when the next timer wakes, or None when none is armed."""
    row = tx.row(_NEXT)
    return row["next_at"] if row else None
