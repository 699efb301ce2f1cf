"""The two reports, version by version: items, decisions, likeness, changes, feedback."""

from __future__ import annotations

from typing import Any

import pytest

from engine.books import read_book
from engine.reading import read_content
from kernel.errors import NotFound
from tests.support.mending import FEEDBACK
from tests.support.office import FED_BACK, SmallOffice

LONG = "\n".join(f"第{n}项：有关情况的说明。" for n in range(30))
TEXTS: dict[str, Any] = {
    "inspection_report": f"一、基本情况\n{LONG}\n二、问题", "interview_report": "谈话情况",
}  # fmt: skip


def item(n: int, **more: Any) -> dict[str, Any]:
    return {"n": n, "kind": "problem", "title": f"问题{n}", "no_paper_reason": "当场整改", **more}


def left(desk: SmallOffice) -> int:
    """Bring the group to where it writes its report."""
    desk.to("fieldwork")
    desk.give(desk.assignment, "wrap_up", "leader")
    desk.give(desk.assignment, "leave", "leader")
    desk.give(desk.round_id, "close_fieldwork", "staff")
    return desk.assignment


def draft(desk: SmallOffice, **more: Any) -> None:
    """File both reports."""
    given: dict[str, Any] = {**TEXTS, **more}
    desk.give(desk.assignment, "draft_report", "leader", **given)


def heard(desk: SmallOffice, **more: Any) -> None:
    """File both reports and have the leading group hear the round."""
    left(desk)
    draft(desk, **more)
    desk.give(desk.assignment, "review_report", "staff")
    desk.give(desk.assignment, "submit_report", "leader")
    desk.give(desk.round_id, "hear_report", "chief")


def accepted(desk: SmallOffice) -> None:
    """Have a report of two problems accepted and the round come as far as the feedback."""
    heard(desk, report_items=[item(1), item(2)])
    desk.give(desk.assignment, "accept_report", "chief", others="adopt")


def to_feedback(desk: SmallOffice) -> None:
    desk.give(desk.round_id, "secretary_hears", "secretary")
    desk.give(desk.round_id, "approve_report", "committee")
    desk.give(desk.round_id, "start_handover", "staff")
    desk.give(desk.round_id, "start_feedback", "staff")
    desk.on(FED_BACK)


def lines(desk: SmallOffice, book: str) -> list[dict[str, Any]]:
    found = read_book(desk.office, desk.assignment, book, desk.who["director"])
    return [dict(line.values) for line in found.lines]


def test_the_text_stays_out_of_the_record_and_opens_to_who_reads_the_whole_case(
    desk: SmallOffice,
) -> None:
    left(desk)
    draft(desk, report_items=[item(1)])
    [line] = lines(desk, "report")
    name = line["inspection_report"]

    assert len(name) == 64
    assert "基本情况" not in str(desk.entries(desk.assignment))
    assert (
        read_content(desk.office, desk.assignment, name, desk.who["director"])
        == (TEXTS["inspection_report"])
    )
    with pytest.raises(NotFound):
        read_content(desk.office, desk.assignment, name, desk.who["head"])


def test_what_interviews_bring_up_is_in_the_report_or_left_out_by_reason(
    desk: SmallOffice,
) -> None:
    left(desk)
    draft(desk, report_items=[item(1)], interview_items=[{"said": "用人不公"}])

    [reason] = desk.no(desk.assignment, "review_report", "staff")

    assert "用人不公" in reason
    desk.give(desk.assignment, "return_report", "staff", reason="补充")
    draft(desk, report_items=[item(1)], interview_items=[{"said": "用人不公", "item": 1}])
    desk.give(desk.assignment, "review_report", "staff")


def test_each_item_is_decided_before_the_report_is_accepted_and_may_become_a_clue(
    desk: SmallOffice,
) -> None:
    heard(desk, report_items=[item(1), item(2), item(3)])
    unit = desk.assignment
    desk.give(unit, "decide_items", "chief", decisions=[
        {"item": 1, "decision": "adopt"},
        {"item": 2, "decision": "to_clue", "clue_kind": "discipline"},
    ])  # fmt: skip

    [reason] = desk.no(unit, "accept_report", "chief")
    assert "问题3" in reason
    [reason] = desk.no(
        unit, "accept_report", "chief", decisions=[{"item": 3, "decision": "return"}]
    )
    assert "returned" in reason
    desk.give(unit, "accept_report", "chief", decisions=[{"item": 3, "decision": "delete"}])

    [clue] = desk.rows("SELECT d.* FROM clue_details d")
    assert (clue["clue_kind"], clue["summary"]) == ("discipline", "问题2")


def test_a_report_like_an_earlier_one_is_pointed_out(
    desk: SmallOffice,
) -> None:
    left(desk)
    with desk.office.database.writing() as tx:
        tx.write(
            "INSERT INTO contents (case_id, digest, field, text, at)"
            " VALUES (:id, :digest, 'inspection_report', :text, :at)",
            id=desk.round_id, digest="0" * 64, text=TEXTS["inspection_report"] + "。",
            at=desk.clock.now(),
        )  # fmt: skip

    draft(desk)

    [line] = lines(desk, "report_likeness")
    assert line["likeness"] >= 80
    assert {row["notice"] for row in desk.notices(desk.assignment)} >= {"report_alike"}


def test_a_version_after_approval_needs_a_reason_and_its_difference_is_kept(
    desk: SmallOffice,
) -> None:
    accepted(desk)
    unit = desk.assignment
    new: dict[str, Any] = {**TEXTS, "inspection_report": f"一、基本情况\n{LONG}\n二、问题和建议"}
    desk.give(
        unit, "revise_report", "leader", reason="笔误", report_items=[item(1), item(2)], **new
    )
    [line] = lines(desk, "report_differences")

    assert (line["lines_added"], line["lines_removed"]) == (1, 1)
    told = read_content(desk.office, unit, line["difference"], desk.who["director"])
    assert "+二、问题和建议" in told
    to_feedback(desk)
    desk.give(unit, "tell_head", "leader", head_in_person=True)
    reasons = desk.no(unit, "give_feedback", "leader", **dict(FEEDBACK)["give_feedback"])
    assert any("changed after its approval" in reason for reason in reasons)
    desk.give(unit, "approve_revision", "vice", others="adopt")
    desk.give(unit, "give_feedback", "leader", **dict(FEEDBACK)["give_feedback"])


def test_the_feedback_is_the_approved_report_or_says_why_not(desk: SmallOffice) -> None:
    accepted(desk)
    to_feedback(desk)
    unit = desk.assignment
    desk.give(unit, "prepare_feedback", "leader", feedback_items=[
        {"item": 1, "wording": "问题1"}, {"item": 2, "wording": "大体良好"},
    ])  # fmt: skip

    desk.give(unit, "tell_head", "leader", head_in_person=True)
    [reason] = desk.no(unit, "give_feedback", "leader", **dict(FEEDBACK)["give_feedback"])
    assert "大体良好" in reason
    desk.give(unit, "prepare_feedback", "leader", feedback_items=[
        {"item": 1, "wording": "问题1"},
        {"item": 2, "wording": "大体良好", "reason": "已当场整改"},
    ])  # fmt: skip
    desk.give(unit, "give_feedback", "leader", **dict(FEEDBACK)["give_feedback"])

    assert desk.state(unit) == "fed_back"
