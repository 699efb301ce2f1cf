"""Once a year's holidays are published, provisional dates move by themselves, with an entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from engine.audit import verify
from engine.routines.provisional_dates import provisional_dates
from engine.routines.run import run_due
from rules.workdays import Calendar
from tests.support.acting import POLICY
from tests.support.office import SmallOffice


def known(until: date, *closed: date) -> Calendar:
    calendar = POLICY.calendar
    return replace(calendar, known_until=until, rest=calendar.rest | set(closed))


def test_a_published_year_moves_what_was_provisional_once(desk: SmallOffice) -> None:
    desk.office.policy = replace(POLICY, calendar=known(date(2021, 10, 1)))
    desk.to("on_site")
    before = {
        deadline: timer["due_on"]
        for deadline, timer in desk.timers(desk.assignment).items()
        if timer["provisional"]
    }
    assert before
    closed = [day + timedelta(days=more) for day in before.values() for more in range(2)]
    desk.office.policy = replace(POLICY, calendar=known(date(2026, 12, 31), *closed))

    [first] = run_due(desk.office, [provisional_dates])
    desk.on(date(2021, 11, 9))
    [second] = run_due(desk.office, [provisional_dates])

    after = desk.timers(desk.assignment)
    moved = [name for name, due in before.items() if after[name]["due_on"] != due]
    assert moved
    assert first.figures["moved"] >= len(moved)
    assert len(first.entries) >= len(moved)
    assert second.figures == {"moved": 0}
    assert not any(timer["provisional"] for timer in after.values())
    desk.office.policy = POLICY
    assert verify(desk.office.database).reasons == ()
