"""One look at everything, on one snapshot of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.health.clockwork import TickLine, clockwork
from engine.health.deliveries import Deliveries, deliveries
from engine.health.lateness import Lateness, lateness, provisional
from engine.health.machine import Machine, machine
from engine.health.premises import Premises
from engine.health.record import Record, record
from rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Health:
    """How the office itself is."""

    at: datetime
    lateness: Lateness
    provisional: int
    """Dates that rest on a calendar that is not published yet."""
    deliveries: Deliveries
    ticks: tuple[TickLine, ...]
    record: Record
    machine: Machine

    def tick(self, name: str) -> TickLine:
        """Return the last tick of a flow."""
        return next(one for one in self.ticks if one.name == name)


def look(premises: Premises) -> Health:
    """Return how the office itself is.

    Raises:
        Exception: the database is out of reach or has other tables; `doctor` says so in words.
    """
    now, policy = premises.now(), premises.policy
    with premises.database.reading() as tx:
        return Health(
            now, lateness(tx, now), provisional(tx), deliveries(tx, now, stuck_after(policy)),
            clockwork(tx, policy, now), record(tx), machine(tx, premises),
        )  # fmt: skip


def stuck_after(policy: Policy) -> timedelta:
    """Return how long after its time a delivery counts as stuck."""
    return timedelta(minutes=policy.limit("delivery_stuck_minutes"))
