"""Guards of the report and of its serial approvals."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from kernel.words import Text
from rules import reporting as ask
from rules.facts import Facts, Line
from rules.posts import Post
from rules.rule import Rule
from tests.support.facts import (
    NOW,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    below_round,
    facts,
    signed,
)

HEARD = (signed("leading_group_heard", 3), signed("secretary_heard", 4))
DRAFTED = (signed("report_drafted", 7),)


def units(*states: str) -> Facts:
    return facts(family={"assignment": dict.fromkeys(states, 1)})


def reviewed_by(person_id: int, acting_for: int | None = None) -> Facts:
    who = actor(person_id, Post.OFFICE_STAFF, acting_for=acting_for)
    return facts(who, signoffs=DRAFTED)


def item(n: int, **more: Any) -> dict[str, Any]:
    """Return an item of a report."""
    return {"n": n, "kind": "problem", "title": f"问题{n}", "papers": f"D-{n}", **more}


def talk(said: str, **more: Any) -> dict[str, Any]:
    """Return a matter of the interviews."""
    return {"said": said, **more}


def decision(what: str, n: int = 1) -> dict[str, Any]:
    """Return what the leading group decides on an item."""
    return {"item": n, "decision": what}


def lines(seq: int, *values: dict[str, Any]) -> tuple[Line, ...]:
    """Return lines that one entry left."""
    return tuple(Line(seq, NOW, 1, one) for one in values)


def entered(*items: dict[str, Any]) -> Facts:
    """Return a report as it is entered."""
    return facts(inputs={"report_items": items})


def filed(*talks: dict[str, Any]) -> Facts:
    """Return a report of one problem that is filed, with what interviews brought up."""
    return facts(lines={"report": lines(3, item(1), *talks)})


def decided(*rows: dict[str, Any], others: str | None = None) -> Facts:
    """Return the same with what the leading group decides now."""
    given = {"others": others} if others else {}
    kept = lines(4, *rows)
    return facts(lines={**filed().lines, "item_decisions": kept}, inputs=given)


def told(*rows: dict[str, Any]) -> Facts:
    """Return the same, adopted, with the feedback as it was prepared."""
    return facts(lines={**decided(decision("adopt")).lines, "feedback": lines(5, *rows)})


def papers(*states: str, items: tuple[dict[str, Any], ...] = ()) -> Facts:
    """Return a unit with papers in these states, and a report with `items`."""
    return facts(family={"working_paper": Counter(states)}, inputs={"report_items": items})


YES: list[Yes] = [
    (
        ask.both_reports_are_ready,
        facts(inputs={"inspection_report": "巡察报告", "interview_report": "个别谈话情况报告"}),
    ),
    (ask.reports_agree, filed(talk("甲", item=1))),
    (ask.reports_agree, filed(talk("甲", left_out_reason="查无实据"))),
    (ask.reports_agree, facts()),
    (ask.items_are_numbered, entered(item(1), item(2))),
    (
        ask.portraits_rest_on_several_sources,
        entered(item(1, kind="portrait", evidence="谈话3、资料2")),
    ),
    (ask.problems_name_their_papers, entered(item(1), item(2, papers=None, kind="key_person"))),
    (ask.problems_name_their_papers, entered(item(1, papers=None, no_paper_reason="当场整改"))),
    (ask.every_item_is_decided, decided(others="adopt")),
    (ask.every_item_is_decided, decided(decision("adopt"))),
    (ask.every_item_is_decided, facts()),
    (ask.no_item_is_returned, decided(decision("delete"))),
    (ask.the_latest_version_is_approved, replace(filed(), fields={"approved_version": 3})),
    (ask.the_latest_version_is_approved, facts()),
    (ask.feedback_follows_the_report, decided(decision("adopt"))),
    (ask.feedback_follows_the_report, told({"item": 1, "wording": "问题1"})),
    (ask.feedback_follows_the_report, told({"item": 1, "wording": "措辞", "reason": "脱密"})),
    (ask.every_paper_is_signed, papers("leader_signed", "merged", "withdrawn")),
    (ask.every_paper_is_signed, facts()),
    (ask.every_paper_is_decided, papers("in_report", "omitted", "to_clue")),
    (ask.every_problem_has_its_paper, papers("in_report", "in_report", items=(item(1), item(2)))),
    (ask.every_problem_has_its_paper, facts()),
    (
        ask.every_problem_has_its_paper,
        entered(item(1, papers=None, no_paper_reason="当场整改"), item(2, kind="key_person")),
    ),
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
    (ask.both_reports_are_ready, facts(inputs={"inspection_report": "巡察报告"}), ()),
    (ask.both_reports_are_ready, facts(inputs={"interview_report": "个别谈话情况报告"}), ()),
    (ask.reports_agree, filed(talk("甲"), talk("乙", item=9)), ("甲", "乙")),
    (ask.items_are_numbered, entered(item(1), item(1)), ()),
    (
        ask.portraits_rest_on_several_sources,
        entered(item(1, kind="portrait", papers=None, evidence="谈话3")),
        ("问题1",),
    ),
    (ask.problems_name_their_papers, entered(item(1, papers=None)), ("问题1",)),
    (ask.every_item_is_decided, decided(), ("问题1",)),
    (ask.no_item_is_returned, decided(others="return"), ("问题1",)),
    (ask.the_latest_version_is_approved, replace(filed(), fields={"approved_version": 1}), ()),
    (
        ask.feedback_follows_the_report,
        told({"item": 1, "wording": "措辞"}),
        (Text("改写“措辞”", 'Reworded "措辞"'),),
    ),
    (
        ask.feedback_follows_the_report,
        told({"item": 1}),
        (Text("略去“问题1”", 'Left out "问题1"'),),
    ),
    (
        ask.feedback_follows_the_report,
        told({"item": 7, "wording": "新事项"}),
        (Text("多出“新事项”", 'Added "新事项"'), Text("缺少“问题1”", 'Missing "问题1"')),
    ),
    (ask.every_paper_is_signed, papers("in_report", "returned"), ()),
    (ask.every_paper_is_signed, papers("deputy_reviewed"), ()),
    (ask.every_paper_is_decided, papers("in_report", "leader_signed"), ()),
    (
        ask.every_problem_has_its_paper,
        papers("in_report", "omitted", items=(item(1), item(2))),
        (),
    ),
    (ask.every_problem_has_its_paper, entered(item(1)), ()),
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
