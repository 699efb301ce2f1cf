"""Guards of the report and of its serial approvals."""

from __future__ import annotations

from collections import Counter

import pytest

from rules import reporting as ask
from rules.facts import Facts
from rules.posts import Post
from rules.rule import Rule
from tests.support.facts import No, Yes, actor, assert_no, assert_yes, below_round, facts, signed

HEARD = (signed("leading_group_heard", 3), signed("secretary_heard", 4))
DRAFTED = (signed("report_drafted", 7),)


def units(*states: str) -> Facts:
    return facts(family={"assignment": dict.fromkeys(states, 1)})


def reviewed_by(person_id: int, acting_for: int | None = None) -> Facts:
    who = actor(person_id, Post.OFFICE_STAFF, acting_for=acting_for)
    return facts(who, signoffs=DRAFTED)


def papers(*states: str, **inputs: int) -> Facts:
    return facts(family={"working_paper": Counter(states)}, inputs=inputs)


YES: list[Yes] = [
    (
        ask.both_reports_are_ready,
        facts(inputs={"inspection_report": True, "interview_report": True}),
    ),
    (ask.reports_agree, facts(inputs={"reports_agree": True})),
    (ask.every_paper_is_signed, papers("leader_signed", "merged", "withdrawn")),
    (ask.every_paper_is_signed, facts()),
    (ask.every_paper_is_decided, papers("in_report", "omitted", "to_clue")),
    (ask.every_problem_has_its_paper, papers("in_report", "in_report", problems_reported=2)),
    (ask.every_problem_has_its_paper, facts()),
    (ask.the_reviewer_is_not_the_author, reviewed_by(8)),
    (ask.the_reviewer_is_not_the_author, facts()),
    (ask.every_report_is_submitted, units("report_submitted", "leading_group_accepted")),
    (ask.every_report_is_accepted, units("leading_group_accepted", "cancelled")),
    (ask.the_leading_group_hears, facts(parent=below_round("leading_group_heard"))),
    (ask.the_secretary_has_heard, facts(signoffs=HEARD)),
    *(
        (ask.the_committee_has_approved, facts(parent=below_round(state)))
        for state in ("feedback", "rectifying", "evaluating")
    ),
]

NO: list[No] = [
    (ask.both_reports_are_ready, facts(inputs={"inspection_report": True}), ()),
    (ask.both_reports_are_ready, facts(inputs={"interview_report": True}), ()),
    (ask.reports_agree, facts(inputs={"reports_agree": False}), ()),
    (ask.every_paper_is_signed, papers("in_report", "returned"), ()),
    (ask.every_paper_is_signed, papers("deputy_reviewed"), ()),
    (ask.every_paper_is_decided, papers("in_report", "leader_signed"), ()),
    (ask.every_problem_has_its_paper, papers("in_report", "omitted", problems_reported=2), ()),
    (ask.every_problem_has_its_paper, facts(inputs={"problems_reported": 1}), ()),
    (ask.the_reviewer_is_not_the_author, reviewed_by(7), ()),
    (ask.the_reviewer_is_not_the_author, reviewed_by(8, acting_for=7), ()),
    (ask.the_reviewer_is_not_the_author, reviewed_by(7, acting_for=8), ()),
    (ask.every_report_is_submitted, units("report_submitted", "office_reviewed"), ()),
    (ask.every_report_is_submitted, units("leading_group_returned"), ()),
    (ask.every_report_is_accepted, units("report_submitted"), ()),
    (ask.the_leading_group_hears, facts(parent=below_round("reporting")), ()),
    (ask.the_leading_group_hears, facts(), ()),
    (ask.the_secretary_has_heard, facts(signoffs=HEARD[:1]), ()),
    (ask.the_secretary_has_heard, facts(signoffs=HEARD[1:]), ()),
    (ask.the_committee_has_approved, facts(parent=below_round("committee_approved")), ()),
    (ask.the_committee_has_approved, facts(parent=below_round("handover")), ()),
    (ask.the_committee_has_approved, facts(), ()),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_of_the_report_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules
