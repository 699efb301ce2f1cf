"""The statements of routine runs: which recurring duty was done for which period."""

from __future__ import annotations

from datetime import date
from typing import Any

from store.database import Row, Transaction

_ONE = "SELECT ran_at FROM routine_runs WHERE name = :name AND period = :period"
_LAST = "SELECT day FROM routine_runs WHERE name = :name ORDER BY day DESC LIMIT 1"
_NEWEST = "SELECT * FROM routine_runs ORDER BY name, day DESC, period DESC"
_REMEMBER = (
    "INSERT INTO routine_runs (name, period, day, ran_at, figures)"
    " VALUES (:name, :period, :day, :ran_at, :figures) ON CONFLICT (name, period) DO NOTHING"
)


def was_run(tx: Transaction, name: str, period: str) -> bool:
    """Say whether the routine was done for the period."""
    return tx.row(_ONE, name=name, period=period) is not None


def last_day(tx: Transaction, name: str) -> date | None:
    """Return the day of the newest period the routine was done for."""
    row = tx.row(_LAST, name=name)
    return row["day"] if row else None


def remember(tx: Transaction, **run: Any) -> bool:
    """Keep that a routine was done for a period; False when that was known already."""
    return tx.write(_REMEMBER, **run) == 1


def newest(tx: Transaction) -> dict[str, Row]:
    """Return the newest run of each routine, by name."""
    found: dict[str, Row] = {}
    for row in tx.rows(_NEWEST):
        found.setdefault(row["name"], row)
    return found
