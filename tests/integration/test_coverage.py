"""The coverage ledger of a term over the real engine, and the monthly warning of its pace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from engine.coverage_sheet import write_coverage
from engine.routines.coverage_pace import coverage_pace
from engine.term_coverage import Coverage, read_coverage
from kernel.errors import NotFound
from tests.support.office import SmallOffice
from tests.support.planned import annual_plan, term


def seen(desk: SmallOffice) -> Coverage:
    return read_coverage(desk.office, None, desk.who["director"])


def test_a_unit_goes_from_left_over_planned_and_on_site_to_done(desk: SmallOffice) -> None:
    term(desk)
    courses = [seen(desk).total]
    for stage, after in (("draft", ""), ("on_site", "draft"), ("reporting", "on_site")):
        if stage == "on_site":
            desk.give(desk.round_id, "revise", "staff", focus="三个聚焦")
        desk.to(stage, after=after)
        courses.append(seen(desk).total)

    told = [(one.left, one.planned, one.on_site, one.done) for one in courses]
    assert told == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    assert courses[-1].share == 100


def test_the_ledger_shows_plan_and_fact_of_each_year_and_type(desk: SmallOffice) -> None:
    plan = term(desk)
    desk.to("draft")
    annual_plan(desk, plan)
    desk.give(desk.round_id, "revise", "staff", plan_line="2021/1")
    desk.to("reporting", after="draft")

    [line] = seen(desk).years

    assert (line.year, line.unit_type, line.planned, line.reached) == (2021, "department", 1, 1)


def test_the_tree_goes_down_to_the_village(desk: SmallOffice) -> None:
    town = desk.add_unit("t1", "镇01", "township")
    desk.add_unit("v1", "村01", "village", town)
    term(desk, units=("t1", "v1"))

    branches = seen(desk).tree

    assert [(one.name, one.branch.depth, one.branch.tally.universe) for one in branches] == [
        ("镇01", 0, 2), ("村01", 1, 1),
    ]  # fmt: skip


def test_the_ledger_is_written_to_a_spreadsheet(desk: SmallOffice, tmp_path: Path) -> None:
    term(desk)

    write_coverage(tmp_path / "ledger.xlsx", seen(desk), "zh")

    pages = openpyxl.load_workbook(tmp_path / "ledger.xlsx")
    assert pages.sheetnames == ["类别", "单位", "计划与实际", "说明"]
    assert [cell.value for cell in pages["类别"][2]][:2] == ["department", 1]


def test_a_group_does_not_read_the_ledger(desk: SmallOffice) -> None:
    made = term(desk)
    desk.to("mobilised")

    with pytest.raises(NotFound):
        read_coverage(desk.office, made, desk.who["leader"])


def test_who_leads_hears_once_a_month_that_the_pace_is_behind(desk: SmallOffice) -> None:
    made = term(desk)
    desk.on(date(2023, 6, 1))

    first = coverage_pace.run(desk.office, date(2023, 6, 1))
    again = coverage_pace.run(desk.office, date(2023, 6, 1))
    next_month = coverage_pace.run(desk.office, date(2023, 7, 3))

    assert [one["warned"] for one in (first, again, next_month)] == [1, 0, 1]
    told = [one for one in desk.notices(made) if one["notice"] == "coverage_behind"]
    assert {one["person_id"] for one in told} == {desk.who["director"], desk.who["chief"]}
    warned = [one for one in desk.entries(made) if one.get("event") == "warn_pace"]
    assert warned[0]["inputs"] == {
        "month": "2023-06", "universe": 1, "done": 0, "done_share": 0, "elapsed_share": 40,
    }  # fmt: skip


def test_a_term_on_pace_is_left_in_peace(desk: SmallOffice) -> None:
    made = term(desk)

    report = coverage_pace.run(desk.office, date(2021, 10, 8))

    assert report == {"terms": 1, "behind": 0, "warned": 0}
    assert [one for one in desk.notices(made) if one["notice"] == "coverage_behind"] == []
