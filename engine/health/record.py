"""The audited record: its newest seal, what no seal covers yet, and the newest moment in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store import audit
from store.database import Transaction

_UNSEALED = """
SELECT COALESCE(sum(seq - sealed), 0) AS n FROM (
    SELECT c.seq, COALESCE(
        (SELECT max(s.last_seq) FROM sealed_cases s WHERE s.case_id = c.id), 0
    ) AS sealed FROM cases c
) AS known WHERE seq > sealed
"""
_MOVED = "SELECT moved_at FROM cases ORDER BY moved_at DESC LIMIT 1"
_TICKED = "SELECT at FROM ticks ORDER BY at DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Record:
    """The record as it is now."""

    seals: int
    sealed_at: datetime | None
    unsealed: int
    newest_at: datetime | None
    """The newest moment that was written down: a clock before it has been set back."""


def record(tx: Transaction) -> Record:
    """Return how the record is sealed, and how new it is."""
    seal = audit.last_seal(tx)
    moved, ticked = tx.row(_MOVED), tx.row(_TICKED)
    moments = [row[name] for row, name in ((moved, "moved_at"), (ticked, "at")) if row]
    if seal:
        moments.append(seal["sealed_at"])
    return Record(
        seal["id"] if seal else 0,
        seal["sealed_at"] if seal else None,
        int(tx.rows(_UNSEALED)[0]["n"]),
        max(moments, default=None),
    )
