"""What an assignment gathers before its entry: plan, subjects, meeting, papers of the unit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.books import read_book
from engine.meetings import list_meetings
from engine.onsite.plan_tasks import tasks_of
from engine.onsite.subjects import subjects_of
from kernel.errors import NotFound, Refused
from states.meetings import MeetingKind
from tests.support.office import ATTENDANCE, SUBJECTS, SmallOffice


def noticed(desk: SmallOffice) -> int:
    """Bring the assignment to the unit's notice and return it."""
    desk.to("mobilised")
    unit = desk.assignment
    desk.give(unit, "start_gathering", "member")
    desk.give(unit, "ready_plan", "leader")
    desk.give(unit, "review_plan", "staff")
    desk.give(unit, "notify_unit", "staff")
    return unit


def test_the_office_reviews_the_plan_and_its_tasks_are_ticked_off(desk: SmallOffice) -> None:
    desk.to("mobilised")
    unit, member = desk.assignment, desk.who["member"]
    task: dict[str, Any] = {"task": "查账", "person": member, "until": "2021-11-20"}
    desk.give(unit, "start_gathering", "member")
    desk.give(unit, "plan_tasks", "leader", tasks=[{**task, "place": 9}])
    desk.give(unit, "ready_plan", "leader")

    desk.give(unit, "return_plan", "staff", reason="任务不细")
    two = [{**task, "place": 2, "task": "谈话"}, {**task, "place": 1}]
    desk.give(unit, "plan_tasks", "leader", tasks=two)
    desk.give(unit, "ready_plan", "leader")
    desk.give(unit, "review_plan", "staff")
    desk.give(unit, "notify_unit", "staff")
    desk.give(unit, "finish_task", "member", place=1)
    again = desk.no(unit, "finish_task", "member", place=1)
    old = desk.no(unit, "finish_task", "member", place=9)
    desk.on(date(2021, 11, 22))

    seen = tasks_of(desk.office, desk.round_id, desk.who["staff"])
    assert [(one.place, one.task, bool(one.done_on), one.late) for one in seen] == [
        (1, "查账", True, False), (2, "谈话", False, True),
    ]  # fmt: skip
    assert again == old


def test_knowledge_and_focus_are_gathered_for_the_group_alone(desk: SmallOffice) -> None:
    desk.to("mobilised")
    unit = desk.assignment
    desk.give(unit, "start_gathering", "member")
    paper = {"title": "条例", "document": "rule", "issued_by": "上级", "issued_on": "2020-01-01"}

    desk.give(unit, "add_knowledge", "member", documents=[paper])
    desk.give(unit, "hold_analysis", "leader", focus=[{"point": "工程"}, {"point": "用人"}])
    desk.give(unit, "ready_plan", "leader")
    desk.give(unit, "review_plan", "staff")
    desk.give(unit, "notify_unit", "staff")

    held = [one.kind for one in list_meetings(desk.office, desk.who["staff"])]
    focus = read_book(desk.office, unit, "analysis", desk.who["leader"])
    assert held.count(MeetingKind.ANALYSIS) == 1
    assert [line.values["point"] for line in focus.lines] == ["工程", "用人"]
    with pytest.raises(NotFound):
        read_book(desk.office, unit, "knowledge", desk.who["head"])


def test_the_entry_waits_for_every_condition_and_names_them(desk: SmallOffice) -> None:
    unit = noticed(desk)

    reasons = " ".join(desk.no(unit, "enter", "leader"))
    missing = desk.no(unit, "hold_mobilisation", "leader", present=ATTENDANCE[:1])
    desk.give(unit, "hold_mobilisation", "leader", present=ATTENDANCE)
    desk.give(unit, "check_logistics", "member", logistics=[{"what": "食宿", "ready": "否"}])
    unready = " ".join(desk.no(unit, "enter", "leader"))

    for part in ("liaison roster", "Duty phone", "mobilisation meeting", "subjects"):
        assert part in reasons
    assert "a member of the leading group" in missing[0]
    assert "食宿" in unready
    assert "mobilisation meeting" not in unready
    held = [one.kind for one in list_meetings(desk.office, desk.who["staff"])]
    assert held.count(MeetingKind.ENTRY) == 1


