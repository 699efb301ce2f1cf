"""The last tick of each flow: when it was, how it ended, and how late the next one is.

A sweep and a delivery are late by the time since the last one; a routine is late once its newest
period has begun and was not done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from engine.backups.make import BACKUP
from engine.routines.catalogue import ROUTINES
from engine.ticks import DELIVER, SEAL, SWEEP
from kernel.words import Text
from rules.policy import Policy
from store import routine_runs, ticks
from store.database import Transaction

_LABELS = {
    SWEEP: Text("巡检期限", "Sweep"),
    DELIVER: Text("发送通知", "Deliver"),
    SEAL: Text("封存记录", "Seal"),
    BACKUP: Text("备份", "Backup"),
}


@dataclass(frozen=True, slots=True)
class TickLine:
    """One flow, as it ticked last."""

    name: str
    label: Text
    at: datetime | None
    """None when it never ticked."""
    outcome: str
    reason: str
    figures: Mapping[str, Any]
    done_at: datetime | None
    runs: int
    failures: int
    took_ms: int
    total_ms: int
    late: timedelta
    """How long it is overdue, beyond what the office tolerates; zero when it is not."""


def clockwork(tx: Transaction, policy: Policy, now: datetime) -> tuple[TickLine, ...]:
    """Return every flow with its last tick."""
    known = ticks.newest(tx)
    done = {name: row["day"] for name, row in routine_runs.newest(tx).items()}
    lines = [
        _line(name, label, known.get(name), _late(name, known.get(name), policy, now))
        for name, label in _LABELS.items()
    ]
    for name, one in ROUTINES.items():
        late = _routine_late(name, done.get(name), policy, now)
        lines.append(_line(name, one.label, known.get(name), late))
    return tuple(lines)


def _line(name: str, label: Text, row: Mapping[str, Any] | None, late: timedelta) -> TickLine:
    if row is None:
        return TickLine(name, label, None, "", "", {}, None, 0, 0, 0, 0, late)
    return TickLine(
        name, label, row["at"], row["outcome"], row["reason"], json.loads(row["figures"]),
        row["done_at"], row["runs"], row["failures"], row["took_ms"], row["total_ms"], late,
    )  # fmt: skip


def _late(name: str, row: Mapping[str, Any] | None, policy: Policy, now: datetime) -> timedelta:
    tolerated = _tolerated(name, policy)
    if tolerated is None:
        return timedelta()
    if row is None or row["done_at"] is None:
        return tolerated
    since: datetime = row["done_at"]
    return max(timedelta(), now - since - tolerated)


def _tolerated(name: str, policy: Policy) -> timedelta | None:
    if name == SEAL:
        return timedelta(hours=policy.limit("seal_late_hours"))
    if name == BACKUP:
        days = policy.limit("backup_days")
        return timedelta(days=days) if days else None
    return timedelta(minutes=policy.limit("tick_late_minutes"))


def _routine_late(name: str, done: date | None, policy: Policy, now: datetime) -> timedelta:
    newest = policy.routines[name].when.latest(policy.calendar, now)
    if newest is None or (done is not None and newest.day <= done):
        return timedelta()
    tolerated = timedelta(minutes=policy.limit("routine_late_minutes"))
    return max(timedelta(), now - newest.begins_at - tolerated)
