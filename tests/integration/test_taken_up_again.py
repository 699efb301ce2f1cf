"""Deadlines taken up again, returned reports, re-opened items: nobody gains or loses time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.suspend import resume, suspend
from kernel.errors import InvalidInput, Refused
from tests.support.office import DONE, SmallOffice

LATE = date(2022, 4, 20)


def returned(desk: SmallOffice, item: int) -> None:
    """Send a report in that does not do, and have it returned."""
    desk.give(item, "report_done", "liaison", **DONE)
    desk.give(item, "return_item", "supervisor", reason="材料不全")


def reminded(desk: SmallOffice, item: int) -> bool:
    """Say whether anybody was told of a deadline of the item."""
    return any(notice["deadline"] for notice in desk.notices(item))


def test_a_returned_item_keeps_its_extended_date_and_its_extensions(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    extension = desk.open(
        "extension", "liaison", item, deadline="rectification_report", requested_on="2022-05-09",
        why="汛期", progress="七成",
    )  # fmt: skip
    desk.give(extension, "check", "staff")
    desk.give(extension, "sign", "head")
    desk.give(extension, "approve", "chief", granted_on="2022-05-09")

    returned(desk, item)

    timer = desk.timers(item)["rectification_report"]
    assert (timer["due_on"], timer["original_on"]) == (date(2022, 5, 9), date(2022, 3, 28))
    assert timer["extensions"] == 1


def test_a_report_sent_in_and_returned_does_not_start_the_ladder_anew(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    desk.on(LATE)
    desk.sweep()
    before = desk.timers(item)["rectification_report"]
    assert before["spoken"] > 2

    returned(desk, item)

    after = desk.timers(item)["rectification_report"]
    assert (after["step"], after["spoken"]) == (before["step"], before["spoken"])
    assert desk.sweep().spoken == 0


def test_a_suspension_does_not_start_the_ladder_anew(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    desk.on(LATE)
    desk.sweep()
    before = desk.timers(item)["rectification_report"]

    suspend(desk.office, item, desk.who["chief"], "核实情况")
    resume(desk.office, item, desk.who["chief"], "继续")

    after = desk.timers(item)["rectification_report"]
    assert (after["step"], after["spoken"]) == (before["step"], before["spoken"])


def test_an_item_that_is_reopened_gets_a_date_of_its_own(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="written_off")
    desk.on(date(2022, 6, 1))

    desk.give(item, "reopen", "supervisor", reason="反弹", reopened_until="2022-07-29")

    assert {name: t["due_on"] for name, t in desk.timers(item).items()} == {
        "rectification_reopened": date(2022, 7, 29), "rectification_progress": date(2022, 7, 1),
    }  # fmt: skip


def test_a_second_extension_of_a_deadline_waits_for_the_first(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    wish = {"deadline": "rectification_report", "why": "汛期", "progress": "七成"}
    desk.open("extension", "liaison", item, requested_on="2022-05-09", **wish)

    with pytest.raises(Refused, match="is being decided"):
        desk.open("extension", "liaison", item, requested_on="2022-04-29", **wish)


def test_an_extension_granted_to_a_rest_day_is_rolled_and_both_dates_kept(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    extension = desk.open(
        "extension", "liaison", item, deadline="rectification_report", requested_on="2022-05-07",
        why="汛期", progress="七成",
    )  # fmt: skip
    desk.give(extension, "check", "staff")
    desk.give(extension, "sign", "head")
    desk.give(extension, "approve", "chief", granted_on="2022-05-07")
    saturday = date(2022, 5, 14)
    assert desk.timers(item)["rectification_report"]["due_on"] == date(2022, 5, 7)  # made up

    other = desk.item(to="in_progress")
    wish = {"deadline": "rectification_report", "why": "汛期", "progress": "七成"}
    asked = desk.open("extension", "liaison", other, requested_on=saturday, **wish)
    desk.give(asked, "check", "staff")
    desk.give(asked, "sign", "head")
    desk.give(asked, "approve", "chief", granted_on=saturday)

    timer = desk.timers(other)["rectification_report"]
    assert (timer["nominal_on"], timer["due_on"]) == (saturday, date(2022, 5, 16))


def test_what_the_secretary_returns_is_written_heard_and_decided_anew(desk: SmallOffice) -> None:
    desk.to("reporting")
    desk.give(desk.round_id, "hear_report", "chief")
    desk.give(desk.assignment, "accept_report", "vice")
    desk.give(desk.round_id, "secretary_hears", "secretary")

    desk.give(desk.round_id, "return_report", "secretary", reason="再了解产权问题")

    assert desk.rows("SELECT * FROM signoffs WHERE topic = 'leading_group_heard'") == []
    desk.give(desk.round_id, "hear_report", "chief")
    desk.give(desk.assignment, "return_report", "vice", reason="产权不清")
    assert desk.timers(desk.assignment)["group_report"]["anchor_on"] == desk.office.now().date()
    reports: dict[str, Any] = {
        "inspection_report": "巡察报告",
        "interview_report": "个别谈话情况报告",
    }
    desk.give(desk.assignment, "draft_report", "member", **reports)
    desk.give(desk.assignment, "review_report", "staff")
    desk.give(desk.assignment, "submit_report", "leader")
    desk.give(desk.assignment, "accept_report", "vice")
    assert desk.give(desk.round_id, "secretary_hears", "secretary").state == "secretary_heard"


def test_a_cancelled_round_takes_its_assignments_along(desk: SmallOffice) -> None:
    desk.to("preparing")

    desk.give(desk.round_id, "cancel", "chief", reason="计划调整")

    assert desk.state(desk.assignment) == "cancelled"
    assert desk.timers(desk.assignment) == {}
    assert desk.entries(desk.assignment)[-1]["because_of"] == desk.round_id


def test_an_item_suspended_for_its_own_reason_stays_so_when_its_round_goes_on(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    chief = desk.who["chief"]
    suspend(desk.office, item, chief, "等待鉴定")
    desk.on(date(2022, 2, 10))
    suspend(desk.office, desk.round_id, chief, "防汛")
    with pytest.raises(Refused, match="above is suspended"):
        resume(desk.office, item, chief, "继续")

    resume(desk.office, desk.round_id, chief, "继续")

    assert desk.case(item)["suspended_at"] is not None
    assert desk.timers(item) == {}
    assert desk.case(desk.assignment)["suspended_at"] is None


def test_a_date_that_has_happened_does_not_lie_ahead(desk: SmallOffice) -> None:
    desk.to("on_site")

    with pytest.raises(InvalidInput, match="after today"):
        desk.give(desk.assignment, "receive_unit_report", "member", unit_report_on="2035-01-01")


def test_a_clue_goes_to_a_body_of_the_kind_that_was_decided(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue()
    pack: dict[str, Any] = dict.fromkeys(
        ("pack_petitions", "pack_interviews", "pack_accounts", "pack_documents", "pack_findings"),
        "supplied",
    )
    desk.give(clue, "package", "member", suggestion="初步核实", **pack)
    desk.give(clue, "review_by_group", "leader")
    desk.give(clue, "review_by_office", "staff")

    said = desk.no(
        clue, "decide_route", "chief", route="organisation_department", body_id=desk.body,
        override_reason="属选人用人",
    )  # fmt: skip
    assert said == ("The receiving body is not of the kind that the route names.",)
    with pytest.raises(InvalidInput, match="names nobody and nothing"):
        desk.give(clue, "decide_route", "chief", route="discipline_commission", body_id=987654)


def test_one_sick_case_is_put_aside_and_silences_no_other(desk: SmallOffice) -> None:
    desk.to("rectifying")
    sick, sound = desk.item(), desk.item()
    due = desk.timers(sound)["rectification_claim"]["due_at"]
    with desk.office.database.writing() as tx:
        tx.write("UPDATE cases SET version = 9 WHERE id = :id", id=sick)
    desk.clock.set(due)

    report = desk.sweep()

    assert report.faults > 0
    assert reminded(desk, sound)
    assert not reminded(desk, sick)
    with desk.office.database.writing() as tx:
        tx.write("UPDATE cases SET version = 1 WHERE id = :id", id=sick)
    desk.on(due.date().replace(day=due.day + 1), 23)
    assert desk.sweep().faults == 0
    assert reminded(desk, sick)
