"""Patrol visits are drawn so that anybody can draw again, held unannounced, and leave tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from engine.patrols import check_draw
from engine.queries import list_cases
from engine.routines.patrol_picks import patrol_picks
from kernel.ids import case_number
from tests.support.office import SmallOffice

MONDAY = date(2021, 11, 15)
VISIT: Mapping[str, Any] = {"visitors": "巡察办主任", "findings": "底稿偏少", "solved": 1}


@pytest.fixture
def drawn(desk: SmallOffice) -> int:
    desk.to("on_site")
    desk.on(MONDAY, 9)
    assert patrol_picks.run(desk.office, MONDAY) == {"drawn": 1}
    [row] = desk.rows("SELECT id FROM cases WHERE kind = 'patrol_visit'")
    return int(row["id"])


def test_a_draw_can_be_repeated_from_what_is_recorded(desk: SmallOffice, drawn: int) -> None:
    desk.give(desk.round_id, "brief_secretary", "chief", told="进驻情况")

    found = check_draw(desk.office, drawn, desk.who["staff"])

    assert found.agrees
    assert found.recorded == case_number(desk.assignment)
    assert found.seed.startswith(f"{case_number(desk.round_id)}/2021-W46/")


def test_a_draw_that_was_tampered_with_does_not_agree(desk: SmallOffice, drawn: int) -> None:
    row = desk.details(drawn)
    forged = row["seed"][:-1] + ("0" if row["seed"][-1] != "0" else "1")
    with desk.office.database.writing() as tx:
        tx.write("UPDATE patrol_visit_details SET seed = :seed", seed=forged)

    agrees = check_draw(desk.office, drawn, desk.who["staff"]).agrees

    with desk.office.database.writing() as tx:
        tx.write("UPDATE patrol_visit_details SET seed = :seed", seed=row["seed"])
    assert not agrees


def test_a_round_draws_once_a_week(desk: SmallOffice, drawn: int) -> None:
    again = patrol_picks.run(desk.office, MONDAY)
    next_week = patrol_picks.run(desk.office, MONDAY + timedelta(days=7))

    assert (again, next_week) == ({"drawn": 0}, {"drawn": 1})
    assert desk.state(drawn) == "drawn"


def test_a_group_hears_nothing_of_a_visit_neither_before_nor_when_it_is_overdue(
    desk: SmallOffice, drawn: int
) -> None:
    desk.on(MONDAY + timedelta(days=14), 10)
    desk.sweep()

    told = {row["person_id"] for row in desk.notices(drawn)}

    assert told.isdisjoint({desk.who["leader"], desk.who["member"]})
    assert list_cases(desk.office, desk.who["leader"], kind="patrol_visit") == []


def test_what_a_visit_finds_is_reported_and_becomes_tasks_of_the_group(
    desk: SmallOffice, drawn: int
) -> None:
    desk.give(drawn, "hold", "staff", **VISIT, tasks=[{"task": "补齐底稿", "due_on": "2021-11-30"}])
    desk.give(drawn, "report", "staff")
    desk.give(drawn, "note", "chief")

    [row] = desk.rows("SELECT * FROM cases WHERE kind = 'action_item'")
    assert desk.state(drawn) == "noted"
    assert row["group_id"] == desk.group
    assert desk.details(row["id"])["due_on"] == date(2021, 11, 30)


def test_nobody_visits_first_and_draws_then(desk: SmallOffice, drawn: int) -> None:
    reasons = desk.no(drawn, "hold", "staff", **VISIT, held_on="2021-11-12")

    assert reasons == ("A visit is held after it was drawn, and not later than today.",)
