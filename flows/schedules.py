"""When each flow runs: the table of deployments, and the runner that serves them on one machine.

A further flow is one line in `schedule()` and one deployment in `prefect.yaml`, by which several
workers run the same flows; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Interval, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.deliver import deliver_notices
from flows.leftovers import clear_leftovers
from flows.routines import FLOWS
from flows.seal import seal_entries
from flows.sweep import sweep_office
from kernel.clock import OFFICE_ZONE, SystemClock
from rules.policy import RoutineTerms

NAME = "office"
"""The name of every deployment: `sweep/office`, `deliver/office`, `calendar-horizon/office`."""
ZONE = OFFICE_ZONE.key
ANCHOR = datetime(2020, 1, 1, tzinfo=OFFICE_ZONE)
"""Ticks are counted from here, so a restart does not shift them."""
ALONE = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW, grace_period_seconds=60
)
"""One run of a flow at a time; one that comes too early is dropped, since the next does the same.

A run that was killed before it began gives its place back after the grace period, one that was
killed later after five minutes; `xuncheng up` clears both at its start.
"""
POOLED = ALONE.model_copy(update={"limit": 4})
"""In a pool nobody knows who is dead, and what died with its machine keeps its place for a while.

So there are places besides. Several runs of a flow at once are harmless: what one has claimed the
others pass over.
"""


AT_ONCE = 5
"""So many runs at a time: each is a process, and many routines come round at the same hour."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A flow and when it runs."""

    flow: Flow[[], Any]
    when: Schedule
    tags: tuple[str, ...]

    @property
    def queue(self) -> str:
        """Return the work queue of a pool that has its runs: the last tag, which says what for."""
        return self.tags[-1]

    @property
    def entrypoint(self) -> str:
        """Return the dotted path by which Prefect imports the flow.

        Never the path of a file: Prefect would put `flows/` first on the import path.
        """
        return f"{self.flow.fn.__module__}.{self.flow.fn.__name__}"

    def deployment(self) -> RunnerDeployment:
        """Return what Prefect needs to know."""
        return RunnerDeployment.from_flow(
            self.flow,
            name=NAME,
            schedule=self.when,
            tags=list(self.tags),
            concurrency_limit=ALONE,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )


def schedule(tick_seconds: int, routines: Mapping[str, RoutineTerms]) -> tuple[Scheduled, ...]:
    """Return the table: which flow runs when, at a tick of `tick_seconds`.

    A routine is asked every day at its hour, and does nothing where its period is no new one.

    Delivery comes half a tick after the sweep, which owes what it delivers; so the two never
    compete for the processor or for Prefect's own SQLite.
    """
    tick = timedelta(seconds=tick_seconds)
    sweeping = Interval(tick, anchor_date=ANCHOR, timezone=ZONE)
    delivering = Interval(tick, anchor_date=ANCHOR + tick / 2, timezone=ZONE)
    return (
        Scheduled(sweep_office, sweeping, ("clock", "deadlines")),
        Scheduled(deliver_notices, delivering, ("clock", "notices")),
        Scheduled(seal_entries, Cron("30 0 * * *", timezone=ZONE), ("clock", "audit")),
        *(
            Scheduled(one, _daily(routines[name]), ("clock", "routines"))
            for name, one in FLOWS.items()
        ),
    )


def _daily(terms: RoutineTerms) -> Schedule:
    at = terms.when.at
    return Cron(f"{at.minute} {at.hour} * * *", timezone=ZONE)


def serve_all(tick_seconds: int, routines: Mapping[str, RoutineTerms]) -> None:
    """Register the deployments and run what is due, until the process is told to stop."""
    clear_leftovers(NAME, SystemClock().now())
    deployments = [one.deployment() for one in schedule(tick_seconds, routines)]
    serve(
        *deployments,
        limit=AT_ONCE,
        prefetch_seconds=0,  # a run that waits for its time would hold the place of the one before
        print_starting_message=False,
    )
