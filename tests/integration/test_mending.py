"""From feedback to look-back: meetings, reports, follow-ups, grades, talks, surveys."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine import people
from engine.books import read_book
from engine.directory import CLOCK
from engine.queries import history, list_cases, show_case
from engine.work import Work
from kernel.errors import InvalidInput, NotFound
from rules.posts import Post, Scope
from tests.support.acting import SINCE
from tests.support.office import FEEDBACK, SCORES, SURVEY, SmallOffice

MEETING: dict[str, Any] = dict(FEEDBACK[1][1])
COUNTS: dict[str, Any] = {
    f"{question}_{answer}": n
    for question in ("manner", "discipline", "work")
    for answer, n in (("good", 9), ("fair", 3), ("poor", 1))
}


def put_below_township(desk: SmallOffice, head: str) -> None:
    """Put the unit below a township with a head of its own."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        desk.above = people.add_unit(work, "t1", "乡镇01", "township")
        people.change(work, CLOCK, "units", desk.unit, {"parent_id": desk.above})
        work.finish()
    desk.appoint(head, Post.UNIT_HEAD, scope=Scope.UNIT, place=desk.above, since=SINCE)


def test_the_head_is_told_before_the_meeting_at_which_all_are_present(desk: SmallOffice) -> None:
    desk.to("feedback")
    unit = desk.assignment

    assert "one to one" in desk.no(unit, "give_feedback", "leader", **MEETING)[0]
    assert "in person" in desk.no(unit, "tell_head", "leader", head_in_person=False)[0]
    desk.give(unit, "tell_head", "leader", head_in_person=True)
    absent = {**MEETING, "team_present": False}
    assert "present at the feedback meeting" in desk.no(unit, "give_feedback", "vice", **absent)[0]
    desk.give(unit, "give_feedback", "vice", **MEETING)

    book = read_book(desk.office, unit, "feedback_meetings", desk.who["staff"])
    assert [sorted(line.values) for line in book.lines] == [
        ["head_in_person", "told_on"],
        ["fed_back_on", "head_present", "leading_group_present", "team_present"],
    ]


def test_four_tracks_are_followed_each_at_its_own_pace_until_the_grade(desk: SmallOffice) -> None:
    desk.to("rectifying")
    tracks = desk.children(desk.assignment, "follow_up")
    due = {name: t["due_on"] for case in tracks for name, t in desk.timers(case).items()}
    assert due == {
        "follow_up_unit": date(2022, 2, 28),
        "follow_up_discipline": date(2022, 4, 27),
        "follow_up_organisation": date(2022, 4, 27),
        "follow_up_departments": date(2022, 4, 27),
    }

    desk.on(date(2022, 2, 25))
    desk.give(tracks[0], "report", "staff", learnt="已约书记谈")
    assert desk.timers(tracks[0])["follow_up_unit"]["due_on"] == date(2022, 3, 25)
    with pytest.raises(NotFound):
        show_case(desk.office, tracks[0], desk.who["head"])
    desk.evaluate()

    assert {desk.state(case) for case in tracks} == {"closed"}


