"""Guards of working papers, evidence and checklists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kernel.words import Text
from rules import checklist, evidence, papers
from rules.facts import Actor, Facts, Line
from rules.library import Known, Library
from rules.posts import Post
from rules.rule import Rule
from tests.support.facts import (
    NOW,
    TEAM,
    TODAY,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    facts,
    signed,
)

LEADER = actor(1, Post.GROUP_LEADER)
DEPUTY = actor(5, Post.GROUP_DEPUTY)
HANDLED = (signed("paper_handler", 2, about=2), signed("paper_handler", 2, about=3))
CONTENT = {
    "persons": "股长一名", "facts": "经过", "responsibility": "直接责任",
    "rule_basis": "《某规定》第三条",
}  # fmt: skip


def by(who: Actor, **more: Any) -> Facts:
    return facts(who, **{"signoffs": HANDLED, "kind": "working_paper", **more})


def member(person: int, acting_for: int | None = None) -> Actor:
    return actor(person, Post.GROUP_MEMBER, acting_for=acting_for)


def book(name: str, *values: dict[str, Any]) -> Facts:
    return facts(lines={name: tuple(Line(1, NOW, 2, one) for one in values)})


def marked(items: int, **marks: dict[str, Any]) -> Facts:
    lines = tuple(Line(1, NOW, 2, {"code": code, **one}) for code, one in marks.items())
    return facts(fields={"checklist_items": items}, lines={"checklist": lines})


def entered(**inputs: Any) -> Facts:
    return facts(inputs=inputs)


def cites(words: str, *documents: Known) -> Facts:
    return facts(fields={"rule_basis": words}, library=Library(documents))


LONG_AGO = date(2015, 1, 1)
HOLDS = Known("N-1", "规定", "internal", effective_from=LONG_AGO)
REPEALED = Known("N-2", "《旧规定》", "law", repealed=True, effective_from=LONG_AGO)
SUCCESSOR = Known("N-5", "旧规定", "law", effective_from=LONG_AGO)
COMING = Known("N-3", "新规定", "law", effective_from=TODAY + timedelta(days=1))
UNISSUED = Known("N-4", "草案", "law")
FORM = Known("T-1", "底稿模板", "template", effective_from=LONG_AGO)
REVIEWED = (*HANDLED, signed("paper_reviewed", 5))
YES: list[Yes] = [
    (papers.two_people_handle, entered(handlers=(2, 3))),
    (papers.two_people_handle, by(member(2))),
    (papers.handlers_are_of_the_group, facts(roster=TEAM, inputs={"handlers": (1, 2)})),
    (papers.the_opener_handles, facts(member(2), inputs={"handlers": (2, 3)})),
    (papers.the_opener_handles, facts(member(9, acting_for=2), inputs={"handlers": (2, 3)})),
    (papers.a_handler_acts, by(member(3))),
    (papers.a_handler_acts, by(member(9, acting_for=3))),
    (papers.the_paper_is_complete, facts(fields=CONTENT)),
    (papers.a_rule_is_cited, facts(fields=CONTENT)),
    (papers.cited_rules_are_in_force, facts(fields=CONTENT)),
    (papers.cited_rules_are_in_force, cites("《旧规定》和《规定》", REPEALED, HOLDS, SUCCESSOR)),
    (papers.cited_rules_are_in_force, cites("《N-1》第三条", HOLDS)),
    (papers.cited_rules_are_in_the_library, facts(fields=CONTENT)),
    (papers.cited_rules_are_in_the_library, cites("《规定》", HOLDS)),
    (papers.cited_rules_are_in_the_library, cites("《规定》", FORM)),
    (papers.evidence_is_listed, book("evidence", {"evidence_kind": "photo"})),
    (papers.the_facts_are_verified, facts(fields={"verification": "verified"})),
    (papers.the_units_word_is_recorded, facts(fields={"confirmation": "agreed"})),
    (papers.the_units_word_is_recorded,
     facts(fields={"confirmation": "disagreed", "unit_statement": "金额有出入"})),
    (papers.the_reviewer_is_no_handler, by(DEPUTY)),
    (papers.the_signer_did_not_write_it, by(LEADER, signoffs=REVIEWED)),
    (papers.the_omission_is_decided_high_enough, facts(LEADER)),
    (papers.the_omission_is_decided_high_enough,
     facts(actor(9, Post.LG_MEMBER), fields={"important": True})),
    (papers.its_own_people_withdraw_it, by(member(2))),
    (papers.its_own_people_withdraw_it, by(LEADER)),
    (papers.the_paper_was_drawn, facts(fields={"drawn_on": date(2022, 5, 5)})),
    (papers.a_drawn_paper_is_scored, facts(state="office_filed")),
    (papers.a_drawn_paper_is_scored,
     facts(state="sampled", fields={"drawn_on": date(2022, 5, 5)})),
    (papers.a_failed_sample_is_dealt_with, facts()),
    (papers.a_failed_sample_is_dealt_with,
     facts(fields={"failed_on": date(2022, 5, 5), "remedy": "重新核实"})),
    (papers.no_sample_was_drawn, facts()),
    (papers.every_paper_is_closed,
     facts(family={"working_paper": {"closed": 5, "merged": 1, "withdrawn": 1}})),
    (evidence.two_people_took_it, entered(taken_by=(2, 3))),
    (evidence.the_hash_is_whole, entered(sha256="0f" * 32)),
    (evidence.it_rests_on_more_than_minutes,
     book("evidence", {"evidence_kind": "minutes"}, {"evidence_kind": "accounts"})),
    (evidence.its_facts_are_its_own, facts()),
    (checklist.every_item_is_marked, facts()),
    (checklist.every_item_is_marked, marked(1, a={"mark": "checked"})),
    (checklist.every_marked_problem_has_its_paper,
     marked(2, a={"mark": "problem", "paper": "7F3KQ2"}, b={"mark": "checked"})),
    (checklist.what_does_not_apply_has_a_reason,
     entered(marks=({"code": "a", "mark": "not_applicable", "reason": "无此业务"},))),
]  # fmt: skip

NO: list[No] = [
    (papers.two_people_handle, entered(handlers=(2,)), ()),
    (papers.two_people_handle, entered(handlers=(2, 2)), ()),
    (papers.handlers_are_of_the_group, facts(roster=TEAM, inputs={"handlers": (1, 7)}), ()),
    (papers.the_opener_handles, facts(member(4), inputs={"handlers": (2, 3)}), ()),
    (papers.a_handler_acts, by(member(4)), ()),
    (papers.a_handler_acts, by(LEADER), ()),
    (papers.the_paper_is_complete, facts(fields={**CONTENT, "persons": None, "facts": None}),
     (Text("涉及的人", "persons"), Text("事实", "facts"))),
    (papers.a_rule_is_cited, facts(fields={"rule_basis": "有关规定"}), ()),
    (papers.a_rule_is_cited, facts(), ()),
    (papers.cited_rules_are_in_force, cites("《旧规定》和《规定》", REPEALED, HOLDS),
     ("《旧规定》",)),
    (papers.cited_rules_are_in_force, cites("《新规定》", COMING), ("《新规定》",)),
    (papers.cited_rules_are_in_force, cites("《草案》", UNISSUED), ("《草案》",)),
    (papers.cited_rules_are_in_the_library, cites("《规定》《错名》", HOLDS), ("《错名》",)),
    (papers.cited_rules_are_in_the_library, cites("《底稿模板》", HOLDS, FORM), ("《底稿模板》",)),
    (papers.evidence_is_listed, facts(), ()),
    (papers.the_facts_are_verified, facts(fields={"verification": "partly"}), ()),
    (papers.the_units_word_is_recorded, facts(fields={"confirmation": "disagreed"}), ()),
    (papers.the_units_word_is_recorded, facts(fields={"confirmation": "not_asked"}), ()),
    (papers.the_reviewer_is_no_handler, by(actor(3, Post.GROUP_DEPUTY)), ()),
    (papers.the_reviewer_is_no_handler, by(actor(9, Post.GROUP_DEPUTY, acting_for=3)), ()),
    (papers.the_signer_did_not_write_it, by(actor(2, Post.GROUP_LEADER), signoffs=REVIEWED), ()),
    (papers.the_signer_did_not_write_it, by(actor(5, Post.GROUP_LEADER), signoffs=REVIEWED), ()),
    (papers.the_omission_is_decided_high_enough, facts(LEADER, fields={"important": True}), ()),
    (papers.its_own_people_withdraw_it, by(member(4)), ()),
    (papers.the_paper_was_drawn, facts(), ()),
    (papers.a_drawn_paper_is_scored,
     facts(state="office_filed", fields={"drawn_on": date(2022, 5, 5)}), ()),
    (papers.a_failed_sample_is_dealt_with, facts(fields={"failed_on": date(2022, 5, 5)}), ()),
    (papers.no_sample_was_drawn, book("paper_draws", {"paper": "7F3KQ2"}), ()),
    (papers.every_paper_is_closed, facts(family={"working_paper": {"office_filed": 1}}), ()),
    (evidence.two_people_took_it, entered(taken_by=(2, 2)), ()),
    (evidence.the_hash_is_whole, entered(sha256="0F" * 32), ()),
    (evidence.the_hash_is_whole, entered(sha256="0f" * 31), ()),
    (evidence.it_rests_on_more_than_minutes, book("evidence", {"evidence_kind": "minutes"}), ()),
    (evidence.its_facts_are_its_own, facts(alike=(("7F3KQ2", 93),)),
     (Text("7F3KQ2（93%）", "7F3KQ2 (93%)"),)),
    (checklist.every_item_is_marked, marked(3, a={"mark": "checked"}), ("2",)),
    (checklist.every_marked_problem_has_its_paper, marked(1, a={"mark": "problem"}), ("a",)),
    (checklist.what_does_not_apply_has_a_reason,
     entered(marks=({"code": "a", "mark": "not_applicable"},)), ("a",)),
]  # fmt: skip


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_of_papers_evidence_and_checklists_is_tested() -> None:
    rules = {
        one
        for module in (papers, evidence, checklist)
        for one in vars(module).values()
        if isinstance(one, Rule)
    }

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules


def test_the_last_mark_of_an_item_counts() -> None:
    marks = (
        Line(1, NOW, 2, {"code": "a", "mark": "problem"}),
        Line(2, NOW, 2, {"code": "a", "mark": "checked"}),
    )

    assert checklist.marks_of(facts(lines={"checklist": marks}))["a"]["mark"] == "checked"
