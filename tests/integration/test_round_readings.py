"""What the pages of a round read: the list, its course, where reasons are removed, the meeting."""

from __future__ import annotations

from datetime import date

import pytest

from engine.advance import advance
from engine.commands import Advance
from engine.course import read_course
from engine.dispatch import read_dispatch
from engine.last_inspections import last_inspections
from engine.overview import round_overview
from engine.remedies import places_of
from engine.rounds import RoundFilter, list_rounds
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.ids import case_number
from states.definition import Phase
from states.round import State
from tests.support.office import SmallOffice


def reasons(desk: SmallOffice, who: str = "director") -> dict[str, list[str]]:
    """Return rule → the numbers of the cases in which its reason is removed."""
    seen = round_overview(desk.office, desk.round_id, desk.who[who])
    closed = {one.rule: one.missing for step in seen.next_steps for one in step.closed}
    places = places_of(desk.office, desk.round_id, desk.who[who], closed)
    return {rule: [one.number for one in many] for rule, many in places.items()}


def test_the_list_has_the_window_the_size_and_the_lateness_of_a_round(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.on(date(2021, 12, 30))

    page = list_rounds(desk.office, desk.who["director"])

    [line] = page.lines
    assert (line.name, line.phase, line.groups, line.units) == (
        "第二轮", Phase.MOBILISATION, 1, 1,
    )  # fmt: skip
    assert (line.starts_on, line.ends_on) == (date(2021, 11, 8), date(2021, 12, 20))
    late = desk.rows(
        "SELECT count(DISTINCT case_id) AS n FROM timers WHERE status = 'armed' AND due_on < :day",
        day=date(2021, 12, 30),
    )
    assert line.late == late[0]["n"] > 0
    assert (page.total, page.years) == (1, (2021,))


def test_the_list_is_cut_by_the_rule_of_access_and_by_its_filters(desk: SmallOffice) -> None:
    desk.to("on_site")

    def found(who: str, wanted: RoundFilter = RoundFilter()) -> int:  # noqa: B008 - frozen
        return list_rounds(desk.office, desk.who[who], wanted).total

    assert [found(who) for who in ("director", "leader", "head", "stranger")] == [1, 1, 0, 0]
    assert found("director", RoundFilter(2021, State.ON_SITE, Phase.MOBILISATION)) == 1
    assert found("director", RoundFilter(year=2022)) == 0
    assert found("director", RoundFilter(state=State.DRAFT)) == 0
    assert found("director", RoundFilter(phase=Phase.REPORT)) == 0


def test_a_group_does_not_learn_how_late_the_whole_round_is(desk: SmallOffice) -> None:
    desk.to("on_site")

    [line] = list_rounds(desk.office, desk.who["leader"]).lines

    assert line.late is None


def test_the_course_tells_planned_from_actual(desk: SmallOffice) -> None:
    desk.to("fieldwork")

    seen = read_course(desk.office, desk.round_id, desk.who["director"])

    by_phase = {one.phase: one for one in seen.stages}
    mobilised = by_phase[Phase.MOBILISATION]
    assert mobilised.planned == (date(2021, 11, 8), date(2021, 12, 6))
    assert mobilised.ended == date(2021, 12, 6)
    assert (by_phase[Phase.DISPATCH].began, by_phase[Phase.DISPATCH].ended) == (
        date(2021, 12, 6), None,
    )  # fmt: skip
    assert by_phase[Phase.REPORT].began is None
    assert seen.entered["on_site"] == date(2021, 11, 8)


def test_an_extended_stay_keeps_the_end_that_was_planned(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.on(date(2021, 12, 6))
    desk.give(desk.round_id, "convene_dispatch", "chief")
    desk.give(
        desk.round_id, "decide_extension", "chief", dispatch_extension="extended",
        new_end="2021-12-24",
    )  # fmt: skip

    [stay] = read_course(desk.office, desk.round_id, desk.who["leader"]).stays

    assert stay.planned == (date(2021, 11, 8), date(2021, 12, 20))
    assert stay.ends_on == date(2021, 12, 24)
    assert (stay.entered_on, stay.left_on) == (date(2021, 11, 8), None)
    moved = [
        (one.original_on, one.due_on) for one in stay.deadlines if one.due_on != one.original_on
    ]
    assert moved == [(date(2021, 12, 20), date(2021, 12, 24))]


def test_a_group_reads_the_course_but_not_the_baseline(desk: SmallOffice) -> None:
    desk.to("on_site")

    seen = read_course(desk.office, desk.round_id, desk.who["leader"])

    assert {one.planned for one in seen.stages} == {None}
    with pytest.raises(NotFound):
        read_course(desk.office, desk.round_id, desk.who["head"])


def test_a_reason_that_names_people_leads_to_their_secondments(desk: SmallOffice) -> None:
    desk.to("preparing")

    found = reasons(desk)

    second = {case_number(desk.second(name)) for name in ("leader", "member")}
    assert set(found["every_member_has_pledged"]) == second
    assert found["every_group_is_authorised"] == [case_number(desk.assignment)]


def test_a_reason_that_counts_cases_leads_to_those_it_counts(desk: SmallOffice) -> None:
    desk.to("fieldwork")

    assert reasons(desk)["every_unit_is_left"] == [case_number(desk.assignment)]
    desk.on(date(2021, 12, 20))
    desk.give(desk.assignment, "wrap_up", "leader")
    desk.give(desk.assignment, "leave", "leader")
    assert "every_unit_is_left" not in reasons(desk)


def test_the_meeting_has_a_slot_for_each_group_with_what_it_told(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.on(date(2021, 12, 6))
    desk.give(desk.round_id, "convene_dispatch", "chief")
    [before] = read_dispatch(desk.office, desk.round_id, desk.who["chief"]).slots
    desk.give(desk.round_id, "hear_group", "staff", group=desk.group, progress="过半")
    desk.open(
        "action_item", "chief", desk.round_id, group_id=desk.group, comment="support",
        task="补充谈话", due_on="2021-12-10",
    )  # fmt: skip

    [slot] = read_dispatch(desk.office, desk.round_id, desk.who["chief"]).slots

    assert before.heard is None
    assert slot.heard is not None
    assert (slot.heard.progress, slot.heard.on) == ("过半", date(2021, 12, 6))
    assert [(one.task, one.is_open) for one in slot.items] == [("补充谈话", True)]
    [stay] = slot.stays
    assert (stay.unit, stay.number) == ("单位01", case_number(desk.assignment))
    assert "时间已过" in stay.progress.why.zh


def test_a_gap_that_is_settled_leaves_the_meeting(desk: SmallOffice) -> None:
    desk.to("on_site")
    gaps = [{"gap_kind": "papers", "what": "2 件"}, {"gap_kind": "materials", "what": "1 件"}]
    advance(desk.office, Advance(desk.assignment, "list_gaps", 0, {"gaps": gaps}))

    def open_gaps() -> list[int]:
        [slot] = read_dispatch(desk.office, desk.round_id, desk.who["chief"]).slots
        return [one.n for one in slot.stays[0].gaps]

    assert open_gaps() == [1, 2]
    desk.give(desk.assignment, "settle_gaps", "leader", gap=1, how="已审签")
    assert open_gaps() == [2]


def test_only_who_may_decide_is_offered_to(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = desk.open(
        "extension", "leader", desk.assignment, deadline="assignment_window",
        requested_on="2021-12-24", why="面广", progress="过半",
    )  # fmt: skip

    def wish(who: str) -> tuple[bool, bool]:
        [slot] = read_dispatch(desk.office, desk.round_id, desk.who[who]).slots
        [one] = slot.wishes
        return one.may_decide, one.may_reject

    assert (wish("chief"), wish("staff")) == ((False, True), (False, False))
    desk.give(made, "check", "staff")
    desk.give(made, "sign", "leader")
    assert (wish("chief"), wish("staff")) == ((True, True), (False, False))


def test_the_meeting_is_for_those_who_read_the_whole_round(desk: SmallOffice) -> None:
    desk.to("on_site")

    with pytest.raises(NotPermitted):
        read_dispatch(desk.office, desk.round_id, desk.who["leader"])
    with pytest.raises(NotFound):
        read_dispatch(desk.office, desk.round_id, desk.who["head"])
    with pytest.raises(InvalidInput):
        read_dispatch(desk.office, desk.assignment, desk.who["chief"])


def test_the_last_inspection_of_a_unit_is_told_to_the_office_alone(desk: SmallOffice) -> None:
    desk.to("reporting")

    last = last_inspections(desk.office, desk.who["director"], ["u1"])["u1"]

    assert (last.number, last.round_name) == (case_number(desk.assignment), "第二轮")
    assert (last.from_on, last.left_on) == (date(2021, 11, 8), date(2021, 12, 20))
    assert last_inspections(desk.office, desk.who["director"], ["u2"]) == {}
    with pytest.raises(NotPermitted):
        last_inspections(desk.office, desk.who["leader"], ["u1"])
