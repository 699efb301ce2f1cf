"""The life of a working paper: two handlers, three signatures, a number, and what becomes of it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from engine import paper_lists
from engine.advance import advance
from engine.commands import Advance
from engine.explain import explain
from engine.office import Office
from kernel.errors import InvalidInput, NotFound, Refused
from kernel.ids import case_number
from store.database import Row
from tests.support.office import SmallOffice
from tests.support.papers import AGREED, evidence, gather, paper, walk
from tests.support.rivals import at_once

LONG = (
    "二〇二一年三月至六月，该单位办公室先后三次报销差旅费，"
    "发票缺少附件，审批人未签字，合计金额四万二千元。"
)


@pytest.fixture
def on_site(desk: SmallOffice) -> SmallOffice:
    """The group is on site, with people enough to write papers."""
    gather(desk)
    return desk


def detail(desk: SmallOffice, case: int) -> Row:
    [row] = desk.rows("SELECT * FROM working_paper_details WHERE case_id = :id", id=case)
    return row


def sign(office: Office, case: int, leader: int) -> str:
    return advance(office, Advance(case, "sign", leader)).state


def test_a_paper_goes_from_two_handlers_over_three_signatures_to_the_office(
    on_site: SmallOffice,
) -> None:
    made = paper(on_site, "office_filed")

    found = detail(on_site, made)
    assert on_site.case(made)["state"] == "office_filed"
    assert (found["paper_number"], found["outcome"]) == (1, "in_report")


def test_a_paper_needs_two_handlers_of_the_group_and_its_opener_among_them(
    on_site: SmallOffice,
) -> None:
    who = on_site.who
    for handlers in ([who["member"]], [who["member"], who["staff"]], [who["second"]] * 2):
        with pytest.raises(Refused):
            paper(on_site, handlers=handlers)


def test_a_problem_bears_a_code_that_the_round_knows(on_site: SmallOffice) -> None:
    with pytest.raises(InvalidInput, match="B2"):
        paper(on_site, problem_code="Z9")


def test_nothing_is_submitted_without_content_evidence_and_rule(on_site: SmallOffice) -> None:
    made = on_site.open(
        "working_paper", "member", on_site.assignment, problem="问题", problem_code="A1",
        handlers=[on_site.who["member"], on_site.who["second"]],
    )  # fmt: skip

    said = "\n".join(on_site.no(made, "confirm_facts", "member"))

    for words in ("it lacks: persons, facts, responsibility", "in 《》", "no evidence"):
        assert words in said


def test_only_handlers_edit_and_only_before_the_review(on_site: SmallOffice) -> None:
    made = paper(on_site)
    on_site.no(made, "revise", "leader", facts="改")
    walk(on_site, made, "deputy_review")

    said = on_site.no(made, "revise", "member", facts="改")

    assert "With the deputy" in said[0]


def test_author_reviewer_and_signer_are_three_people(on_site: SmallOffice) -> None:
    on_site.stand_in("vice_leader", "second")
    made = paper(on_site, "deputy_review")

    said = on_site.no(made, "review", "second", acting_for="vice_leader")

    assert said == ("Who handles a paper cannot review it.",)


def test_the_unit_may_disagree_and_its_words_are_on_record(on_site: SmallOffice) -> None:
    made = paper(on_site, "fact_confirm")
    on_site.no(made, "submit", "member", confirmation="disagreed", verification="verified")

    on_site.give(
        made, "submit", "member", confirmation="disagreed", verification="verified",
        unit_statement="金额应为两笔",
    )  # fmt: skip

    assert detail(on_site, made)["unit_statement"] == "金额应为两笔"


def test_hearsay_is_not_submitted(on_site: SmallOffice) -> None:
    made = paper(on_site, "fact_confirm")

    said = on_site.no(made, "submit", "member", confirmation="agreed", verification="partly")

    assert said == ("The problem is not verified yet: it cannot be submitted.",)


def test_numbers_have_no_gaps_when_two_sign_at_once(on_site: SmallOffice) -> None:
    papers = [paper(on_site, "deputy_reviewed") for _ in range(4)]
    acts = [(sign, (one, on_site.who["leader"])) for one in papers]

    assert at_once(on_site, acts) == ["leader_signed"] * 4

    assert sorted(detail(on_site, one)["paper_number"] for one in papers) == [1, 2, 3, 4]


def test_a_refused_signature_takes_no_number(on_site: SmallOffice) -> None:
    first, second = paper(on_site, "deputy_reviewed"), paper(on_site, "deputy_reviewed")
    on_site.no(first, "sign", "vice_leader")

    on_site.give(second, "sign", "leader")

    assert detail(on_site, second)["paper_number"] == 1


def test_a_returned_paper_is_reviewed_anew(on_site: SmallOffice) -> None:
    made = paper(on_site, "deputy_reviewed")
    on_site.give(made, "return_paper", "leader", reason="事实不清")
    on_site.give(made, "revise", "second", facts="补充经过")
    on_site.give(made, "confirm_facts", "member")
    on_site.give(made, "submit", "member", **AGREED)

    assert on_site.case(made)["state"] == "deputy_review"
    assert on_site.rows(
        "SELECT 1 FROM signoffs WHERE case_id = :id AND topic = 'paper_reviewed'", id=made
    ) == []  # fmt: skip


def test_an_important_problem_is_left_out_by_the_leading_group_only(on_site: SmallOffice) -> None:
    made = paper(on_site, "leader_signed", important=True)
    why: dict[str, Any] = {
        "omitted_because": "证据待补",
        "decision_record": "领导小组会议 2021-12-18",
    }
    assert on_site.no(made, "omit", "leader", **why) == (
        "An important problem is left out of the report by the leading group only.",
    )

    on_site.give(made, "omit", "vice", **why)

    [line] = paper_lists.omitted(on_site.office, on_site.round_id, on_site.who["director"])
    assert (line.number, line.decided_by) == (case_number(made), ("vice",))
    assert line.detail["omitted_because"] == "证据待补"


def test_a_paper_turned_into_a_clue_and_the_clue_know_each_other(on_site: SmallOffice) -> None:
    made = paper(on_site, "leader_signed")

    on_site.give(made, "make_clue", "leader", clue_kind="discipline")

    [clue] = on_site.rows("SELECT case_id, summary, paper_id FROM clue_details")
    assert (clue["summary"], clue["paper_id"]) == ("报销手续不全", made)
    [line] = paper_lists.papers_of(on_site.office, on_site.round_id, on_site.who["director"])
    assert line.clue == case_number(clue["case_id"])
    papers = paper_lists.papers_of(on_site.office, on_site.round_id, on_site.who["second"])
    assert [(one.case_id, one.clue) for one in papers] == [(made, "")]  # not named on it (E25)


def test_a_paper_merges_only_into_a_living_one_of_the_same_unit(on_site: SmallOffice) -> None:
    one, other = paper(on_site), paper(on_site)
    for number in ("nonsense", case_number(on_site.assignment), case_number(one)):
        with pytest.raises(InvalidInput):
            on_site.give(one, "merge", "leader", merged_into=number, reason="同一事")

    on_site.give(one, "merge", "leader", merged_into=case_number(other), reason="同一事")

    assert on_site.case(one)["state"] == "merged"


def test_the_group_neither_leaves_nor_reports_past_an_unsigned_or_undecided_paper(
    on_site: SmallOffice,
) -> None:
    made = paper(on_site, "deputy_reviewed")
    unit = on_site.assignment
    on_site.to("fieldwork", after="on_site")
    on_site.give(unit, "wrap_up", "leader")
    assert "neither signed" in on_site.no(unit, "leave", "leader")[0]
    on_site.give(made, "sign", "leader")
    on_site.give(unit, "leave", "leader")
    report: dict[str, Any] = {"inspection_report": "巡察报告", "interview_report": "谈话报告"}
    item = {"kind": "problem", "title": "问题", "papers": "第一号"}
    assert "undecided" in on_site.no(unit, "draft_report", "leader", **report)[0]
    on_site.give(made, "put_in_report", "leader")
    more = on_site.no(
        unit, "draft_report", "leader", **report, report_items=[{**item, "n": 1}, {**item, "n": 2}]
    )
    assert "each needs its paper" in more[0]

    on_site.give(unit, "draft_report", "leader", **report, report_items=[{**item, "n": 1}])

    [row] = on_site.rows("SELECT problems FROM assignment_details")
    assert row["problems"] == 1


def test_a_near_copy_and_minutes_alone_are_told_and_stop_nothing(on_site: SmallOffice) -> None:
    first = paper(on_site, "leader_signed", facts=LONG)
    handlers = [on_site.who["member"], on_site.who["second"]]
    copied = on_site.open(
        "working_paper", "member", on_site.assignment, problem="同样的问题", problem_code="B2",
        persons="会计", facts=LONG.replace("三次", "四次"), responsibility="直接责任",
        rule_basis="《单位财务规则》第十条", handlers=handlers,
    )  # fmt: skip
    on_site.give(copied, "add_evidence", "member", **evidence(on_site, evidence_kind="minutes"))
    on_site.give(copied, "confirm_facts", "member")
    seen = explain(on_site.office, copied, on_site.who["member"])
    [foreseen] = [one for one in seen.events if one.event == "submit"]

    told = on_site.give(copied, "submit", "member", **AGREED)

    assert told.state == "deputy_review"
    assert len(told.advice) == 2
    assert "minutes alone" in told.advice[0].en
    assert case_number(first) in told.advice[1].en
    assert foreseen.advice == told.advice
    [entry] = on_site.rows(
        "SELECT body FROM entries WHERE case_id = :id ORDER BY seq DESC LIMIT 1", id=copied
    )
    assert json.loads(entry["body"])["advice"] == [one.zh for one in told.advice]
    [pair] = paper_lists.alike_in(on_site.office, on_site.round_id, on_site.who["director"])
    assert (pair.one, pair.other) == (case_number(copied), case_number(first))


def test_an_unsigned_paper_climbs_from_member_to_director(on_site: SmallOffice) -> None:
    made = paper(on_site)
    for day in (12, 15, 16, 17):
        on_site.on(date(2021, 11, day), 19)
        on_site.sweep()
    spoken = on_site.rows(
        "SELECT p.name, n.step FROM notices n JOIN people p ON p.id = n.person_id"
        " WHERE n.case_id = :id ORDER BY n.step, p.name", id=made,
    )  # fmt: skip

    told = [f"{row['step']} {row['name']}" for row in spoken]
    assert told == [
        "0 member", "0 second", "1 member", "1 second", "1 vice_leader", "2 leader", "3 director",
    ]  # fmt: skip


def test_nobody_outside_the_house_reads_a_paper(on_site: SmallOffice) -> None:
    made = paper(on_site, "leader_signed")

    for name in ("head", "liaison", "contact", "supervisor"):
        assert paper_lists.papers_of(on_site.office, on_site.round_id, on_site.who[name]) == []
        with pytest.raises(NotFound):
            explain(on_site.office, made, on_site.who[name])
