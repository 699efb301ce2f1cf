"""The statements of ticks and of the counts of refusals."""

from __future__ import annotations

from typing import Any

from store.database import Row, Statement, Transaction

_NOTE = (
    "INSERT INTO ticks"
    " (name, at, outcome, reason, figures, done_at, runs, failures, took_ms, total_ms)"
    " VALUES (:name, :at, :outcome, :reason, :figures, :done_at, 1, :failures, :took, :took)"
    " ON CONFLICT (name) DO UPDATE SET at = excluded.at, outcome = excluded.outcome,"
    " reason = excluded.reason, figures = excluded.figures,"
    " done_at = COALESCE(excluded.done_at, ticks.done_at), runs = ticks.runs + 1,"
    " failures = ticks.failures + excluded.failures, took_ms = excluded.took_ms,"
    " total_ms = ticks.total_ms + excluded.total_ms"
)
_ALL = "SELECT * FROM ticks ORDER BY name"
_COUNT = (
    "INSERT INTO refusal_counts (rule, refusals) VALUES (:rule, 1)"
    " ON CONFLICT (rule) DO UPDATE SET refusals = refusal_counts.refusals + 1"
)
_COUNTS = "SELECT rule, refusals FROM refusal_counts ORDER BY rule"


def note(tx: Transaction, **tick: Any) -> None:
    """Write down one tick over the one before of the same name."""
    tx.write(_NOTE, **tick)


def newest(tx: Transaction) -> dict[str, Row]:
    """Return the last tick of each kind, by name."""
    return {row["name"]: row for row in tx.rows(_ALL)}


def count_refusal(rule: str) -> Statement:
    """Return the statement that counts one refusal by a rule."""
    return _COUNT, {"rule": rule}


def refusals(tx: Transaction) -> dict[str, int]:
    """Return how often each rule has refused something."""
    return {row["rule"]: row["refusals"] for row in tx.rows(_COUNTS)}
