"""The office is told in time, and once a month, that its calendar ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.audit import verify
from engine.routines.calendar_horizon import calendar_horizon
from engine.routines.run import run_due
from tests.support.acting import POLICY
from tests.support.office import OFFICE_POSTS, SmallOffice

TOLD = {"director", "staff", "clerk"}


def people_told(small: SmallOffice) -> list[str]:
    names = {person: name for name, person in small.who.items()}
    rows = small.rows("SELECT person_id FROM notices WHERE notice = 'calendar_ends'")
    return sorted(names[row["person_id"]] for row in rows)


def look_on(small: SmallOffice, day: date) -> int:
    small.on(day)
    [report] = run_due(small.office, [calendar_horizon])
    assert report.failed == ""
    return report.figures["told"]


def test_nobody_is_told_while_the_holidays_reach_far_enough(desk: SmallOffice) -> None:
    assert look_on(desk, date(2026, 11, 16)) == 0
    assert people_told(desk) == []


def test_the_office_is_told_once_a_month_that_the_calendar_ends(desk: SmallOffice) -> None:
    assert look_on(desk, date(2026, 11, 17)) == len(TOLD)
    assert look_on(desk, date(2026, 11, 18)) == 0
    assert set(people_told(desk)) == TOLD <= set(OFFICE_POSTS)

    assert look_on(desk, date(2026, 12, 1)) == len(TOLD)
    assert len(people_told(desk)) == 2 * len(TOLD)


def test_the_notice_is_an_entry_of_the_office_as_a_whole(desk: SmallOffice) -> None:
    look_on(desk, date(2026, 12, 31))

    [case] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    last = desk.entries(case["id"])[-1]
    assert (last["what"], last["routine"], last["by"]) == ("routine", "calendar_horizon", 0)
    assert {one["notice"] for one in last["notices"]} == {"calendar_ends"}
    assert verify(desk.office.database, desk.office.policy).faults == ()


def test_a_provisional_limit_is_told_long_before_the_calendar_ends(desk: SmallOffice) -> None:
    desk.to("on_site")
    with desk.office.database.writing() as tx:
        tx.write("UPDATE timers SET provisional = true WHERE status = 'armed'")

    told = look_on(desk, date(2021, 11, 9))
    with desk.office.database.writing() as tx:
        tx.write("UPDATE timers SET provisional = false WHERE status = 'armed'")

    assert told == len(TOLD)


def test_who_stands_in_for_somebody_is_told_as_well(desk: SmallOffice) -> None:
    desk.stand_in("director", "deputy")

    look_on(desk, date(2026, 12, 31))

    assert set(people_told(desk)) == TOLD | {"deputy"}


def test_an_office_that_wants_to_know_sooner_is_told_sooner(desk: SmallOffice) -> None:
    limits = {**POLICY.limits, "calendar_horizon": 60}
    desk.office.policy = replace(POLICY, limits=limits)

    assert look_on(desk, date(2026, 11, 1)) == 0
    assert look_on(desk, date(2026, 11, 2)) == len(TOLD)
