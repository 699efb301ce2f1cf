"""Owed notices by outcome and age, and the deliveries that somebody has to look after.

Neither the case nor the kind of a notice is told: who keeps the machine needs the channel, the
recipient and the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from store.database import Transaction

OUTCOMES = ("owed", "claimed", "failed", "unknown")
AGES = tuple(timedelta(seconds=one) for one in (300, 3600, 14_400, 86_400, 604_800))
"""Up to which age a column counts; the last one has no end."""
_BY_AGE = (
    "SELECT count(*) AS n FROM deliveries d JOIN notices n ON n.key = d.notice_key"
    " WHERE d.status = '{status}' AND n.created_at > :after AND n.created_at <= :until"
)
_STUCK = "SELECT count(*) AS n FROM deliveries WHERE status = '{status}' AND next_try_at <= :before"
_UNHEARD = (
    "SELECT d.notice_key, d.channel_id, d.status, d.reason, d.attempts, d.ended_at, c.service,"
    " n.person_id FROM deliveries d"
    " JOIN notices n ON n.key = d.notice_key JOIN channels c ON c.id = d.channel_id"
    " WHERE d.status IN ('failed', 'unknown')"
    " ORDER BY d.ended_at DESC, d.notice_key, d.channel_id LIMIT :most OFFSET :skip"
)
_LONG_AGO = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Deliveries:
    """What is owed, and what did not arrive."""

    by_age: Mapping[str, tuple[int, ...]]
    """Outcome → how many of each age, one number more than `AGES`."""
    stuck: int
    """How many should have left long ago."""

    def total(self, outcome: str) -> int:
        """Return how many deliveries have an outcome."""
        return sum(self.by_age[outcome])


@dataclass(frozen=True, slots=True)
class Unheard:
    """One delivery that failed, or of which nobody knows whether it arrived."""

    key: str
    channel_id: int
    status: str
    reason: str
    attempts: int
    ended_at: datetime
    service: str
    person_id: int


def deliveries(tx: Transaction, now: datetime, stuck_after: timedelta) -> Deliveries:
    """Return owed notices by outcome and age.

    Args:
        tx: A transaction that reads.
        now: The present moment.
        stuck_after: How long after its time a delivery counts as stuck.
    """
    edges = (timedelta(), *AGES, _LONG_AGO)
    by_age = {
        status: tuple(
            _count(tx, _BY_AGE, status, after=now - far, until=now - near)
            for near, far in pairwise(edges)
        )
        for status in OUTCOMES
    }
    before = now - stuck_after
    stuck = sum(_count(tx, _STUCK, status, before=before) for status in ("owed", "claimed"))
    return Deliveries(by_age, stuck)


def unheard(tx: Transaction, most: int, skip: int = 0) -> list[Unheard]:
    """Return deliveries that failed or are unclear, the newest first."""
    return [
        Unheard(
            row["notice_key"], row["channel_id"], row["status"], row["reason"], row["attempts"],
            row["ended_at"], row["service"], row["person_id"],
        )
        for row in tx.rows(_UNHEARD, most=most, skip=skip)
    ]  # fmt: skip


def _count(tx: Transaction, sql: str, status: str, **values: datetime) -> int:
    """Return a count; the status stands in the text, so that its partial index is used."""
    return int(tx.rows(sql.format(status=status), **values)[0]["n"])
