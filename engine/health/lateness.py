"""How late timers are: those whose time has come and that have not spoken yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from store.database import Transaction

BUCKETS = tuple(timedelta(seconds=one) for one in (1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400))
"""Up to which lateness a bucket counts; the last one has no end."""
_LATE = (
    "SELECT count(*) AS late, min(next_at) AS worst_since FROM timers"
    " WHERE status = 'armed' AND next_at IS NOT NULL AND next_at <= :now"
)
_WITHIN = (
    "SELECT count(*) AS n FROM timers"
    " WHERE status = 'armed' AND next_at IS NOT NULL AND next_at <= :now AND next_at >= :since"
)
_COUNTS = (
    "SELECT (SELECT count(*) FROM timers WHERE status = 'armed' AND next_at IS NOT NULL) AS armed,"
    " (SELECT count(*) FROM timers WHERE status = 'suspended') AS suspended,"
    " (SELECT min(next_at) FROM timers WHERE status = 'armed' AND next_at IS NOT NULL) AS next_due"
)
_PROVISIONAL = (
    "SELECT count(*) AS n FROM timers"
    " WHERE status = 'armed' AND next_at IS NOT NULL AND provisional"
)


@dataclass(frozen=True, slots=True)
class Lateness:
    """The timers as they are now."""

    armed: int
    """Those that will speak again."""
    suspended: int
    late: int
    worst: timedelta
    within: tuple[int, ...]
    """How many are late by at most each of `BUCKETS`: each counts those before it too."""
    next_due: datetime | None


def lateness(tx: Transaction, now: datetime) -> Lateness:
    """Return how late the timers are; all of it by partial indexes."""
    counts = tx.rows(_COUNTS)[0]
    late = tx.rows(_LATE, now=now)[0]
    within = tuple(
        tx.rows(_WITHIN, now=now, since=now - one)[0]["n"] if late["late"] else 0 for one in BUCKETS
    )
    worst = now - _moment(late["worst_since"]) if late["late"] else timedelta()
    next_due = counts["next_due"]
    return Lateness(
        counts["armed"], counts["suspended"], late["late"], worst, within,
        _moment(next_due) if next_due else None,
    )  # fmt: skip


def provisional(tx: Transaction) -> int:
    """Return how many dates rest on a calendar that is not published yet."""
    return int(tx.rows(_PROVISIONAL)[0]["n"])


def _moment(stored: datetime | str) -> datetime:
    """Return a moment that an expression gave: SQLite leaves those as text."""
    if isinstance(stored, str):
        return datetime.fromisoformat(f"{stored}+00:00")
    return stored
