"""What the reference interpreter is told: a life cycle and its limits as the plainest of tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

CLOCK = "clock"


@dataclass(frozen=True)
class Line:
    """In these states, this event by these posts leads there."""

    sources: tuple[str, ...]
    event: str
    target: str | None
    by: tuple[str, ...]
    only_odd: bool
    """The guard: the date of the case must have an odd day."""
    asks_date: bool
    """Whether whoever gives it enters a new date."""


@dataclass(frozen=True)
class Rung:
    """A step of a ladder."""

    offset: int
    tone: str
    repeat_days: int
    ack_days: int


@dataclass(frozen=True)
class Limit:
    """A deadline with everything about it."""

    name: str
    runs_in: tuple[str, ...]
    dated: bool
    """Whether it counts from the date of the case, rather than from entry."""
    fires: str | None
    renews: bool
    amount: int
    unit: str
    before: bool
    roll: str
    hour: time
    rungs: tuple[Rung, ...]
    rung_unit: str
    rung_hour: time


@dataclass(frozen=True)
class Life:
    """A life cycle."""

    states: tuple[str, ...]
    lines: tuple[Line, ...]
    limits: tuple[Limit, ...]