def test_a_unit_is_entered_ten_days_after_its_notice_or_the_entry_says_why(
    desk: SmallOffice,
) -> None:
    desk.to("mobilised")
    unit = desk.assignment
    desk.give(unit, "start_gathering", "member")
    desk.give(unit, "ready_plan", "leader")
    desk.give(unit, "review_plan", "staff")
    desk.on(date(2021, 10, 29))
    desk.give(unit, "notify_unit", "staff")

    def told(**inputs: Any) -> str:
        return " ".join(desk.no(unit, "enter", "leader", **inputs))

    assert desk.details(unit)["enter_from"] == date(2021, 11, 8)
    desk.on(date(2021, 11, 5))
    assert "the earliest entry is 2021-11-08" in told()
    assert "earliest entry" not in told(short_notice_reason="急")
    desk.on(date(2021, 11, 8))
    assert "earliest entry" not in told()
    assert "earliest entry" in told(entered_on="2021-11-05")


def test_the_unit_files_its_papers_and_reads_its_own_register(desk: SmallOffice) -> None:
    unit = noticed(desk)
    found = {
        "problem": "台账不全",
        "measure": "补录",
        "person": "办公室主任",
        "until": "2021-12-01",
    }

    desk.give(unit, "self_check", "liaison", found=[{**found, "fixed": "是"}, found])
    desk.give(unit, "file_emergency_plan", "liaison", title="应急预案", digest="b" * 64)
    duties = [{"position": "局长", "duty": "first", "area": "全面"}]
    desk.give(unit, "list_duties", "head", matrix=duties)

    own = read_book(desk.office, unit, "self_check", desk.who["liaison"]).lines
    assert [line.values.get("fixed") for line in own] == [True, None]
    for book in ("emergency_plans", "responsibilities"):
        assert len(read_book(desk.office, unit, book, desk.who["head"]).lines) == 1
    with pytest.raises(NotFound):
        read_book(desk.office, unit, "subjects", desk.who["head"])


def test_a_special_check_is_a_task_below_the_assignment(desk: SmallOffice) -> None:
    desk.to("on_site")
    check: dict[str, Any] = {
        "group_id": desk.group, "comment": "special_check", "task": "专项资金检查",
        "due_on": "2021-11-19",
    }  # fmt: skip
    made = desk.open("action_item", "leader", desk.assignment, **check)

    waits = desk.no(desk.assignment, "wrap_up", "leader")
    with pytest.raises(Refused):
        desk.open("action_item", "leader", desk.round_id, **{**check, "comment": "task"})
    desk.give(made, "finish", "leader", outcome="已检查")
    desk.give(desk.assignment, "wrap_up", "leader")

    assert "action items" in waits[0]
    [clock] = desk.rows("SELECT due_on FROM action_item_details WHERE case_id = :id", id=made)
    assert str(clock["due_on"]) == "2021-11-19"


def test_the_group_wraps_up_once_enough_of_the_key_few_were_heard(desk: SmallOffice) -> None:
    desk.to("on_site")
    unit = desk.assignment
    more = [{"position": f"副局长{n}", "tier": "leadership"} for n in range(2)]
    twice = desk.no(unit, "list_subjects", "member", subjects=SUBJECTS)
    desk.give(unit, "list_subjects", "member", subjects=more)

    few = desk.no(unit, "wrap_up", "leader")
    pair = [desk.who["leader"], desk.who["member"]]
    talk: dict[str, Any] = {"method": "interview", "inspectors": pair, "subject": 2}
    unknown = desk.no(
        unit, "record_activity", "member", activities=[{**talk, "subject": 4}]
    )  # fmt: skip
    desk.give(unit, "record_activity", "member", activities=[talk])
    desk.give(unit, "wrap_up", "leader")

    seen = subjects_of(desk.office, unit, desk.who["leader"])
    assert [(one.tier, one.listed, one.heard, one.share) for one in seen] == [
        ("head", 1, 1, 100), ("leadership", 2, 1, 50),
    ]  # fmt: skip
    assert "局长" in twice[0]
    assert "1 of 3" in few[0]
    assert "4" in unknown[0]
