"""Guards of feedback and rectification."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules import rectifying as ask
from rules.facts import Actor, Facts, Line
from rules.posts import Post
from rules.rule import Rule
from tests.support.facts import (
    NOW,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    facts,
    held,
    signed,
)

PLAN = {"measures": "措施", "leader_post": "副局长", "planned_on": date(2022, 6, 1)}
FIRST = {"report_versions": (Line(3, NOW, 1, {"document": "整改报告"}),)}
SECOND = {"document": "整改报告（修改稿）"}
OWNED = (
    signed("item_claimed", 5),
    signed("item_planned", 6),
    signed("item_reported", 7, acting_for=8),
)
VERIFIED = (*OWNED, signed("item_verified", 9))
RULED_OUT = {name: True for name, _ in ask.PATTERNS}


def units(*states: str) -> Facts:
    return facts(family={"assignment": dict.fromkeys(states, 1)})


def items(*states: str) -> Facts:
    return facts(family={"rectification": dict.fromkeys(states, 1)})


def by(who: Actor) -> Facts:
    return facts(who, signoffs=VERIFIED)


def supervised(who: Actor) -> Facts:
    return facts(who, fields={"supervisor_id": 9})


def unit_person_standing_in_for_the_office(person_id: int) -> Actor:
    staff = actor(person_id, Post.OFFICE_STAFF, acting_for=3)
    return replace(staff, own_posts=(held(person_id, Post.UNIT_HEAD),))


YES: list[Yes] = [
    (ask.the_report_is_a_new_version, facts(inputs=SECOND, lines=FIRST)),
    (ask.the_report_is_a_new_version, facts(inputs={"document": "整改报告"})),
    (ask.every_unit_is_evaluated, units("evaluated", "closed")),
    (ask.every_item_is_settled, items("written_off", "long_term", "carried")),
    (ask.the_plan_is_complete, facts(fields=PLAN)),
    (ask.the_head_vouches, facts(inputs={"head_vouches": True})),
    (ask.lessons_are_drawn, facts(fields={"similar_problems": "无", "rules_note": "制度一"})),
    (ask.false_rectification_is_ruled_out, facts(inputs=RULED_OUT)),
    (ask.evidence_is_handed_in, facts(inputs={"evidence_count": 3})),
    (ask.the_assigned_supervisor_checks, facts(actor(9, Post.SUPERVISOR))),
    (ask.the_assigned_supervisor_checks, supervised(actor(9, Post.SUPERVISOR))),
    (ask.the_assigned_supervisor_checks, supervised(actor(4, Post.SUPERVISOR, acting_for=9))),
    (ask.the_assigned_supervisor_checks, supervised(actor(1, Post.OFFICE_STAFF))),
    (ask.the_checker_is_not_the_owner, by(actor(1, Post.OFFICE_STAFF))),
    (ask.the_checker_is_not_the_owner, by(actor(9, Post.SUPERVISOR))),
    (ask.the_closer_did_not_verify, by(actor(1, Post.OFFICE_STAFF))),
]

NO: list[No] = [
    (ask.the_report_is_a_new_version, facts(inputs={"document": "整改报告"}, lines=FIRST), ()),
    (ask.every_unit_is_evaluated, units("evaluated", "rectifying"), ()),
    (ask.every_item_is_settled, items("written_off", "false_found"), ()),
    *((ask.the_plan_is_complete, facts(fields={**PLAN, name: None}), ()) for name in PLAN),
    (ask.the_head_vouches, facts(inputs={"head_vouches": False}), ()),
    (ask.lessons_are_drawn, facts(fields={"similar_problems": "无", "rules_note": None}), ()),
    (ask.lessons_are_drawn, facts(fields={"similar_problems": None, "rules_note": "无"}), ()),
    (
        ask.false_rectification_is_ruled_out,
        facts(inputs={**RULED_OUT, "not_on_paper_only": None, "not_by_blame_alone": False}),
        tuple(dict(ask.PATTERNS)[name] for name in ("not_on_paper_only", "not_by_blame_alone")),
    ),
    (ask.evidence_is_handed_in, facts(inputs={"evidence_count": 0}), ()),
    (ask.the_assigned_supervisor_checks, supervised(actor(8, Post.SUPERVISOR)), ()),
    *(
        (ask.the_checker_is_not_the_owner, by(actor(1, Post.OFFICE_STAFF, post)), ())
        for post in (Post.UNIT_HEAD, Post.UNIT_LEADER, Post.UNIT_LIAISON)
    ),
    *(
        (ask.the_checker_is_not_the_owner, by(actor(owner, Post.OFFICE_STAFF)), ())
        for owner in (5, 6, 7, 8)
    ),
    (ask.the_checker_is_not_the_owner, by(actor(1, Post.OFFICE_STAFF, acting_for=5)), ()),
    (ask.the_checker_is_not_the_owner, by(actor(8, Post.OFFICE_STAFF, acting_for=3)), ()),
    (ask.the_checker_is_not_the_owner, by(unit_person_standing_in_for_the_office(12)), ()),
    (ask.the_closer_did_not_verify, by(actor(9, Post.OFFICE_STAFF)), ()),
    (ask.the_closer_did_not_verify, by(actor(1, Post.OFFICE_STAFF, acting_for=9)), ()),
    (ask.the_closer_did_not_verify, by(actor(9, Post.OFFICE_STAFF, acting_for=1)), ()),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_of_the_rectification_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules
