"""Runs the recurring duties whose time has come, each once for a period.

The row of a run is written after the duty has succeeded: one that breaks off runs again, and when
two processes run the same one at once, both find done what the other did and one row stays. A
duplicate, late or missing tick changes nothing but lateness.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from engine.office import Office
from engine.routines.catalogue import ROUTINES
from engine.routines.routine import Figures, Routine
from engine.ticks import note_done, note_failure
from kernel.canonical import canonical
from rules.routines import Period
from store import routine_runs

MOST_MISSED = 31
"""So many missed periods are made up for at most."""

_LOG = logging.getLogger("xuncheng.routines")


@dataclass(frozen=True, slots=True)
class RoutineReport:
    """What came of one routine for one period."""

    name: str
    period: str
    figures: Figures = field(default_factory=dict)
    failed: str = ""
    """The kind of error that broke it off; empty when it succeeded."""
    entries: tuple[Mapping[str, Any], ...] = ()
    """The entries it made, for the caller to show."""

    def to_json(self) -> dict[str, Any]:
        """Return the figures for `--json`, a flow's log and metrics; nothing of any case."""
        told: dict[str, Any] = {"name": self.name, "period": self.period, **self.figures}
        return {**told, "failed": self.failed} if self.failed else told


def run_due(
    office: Office,
    routines: Iterable[Routine] = tuple(ROUTINES.values()),
    *,
    grace: timedelta = timedelta(),
) -> list[RoutineReport]:
    """Run each routine whose present period has not been run yet.

    One that fails is told and logged by its name and the kind of error; it stops no other, and the
    next call tries it again.

    Args:
        office: The office; its clock says what now is, its policy when each routine comes round.
        routines: Which ones; all of them, unless told otherwise.
        grace: How long ago a period must have begun: so long it is left to somebody else.

    Raises:
        OfficeError: never because of one routine; the database itself may fail.
    """
    until = office.now() - grace
    made: list[RoutineReport] = []
    for one in routines:
        for period in still_open(office, one, until):
            report = run_for(office, one, period)
            made.append(report)
            if report.failed:
                break
    return made


def still_open(office: Office, one: Routine, until: datetime) -> tuple[Period, ...]:
    """Return the periods begun by `until` for which `one` is still to run, oldest first."""
    when, calendar = office.policy.routines[one.name].when, office.policy.calendar
    newest = when.latest(calendar, until)
    if newest is None:
        return ()
    with office.database.reading() as tx:
        if routine_runs.was_run(tx, one.name, newest.key):
            return ()
        last = routine_runs.last_day(tx, one.name)
    if last is None:
        return (newest,)
    return when.begun_since(calendar, last, until, MOST_MISSED if one.catch_up else 1)


def run_for(office: Office, one: Routine, period: Period) -> RoutineReport:
    """Run `one` for `period`, whether or not it was run before, and remember that it was."""
    began = perf_counter()
    with office.overhearing() as entries:
        try:
            figures = one.run(office, period.day)
            with office.database.writing() as tx:
                routine_runs.remember(
                    tx, name=one.name, period=period.key, day=period.day, ran_at=office.now(),
                    figures=canonical(figures),
                )  # fmt: skip
                note_done(office, tx, one.name, figures, perf_counter() - began)
        except Exception as error:  # noqa: BLE001 - one sick routine silences no other
            kind = type(error).__name__
            _LOG.error("routine %s, period %s: %s", one.name, period.key, kind)
            note_failure(office, one.name, kind, perf_counter() - began)
            return RoutineReport(one.name, period.key, {}, kind, tuple(entries))
    return RoutineReport(one.name, period.key, figures, "", tuple(entries))


def next_begin(
    office: Office, routines: Iterable[Routine] = tuple(ROUTINES.values())
) -> datetime | None:
    """Return when the next period of any routine begins."""
    policy, now = office.policy, office.now()
    coming = (policy.routines[one.name].when.following(policy.calendar, now) for one in routines)
    return min((period.begins_at for period in coming if period is not None), default=None)
