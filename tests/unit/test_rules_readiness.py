"""Guards of the preparation of an assignment, of its entry, and of the key few."""

from __future__ import annotations

from typing import Any

import pytest

from kernel.words import Text
from rules import readiness, subjects
from rules.facts import Facts, Line
from tests.support.facts import LIMITS, NOW, No, Yes, assert_no, assert_yes, facts

WHOLE = "a" * 64
HEAD = {"position": "局长", "tier": "head"}
CHIEF = {"position": "科长", "tier": "middle"}
CLERK = {"position": "科员", "tier": "staff"}
TALK = {"method": "interview", "subject": 1}


def book(*bodies: dict[str, Any], seq: int = 1) -> tuple[Line, ...]:
    return tuple(Line(seq, NOW, 1, body) for body in bodies)


def having(limits: dict[str, int] | None = None, /, **lines: tuple[Line, ...]) -> Facts:
    return facts(lines=lines, limits={**LIMITS, **(limits or {})})


def attended(*attendants: str) -> Facts:
    return facts(inputs={"present": [{"attendant": one} for one in attendants]})


def ticked(place: int, done: tuple[Line, ...] = ()) -> Facts:
    lines = {"plan_tasks": book({"place": 1}, seq=3), "tasks_done": done}
    return facts(inputs={"place": place}, lines=lines)


def talked(*activities: dict[str, Any], share: int = 50) -> Facts:
    who = book(HEAD, CHIEF, CLERK)
    return having({"key_few_share": share}, subjects=who, activities=book(*activities))


def naming(*numbers: int | None) -> Facts:
    rows = [{"method": "interview", "subject": number} for number in numbers]
    return facts(inputs={"activities": rows}, lines={"subjects": book(HEAD)})


YES: list[Yes] = [
    (readiness.digests_are_whole, facts(inputs={"documents": [{"title": "一"}]})),
    (readiness.digests_are_whole, facts(inputs={"title": "预案", "digest": WHOLE})),
    (readiness.the_pack_is_there, having()),
    (readiness.the_pack_is_there, having({"least_knowledge": 1}, knowledge=book({"title": "一"}))),
    (readiness.the_analysis_is_held, having()),
    (readiness.the_plan_has_its_tasks, having()),
    (readiness.each_task_has_its_own_place, facts(inputs={"tasks": [{"place": 1}, {"place": 2}]})),
    (readiness.the_task_is_planned_and_open, ticked(1)),
    (readiness.the_task_is_planned_and_open, ticked(1, book({"place": 1}, seq=2))),
    (
        readiness.those_who_must_be_there_are_there,
        attended("group_leader", "lg_member", "unit_head", "other"),
    ),
    (readiness.the_mobilisation_was_held, having(mobilisation=book({"attendant": "unit_head"}))),
    (readiness.working_conditions_are_ready, having()),
    (
        readiness.working_conditions_are_ready,
        having(logistics=book({"what": "食宿", "ready": False}, {"what": "食宿", "ready": True})),
    ),
    (readiness.the_emergency_plan_is_there, having()),
    (readiness.the_notice_is_posted, having()),
    (readiness.responsibilities_are_listed, having()),
    (subjects.the_subjects_are_listed, having(subjects=book(HEAD))),
    (
        subjects.each_subject_is_listed_once,
        facts(inputs={"subjects": [HEAD, CHIEF]}, lines={"subjects": book(CLERK)}),
    ),
    (subjects.interviews_name_listed_subjects, naming(1, None)),
    (subjects.the_key_few_are_heard, talked(TALK)),
    (subjects.the_key_few_are_heard, talked(share=0)),
    (subjects.the_key_few_are_heard, having()),
]
NO: list[No] = [
    (
        readiness.digests_are_whole,
        facts(inputs={"documents": [{"title": "一", "digest": "12"}]}),
        ("一",),
    ),
    (readiness.the_pack_is_there, having({"least_knowledge": 1}), ()),
    (readiness.the_analysis_is_held, having({"least_focus": 1}), ()),
    (
        readiness.the_plan_has_its_tasks,
        having(
            {"least_plan_tasks": 2},
            plan_tasks=(*book({"place": 1}, {"place": 2}), *book({"place": 1}, seq=2)),
        ),
        (),
    ),
    (
        readiness.each_task_has_its_own_place,
        facts(inputs={"tasks": [{"place": 1}, {"place": 1}]}),
        ("1",),
    ),
    (readiness.the_task_is_planned_and_open, ticked(2), ()),
    (readiness.the_task_is_planned_and_open, ticked(1, book({"place": 1}, seq=4)), ()),
    (
        readiness.those_who_must_be_there_are_there,
        attended("group_leader", "other"),
        (readiness.MUST_ATTEND["lg_member"], readiness.MUST_ATTEND["unit_head"]),
    ),
    (readiness.the_mobilisation_was_held, having(), ()),
    (
        readiness.working_conditions_are_ready,
        having({"least_logistics": 2}, logistics=book({"what": "食宿", "ready": False})),
        (Text("食宿", "食宿"), Text("清单少于 2 项", "fewer than 2 items on the checklist")),
    ),
    (readiness.the_emergency_plan_is_there, having({"least_emergency_plans": 1}), ()),
    (readiness.the_notice_is_posted, having({"least_publicity": 1}), ()),
    (readiness.responsibilities_are_listed, having({"least_responsibilities": 1}), ()),
    (subjects.the_subjects_are_listed, having(), ()),
    (
        subjects.each_subject_is_listed_once,
        facts(inputs={"subjects": [HEAD, CHIEF, CHIEF]}, lines={"subjects": book(HEAD)}),
        ("局长", "科长"),
    ),
    (subjects.interviews_name_listed_subjects, naming(0, 2), ("0", "2")),
    (
        subjects.the_key_few_are_heard,
        talked(TALK, TALK, {"method": "interview", "subject": 3}, share=60),
        (Text("2 人已谈 1 人，要求 60%", "1 of 2, 60 per cent are asked for"),),
    ),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_says_yes_when_all_is_there(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)