def test_a_unit_report_comes_back_until_a_changed_version_is_good_enough(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    report = desk.child(desk.assignment, "rectification_report")
    first: dict[str, Any] = {"document": "整改报告", "head_vouches": True}
    assert "for" in desk.no(report, "submit", "liaison", **first)[0]
    assert "true" in desk.no(report, "submit", "head", document="整改报告", head_vouches=False)[0]

    desk.give(report, "submit", "head", **first)
    desk.give(report, "return_report", "supervisor", reason="避重就轻")
    assert "changed version" in desk.no(report, "submit", "head", **first)[0]
    desk.give(report, "submit", "head", document="整改报告（修改稿）", head_vouches=True)
    desk.give(report, "accept", "staff")

    assert (desk.state(report), desk.details(report)["edition"]) == ("accepted", 2)


def test_nothing_is_evaluated_before_survey_and_accepted_report(desk: SmallOffice) -> None:
    desk.to("rectifying")

    said = desk.no(desk.assignment, "evaluate", "staff", **SCORES)
    few = {"satisfied": 5, "fairly_satisfied": 1, "dissatisfied": 0}

    assert any("survey" in one for one in said)
    assert any("report" in one for one in said)
    assert "Too few" in desk.no(desk.assignment, "record_satisfaction", "staff", **few)[0]


def test_the_grade_is_computed_from_the_scores_and_never_typed(desk: SmallOffice) -> None:
    desk.to("rectifying")

    with pytest.raises(InvalidInput):
        desk.evaluate(evaluation="good")
    desk.give(desk.assignment, "evaluate", "staff", **SCORES)

    told = desk.details(desk.assignment)
    # 18 of 22 satisfied at 100, 4 at 80: 96; (95·15 + 90·15 + 92·60 + 96·10) / 100 = 92.55
    assert (told["satisfaction"], told["score"], told["evaluation"]) == (96, 93, "good")
    assert desk.state(desk.assignment) == "evaluated"
    assert desk.children(desk.assignment, "accountability") == []


def test_a_low_grade_calls_the_head_to_a_talk_with_a_deadline(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.evaluate(score_results=20)

    talk = desk.child(desk.assignment, "accountability")

    assert (desk.state(talk), desk.details(talk)["measure"]) == ("decided", "talk")
    assert desk.timers(talk)["accountability_execution"]["due_on"] == date(2022, 2, 22)
    seen = show_case(desk.office, talk, desk.who["head"])
    assert "facts" not in seen.row
    desk.give(talk, "execute", "vice", record="已约谈")
    heavier = desk.no(talk, "step_up", "chief", measure="talk", reason="仍未整改")
    assert "heavier" in heavier[0]
    desk.give(talk, "step_up", "chief", measure="circular", reason="仍未整改")
    desk.give(talk, "execute", "staff", record="通报〔2022〕1号")
    desk.give(talk, "settle", "staff", result="已整改")


def test_a_failed_item_brings_a_proposal_to_the_leading_group(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="handed_in")
    desk.give(item, "find_false", "supervisor", finding="false", reason="只有文字")
    desk.give(item, "propose_accountability", "director", reason="虚假整改")

    proposal = desk.child(item, "accountability")

    assert desk.details(proposal)["ground"] == "false"
    with pytest.raises(NotFound):
        show_case(desk.office, proposal, desk.who["head"])
    desk.give(proposal, "decide", "chief", measure="circular", answerable="at_fault")
    desk.give(proposal, "execute", "staff", record="通报〔2022〕2号")
    assert show_case(desk.office, proposal, desk.who["head"]).row["measure"] == "circular"


def test_the_survey_about_the_group_is_out_of_its_sight_and_hides_small_counts(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    survey = desk.child(desk.assignment, "group_survey")
    assert set(desk.timers(survey)) == {"group_survey", "group_evaluation"}
    few: dict[str, Any] = {**COUNTS, "manner_good": 1}
    assert "Manner" in desk.no(survey, "count", "staff", **few)[0]

    desk.give(survey, "count", "staff", **COUNTS)

    for nosy in ("leader", "member", "head", "supervisor"):
        with pytest.raises(NotFound):
            show_case(desk.office, survey, desk.who[nosy])
        assert list_cases(desk.office, desk.who[nosy], kind="group_survey") == []
    shown = show_case(desk.office, survey, desk.who["chief"]).row
    assert [shown[f"manner_{one}"] for one in ("good", "fair", "poor")] == [9, "<5", "<5"]
    told = history(desk.office, survey, desk.who["chief"])[-1]["inputs"]
    assert told["work_poor"] == "<5"
    desk.give(survey, "conclude", "chief", opinion="总体良好")


def test_small_counts_of_satisfaction_are_hidden_from_everybody(desk: SmallOffice) -> None:
    desk.to("rectifying")
    counts: dict[str, Any] = {**SURVEY, "dissatisfied": 1}
    desk.give(desk.assignment, "record_satisfaction", "staff", **counts)

    shown = show_case(desk.office, desk.assignment, desk.who["director"]).row

    assert (shown["satisfied"], shown["fairly_satisfied"], shown["dissatisfied"]) == (
        18,
        "<5",
        "<5",
    )


def test_a_joint_session_needs_all_three_and_keeps_what_was_decided(desk: SmallOffice) -> None:
    desk.to("rectifying")
    three: dict[str, Any] = {
        "discipline_present": True,
        "organisation_present": True,
        "office_present": True,
    }
    two = {**three, "organisation_present": False}

    assert desk.no(desk.assignment, "hold_joint_session", "staff", decisions="督办", **two)
    desk.give(desk.assignment, "hold_joint_session", "staff", decisions="督办", **three)
    desk.give(
        desk.round_id, "study_rectification", "secretary", departments="财政局", decisions="拨款"
    )

    joint = read_book(desk.office, desk.assignment, "joint_sessions", desk.who["staff"])
    secretary = read_book(desk.office, desk.round_id, "secretary_meetings", desk.who["staff"])
    assert [line.values["decisions"] for book in (joint, secretary) for line in book.lines] == [
        "督办", "拨款",
    ]  # fmt: skip


def test_a_new_head_takes_over_every_open_item_and_no_date(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item, done = desk.item(to="in_progress"), desk.item(to="written_off")
    before = desk.timers(item)
    desk.on(date(2022, 2, 10))

    desk.appoint("stranger", Post.UNIT_HEAD, scope=Scope.UNIT, place=desk.unit, since=SINCE)

    assert desk.details(item)["head_id"] == desk.who["stranger"]
    assert desk.details(done)["head_id"] is None
    assert desk.timers(item) == before
    told = [n for n in desk.notices(desk.assignment) if n["notice"] == "items_taken_over"]
    assert desk.who["stranger"] in {row["person_id"] for row in told}
    desk.give(item, "record_progress", "stranger", progress="接手推进")


def test_a_look_back_is_seeded_with_the_old_items_and_reopens_what_came_back(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    held, back = desk.item(to="written_off"), desk.item(to="written_off")
    desk.item(to="in_progress")
    desk.evaluate()
    look = desk.open(
        "look_back", "chief", desk.assignment, purpose="look_back", focus="资产权属",
        due_on="2023-03-31",
    )  # fmt: skip
    first, second = desk.children(look, "look_back_check")
    assert "started" in desk.no(first, "find_held", "supervisor", seen="制度在执行")[0]
    desk.give(look, "start", "staff")

    desk.give(first, "find_held", "supervisor", seen="制度在执行")
    assert "not checked" in desk.no(look, "conclude", "staff", outcome="一项反弹")[0]
    desk.give(second, "find_rebounded", "supervisor", seen="又占用", mend_until="2022-06-30")
    desk.give(look, "conclude", "staff", outcome="一项反弹")

    assert desk.details(held)["held_on"] == date(2022, 1, 27)
    assert desk.state(back) == "reopened"
    assert desk.timers(back)["rectification_reopened"]["due_on"] == date(2022, 6, 30)


def test_a_township_owns_what_is_found_in_its_village(desk: SmallOffice) -> None:
    desk.to("feedback")
    put_below_township(desk, "stranger")
    desk.give(desk.round_id, "tell_parent_unit", "staff", unit=desk.above)
    for event, inputs in FEEDBACK:
        desk.give(desk.assignment, event, "leader", **inputs)

    item = desk.open("rectification", "staff", desk.assignment, problem="村级问题")

    assert desk.case(item)["unit_id"] == desk.above
    desk.give(item, "claim", "stranger")
    with pytest.raises(NotFound):
        show_case(desk.office, item, desk.who["head"])
