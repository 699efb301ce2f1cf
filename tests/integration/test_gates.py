"""The six gates of a round follow from what is recorded, and tell who can mend what is open."""

from __future__ import annotations

import pytest

from engine.five_gates import FIVE_GATES
from engine.gates import GateView, read_gates
from engine.overview import round_overview
from engine.six_gates import SIX_GATES
from kernel.errors import InvalidInput, NotFound, NotPermitted
from tests.support.office import SmallOffice


def seen(desk: SmallOffice) -> dict[str, GateView]:
    views = read_gates(desk.office, desk.round_id, desk.who["director"], (*SIX_GATES, *FIVE_GATES))
    return {one.name: one for one in views}


def open_lines(gate: GateView) -> list[str]:
    return [one.label.en for one in gate.evidence if not one.met]


def test_a_draft_round_has_six_gates_and_names_who_approves_its_plan(desk: SmallOffice) -> None:
    desk.to("draft")

    gates = seen(desk)

    assert list(gates)[:6] == [
        "direction", "procedure", "quality", "rectification", "people", "discipline",
    ]  # fmt: skip
    assert not gates["direction"].met
    assert open_lines(gates["direction"]) == [
        "The leading group approved the plan", "The Secretary approved plan and units",
    ]  # fmt: skip
    assert gates["direction"].evidence[-1].people == ("secretary",)


def test_the_gate_of_direction_is_met_by_the_two_approvals(desk: SmallOffice) -> None:
    desk.to("preparing")

    gates = seen(desk)

    assert gates["direction"].met
    assert open_lines(gates["discipline"])[0] == "Everybody has pledged"


def test_a_returned_plan_opens_the_gate_of_procedure_again(desk: SmallOffice) -> None:
    desk.to("reporting")
    desk.give(desk.round_id, "hear_report", "chief")
    before = open_lines(seen(desk)["procedure"])
    desk.give(desk.round_id, "return_report", "chief", reason="补充")

    assert "The leading group heard the round" not in before
    assert "The leading group heard the round" in open_lines(seen(desk)["procedure"])


def test_gates_are_for_those_who_may_see_every_group(desk: SmallOffice) -> None:
    desk.to("mobilised")

    with pytest.raises(NotPermitted):
        read_gates(desk.office, desk.round_id, desk.who["leader"], SIX_GATES)
    with pytest.raises(NotFound):
        read_gates(desk.office, desk.round_id, desk.who["head"], SIX_GATES)


def test_another_kind_of_case_has_no_such_gates(desk: SmallOffice) -> None:
    desk.to("draft")

    with pytest.raises(InvalidInput, match="no such gates"):
        read_gates(desk.office, desk.assignment, desk.who["director"], SIX_GATES)


def test_the_overview_of_a_round_shows_what_the_round_is_after_now(desk: SmallOffice) -> None:
    desk.to("reporting")
    at_reports = round_overview(desk.office, desk.round_id, desk.who["leader"]).goal
    desk.to("feedback", after="reporting")
    at_feedback = round_overview(desk.office, desk.round_id, desk.who["leader"]).goal

    assert at_reports is not None
    assert at_feedback is not None
    assert (at_reports.link.value, at_feedback.link.value) == ("report", "feedback")
    assert "直指问题" in at_feedback.aim.zh


def test_the_overview_of_a_round_shows_its_gates_to_those_who_see_all_of_it(
    desk: SmallOffice,
) -> None:
    desk.to("mobilised")

    whole = round_overview(desk.office, desk.round_id, desk.who["director"]).gates
    part = round_overview(desk.office, desk.round_id, desk.who["leader"]).gates

    assert {one.name for one in whole if one.met} == {"direction"}
    assert part == ()


def test_the_five_gates_are_computed_from_the_units_of_the_round(desk: SmallOffice) -> None:
    desk.to("mobilised")
    before = seen(desk)
    desk.to("approved", after="mobilised")
    after = seen(desk)

    assert list(before)[6:] == [
        "procedure_complete", "content_thorough", "problems_clear", "clues_sorted", "report_good",
    ]  # fmt: skip
    assert open_lines(before["procedure_complete"])[:2] == [
        "The dispatch meeting heard every group", "Each method is used often enough",
    ]  # fmt: skip
    told = before["procedure_complete"].evidence[1].told
    assert after["procedure_complete"].met
    assert after["content_thorough"].met
    assert after["problems_clear"].met
    assert len(told) == 1
    assert "have not been used" in told[0].en


def test_an_unsorted_clue_keeps_the_fourth_gate_open(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue()

    before = open_lines(seen(desk)["clues_sorted"])
    desk.give(clue, "park", "chief", reason="待核")

    assert before == ["Every clue is sorted out", "The clues balance"]
    assert seen(desk)["clues_sorted"].met


def test_a_returned_rectification_report_keeps_the_fifth_gate_open(desk: SmallOffice) -> None:
    desk.to("rectifying")
    report = desk.child(desk.assignment, "rectification_report")
    desk.give(report, "submit", "head", document="整改报告", head_vouches=True)
    desk.give(report, "return_report", "staff", reason="重报")

    [first, _] = seen(desk)["report_good"].evidence
    desk.give(report, "submit", "head", document="整改报告二", head_vouches=True)
    desk.give(report, "accept", "staff")

    assert (first.met, first.told[0].en) == (False, "accepted 0/1")
    assert seen(desk)["report_good"].evidence[0].met
