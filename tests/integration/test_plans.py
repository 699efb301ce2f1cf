"""A term with its universe and plan, the plans of its years in versions, the rounds that follow."""

from __future__ import annotations

import pytest

from engine.meetings import count_meetings, list_meetings
from kernel.errors import Refused
from tests.support.office import SmallOffice
from tests.support.planned import LINES, QUOTAS, annual_plan, term


def test_a_term_ends_after_it_begins(desk: SmallOffice) -> None:
    with pytest.raises(Refused, match="after it begins"):
        desk.open("term", "staff", name="届", first_day="2021-06-01", last_day="2021-06-01")


def test_the_universe_names_units_of_the_directory_once(desk: SmallOffice) -> None:
    made = term(desk, to="planning")

    listed = [{"unit": "u1", "unit_type": "x"}, {"unit": "u9", "unit_type": "x"}]
    reasons = desk.no(made, "list_units", "staff", units=listed)

    assert [one.partition(":")[2].strip() for one in reasons] == ["u9.", "u1."]


def test_the_plan_of_a_term_needs_the_leading_group_and_then_the_secretary(
    desk: SmallOffice,
) -> None:
    made = term(desk, to="planning")
    assert desk.no(made, "approve_plan", "chief") == ("The plan has no lines yet.",)
    desk.give(made, "draft_plan", "staff", quotas=QUOTAS)
    assert desk.no(made, "authorise_plan", "secretary")
    desk.give(made, "approve_plan", "chief")
    desk.give(made, "authorise_plan", "secretary")

    assert desk.state(made) == "in_force"
    assert desk.timers(made)["term_coverage"]["due_on"].isoformat() == "2026-06-01"


def test_a_version_of_a_plan_holds_until_the_next_is_approved_by_both(desk: SmallOffice) -> None:
    plan = annual_plan(desk, term(desk, units=("u1",)))
    first = desk.rows("SELECT holds FROM annual_plan_details")[0]["holds"]
    more = [*LINES, {"line": "2", "unit_type": "township", "quota": 2}]

    desk.give(plan, "revise", "staff", reason="新增乡镇", lines=more)
    desk.give(plan, "approve", "chief")
    [meanwhile] = desk.rows("SELECT holds, drafted FROM annual_plan_details")
    desk.give(plan, "authorise", "secretary")
    [after] = desk.rows("SELECT holds, drafted FROM annual_plan_details")

    assert meanwhile["holds"] == first < meanwhile["drafted"]
    assert after["holds"] == after["drafted"]
    assert len(desk.rows("SELECT 1 FROM book_lines WHERE book = 'plan_lines'")) == len(LINES + more)


def test_a_withdrawn_revision_leaves_the_version_in_force_the_newest(desk: SmallOffice) -> None:
    plan = annual_plan(desk, term(desk))

    desk.give(plan, "revise", "staff", reason="试算", lines=LINES)
    desk.give(plan, "withdraw_revision", "staff", reason="不再调整")

    [row] = desk.rows("SELECT holds, drafted FROM annual_plan_details")
    assert desk.state(plan) == "in_force"
    assert row["holds"] == row["drafted"]


def test_numbers_are_not_discounted_without_a_reason(desk: SmallOffice) -> None:
    plan = annual_plan(desk, term(desk))
    fewer = [{"line": "1", "unit_type": "township", "quota": 1}]

    [no] = desk.no(plan, "revise", "staff", reason="调整", lines=fewer)
    desk.give(plan, "revise", "staff", reason="调整", lines=fewer, discount_reason="机构改革")

    assert "not discounted" in no
    assert desk.state(plan) == "revising"


def test_a_year_is_settled_when_every_number_is_reached_or_with_the_reason(
    desk: SmallOffice,
) -> None:
    plan = annual_plan(desk, term(desk))

    [no] = desk.no(plan, "settle", "director")
    desk.give(plan, "settle", "director", shortfall_reason="跨年完成")

    assert "department 0/1" in no
    assert desk.state(plan) == "settled"


def test_a_plan_of_a_year_belongs_to_the_term_and_there_is_one(desk: SmallOffice) -> None:
    made = term(desk)
    annual_plan(desk, made)

    for year, why in ((2031, "does not lie in the term"), (2021, "has a plan already")):
        with pytest.raises(Refused, match=why):
            desk.open("annual_plan", "staff", made, year=year)


def test_a_plan_names_units_of_the_term_and_counts_what_it_names(desk: SmallOffice) -> None:
    made = desk.open("annual_plan", "staff", term(desk), year=2021)
    wrong = [
        {"line": "1", "unit_type": "x", "quota": 0, "units": "u1, u7"},
        {"line": "1", "unit_type": "x", "quota": 1},
    ]

    reasons = desk.no(made, "draft_lines", "staff", lines=wrong)

    assert [one.partition(":")[2].strip() for one in reasons] == ["1.", "u7.", "1."]


def test_a_round_names_a_line_of_the_plan_in_force(desk: SmallOffice) -> None:
    annual_plan(desk, term(desk))
    desk.to("draft")
    desk.give(desk.round_id, "approve_plan", "chief")

    [no] = desk.no(desk.round_id, "authorise", "secretary")
    desk.give(desk.round_id, "return_plan", "secretary", reason="未对应计划")
    desk.give(desk.round_id, "revise", "staff", plan_line="2021/1")
    desk.give(desk.round_id, "approve_plan", "chief")
    desk.give(desk.round_id, "authorise", "secretary")

    assert "2021/1" in no
    assert desk.state(desk.round_id) == "authorised"


def test_an_office_without_a_plan_authorises_its_rounds_all_the_same(desk: SmallOffice) -> None:
    desk.to("preparing")

    assert desk.state(desk.round_id) == "preparing"


def test_a_round_inspects_units_of_the_term(desk: SmallOffice) -> None:
    desk.to("draft")
    other = desk.add_unit("u2", "单位02")
    term(desk, units=("u2",))
    desk.give(desk.round_id, "approve_plan", "chief")

    [no] = desk.no(desk.round_id, "authorise", "secretary")

    assert "单位01" in no
    assert other


def test_a_unit_below_one_of_the_term_is_extended_to(desk: SmallOffice) -> None:
    village = desk.add_unit("v1", "村01", "village", desk.unit)
    term(desk)
    desk.to("draft")
    desk.open(
        "assignment", "staff", desk.round_id, group_id=desk.group, unit_id=village,
        mode="extended", on_site_start="2021-11-08", on_site_end="2021-12-20",
    )  # fmt: skip
    desk.give(desk.round_id, "approve_plan", "chief")
    desk.give(desk.round_id, "authorise", "secretary")

    assert desk.state(desk.round_id) == "authorised"


def test_a_short_stay_is_approved_with_its_reason_only(desk: SmallOffice) -> None:
    desk.to("draft")
    township = desk.add_unit("t1", "镇01", "township")
    desk.open(
        "assignment", "staff", desk.round_id, group_id=desk.group, unit_id=township,
        mode="routine", on_site_start="2021-11-08", on_site_end="2021-12-20",
    )  # fmt: skip

    [no] = desk.no(desk.round_id, "approve_plan", "chief")
    desk.give(desk.round_id, "approve_plan", "chief", short_stay_reason="规模较小")

    assert "镇01 (until 2022-01-08)" in no


def test_a_round_is_filed_with_the_upper_office_in_time(desk: SmallOffice) -> None:
    desk.to("draft")
    desk.give(desk.round_id, "approve_plan", "chief")
    desk.give(desk.round_id, "authorise", "secretary")
    assert desk.timers(desk.round_id)["round_plan_filing"]["due_on"].isoformat() == "2021-10-21"

    desk.give(desk.round_id, "file_upward", "staff", filing_receipt="备〔2021〕3号")
    desk.give(
        desk.round_id, "take_in_upper", "staff", joint_with="市委巡察机构",
        matters=[{"matter": "上级交办事项", "due_on": "2021-12-01"}],
    )  # fmt: skip

    assert "round_plan_filing" not in desk.timers(desk.round_id)
    assert desk.case(desk.round_id)["state"] == "authorised"
    assert len(desk.rows("SELECT 1 FROM book_lines WHERE book = 'upper_level'")) == 1


def test_meetings_are_counted_by_kind_and_year(desk: SmallOffice) -> None:
    term(desk)
    desk.to("mobilised")
    desk.give(
        desk.round_id, "hold_meeting", "staff", meeting_kind="task_setting", held_on="2021-10-08"
    )

    counted = count_meetings(list_meetings(desk.office, desk.who["director"]))

    assert {kind.value: n for kind, n in counted[2021].items()} == {
        "leading_group": 2, "secretary_special": 1, "mobilisation": 1, "task_setting": 1,
    }  # fmt: skip


def test_a_closed_unit_leaves_the_universe(desk: SmallOffice) -> None:
    desk.add_unit("u2", "单位02")
    made = term(desk, units=("u1", "u2"))

    [no] = desk.no(made, "close_unit", "staff", unit="u2", ending="merged", reason="机构改革")
    desk.give(made, "close_unit", "staff", unit="u2", ending="merged", into="u1", reason="机构改革")
    again = desk.no(made, "close_unit", "staff", unit="u2", ending="dissolved", reason="机构改革")

    assert "into which other unit" in no
    assert again
