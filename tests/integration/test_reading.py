"""Everything that reads works for everybody at every stage, and tells nobody what is not theirs."""

from __future__ import annotations

import json

import pytest

from engine import people
from engine.explain import explain
from engine.forms import form_of
from engine.inbox import inbox
from engine.overview import round_overview
from engine.queries import history, list_cases, show_case
from engine.work import Work
from kernel.errors import InvalidInput, NotFound
from kernel.plain import plain
from rules.posts import Post, Scope
from tests.support.office import SINCE, SmallOffice
from tests.support.story import play

STAGES = ("draft", "on_site", "reporting", "rectifying")
INSIDE = ("secretary", "committee", "chief", "vice", "director", "staff", "clerk")


def numbers(desk: SmallOffice) -> list[int]:
    """Return every case but the register."""
    return [
        row["id"]
        for row in desk.rows("SELECT id FROM cases WHERE kind <> 'register' ORDER BY id")
    ]  # fmt: skip


def read(desk: SmallOffice, person: int, case: int) -> str | None:
    """Return everything the doors tell a person of a case; None where there is no such case."""
    office = desk.office
    try:
        told = [plain(show_case(office, case, person).row)]
    except NotFound:
        for hidden in (explain, history, round_overview):
            with pytest.raises(NotFound):
                hidden(office, case, person)
        with pytest.raises(NotFound):
            form_of(office, case, "close", person)
        return None
    told += [plain(explain(office, case, person)), plain(history(office, case, person))]
    if case == desk.round_id:
        told.append(plain(round_overview(office, case, person)))
    else:
        with pytest.raises(InvalidInput):
            round_overview(office, case, person)
    return json.dumps(told, ensure_ascii=False, default=str)


def read_all(desk: SmallOffice, name: str) -> dict[int, str]:
    """Return everything the doors tell somebody, by case; the lists agree with it."""
    person = desk.who[name]
    told = {case: read(desk, person, case) for case in numbers(desk)}
    seen = {case: words for case, words in told.items() if words is not None}
    assert [line.case_id for line in list_cases(desk.office, person)] == sorted(seen)
    waiting = inbox(desk.office, person)
    assert {one.line.case_id for one in waiting if one.acting_for is None} <= set(seen)
    return seen


@pytest.mark.parametrize("stage", STAGES)
def test_everybody_reads_what_they_may_at_every_stage(desk: SmallOffice, stage: str) -> None:
    desk.to(stage)
    if stage != "draft":
        desk.clue()
        desk.clue(to="handover_pending")
    if stage == "rectifying":
        desk.item(to="in_progress")
    everything = set(numbers(desk))

    told = {name: set(read_all(desk, name)) for name in desk.who}

    assert all(told[name] == everything for name in INSIDE)
    assert told["stranger"] == told["deputy"] == set()
    assert told["head"] == told["liaison"]
    assert told["contact"] == told["receiver"]


def test_everybody_reads_a_round_in_which_everything_has_happened(desk: SmallOffice) -> None:
    play(desk)

    told = {name: read_all(desk, name) for name in desk.who}

    assert told["leader"] == {}
    assert set(told["director"]) == set(numbers(desk))
    units = "".join(told["head"].values())
    for hidden in ("补充依据", "疫情", "线索", "leading_group", "report_drafted", '"talks"'):
        assert hidden not in units


def test_a_unit_does_not_know_of_its_inspection_before_the_notice(desk: SmallOffice) -> None:
    desk.to("mobilised")
    desk.give(desk.assignment, "start_gathering", "member")
    desk.give(desk.assignment, "ready_plan", "leader", focus_list="重点查账")
    desk.give(desk.assignment, "review_plan", "staff")
    assert read_all(desk, "head") == {}

    desk.give(desk.assignment, "notify_unit", "staff")

    told = read_all(desk, "head")
    assert set(told) == {desk.assignment}
    assert "重点查账" not in told[desk.assignment]


def test_a_unit_reads_the_extensions_of_its_own_people_only(desk: SmallOffice) -> None:
    desk.to("on_site")
    wish = {"why": "理由", "requested_on": "2022-03-30", "progress": "过半"}
    own = desk.open("extension", "liaison", desk.assignment, deadline="unit_report", **wish)
    theirs = desk.open("extension", "leader", desk.assignment, deadline="assignment_window", **wish)

    assert set(read_all(desk, "head")) == {desk.assignment, own}
    assert {own, theirs} <= set(read_all(desk, "member"))


def test_a_receiver_reads_of_a_clue_what_the_sheet_carries(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handover_pending")

    told = read_all(desk, "contact")

    assert set(told) == {clue}
    assert "线索摘要" in told[clue]
    assert "review_by_office" not in told[clue]


def test_a_group_does_not_read_what_another_group_reported(desk: SmallOffice) -> None:
    desk.to("draft")
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        other = people.add_group(work, desk.round_id, "g2", "第二组")
        desk.who["second"] = people.add_person(work, "second", "second")
        people.give_post(
            work, desk.who["second"], Post.GROUP_LEADER, scope=Scope.GROUP, scope_id=other,
            round_id=desk.round_id, valid_from=SINCE,
        )  # fmt: skip
        work.finish()
    desk._preparing()
    for group in (desk.group, other):
        desk.give(desk.round_id, "authorise_group", "secretary", group=group)
    for name in ("leader", "member", "second"):
        desk.pledge(name)
        desk.give(desk.second(name), "record_training", "staff")
    desk.give(desk.round_id, "mobilise", "director")
    desk._on_site()
    desk.give(desk.round_id, "convene_dispatch", "chief")
    desk.give(desk.round_id, "hear_group", "staff", group=desk.group, progress="一组进展")
    desk.no(desk.round_id, "close_dispatch", "director")

    second, first = read_all(desk, "second"), read_all(desk, "member")

    assert set(second) == {desk.round_id, desk.second("second")}
    assert "一组进展" not in second[desk.round_id]
    assert "一组进展" in first[desk.round_id]
    assert "every_group_is_heard" in read_all(desk, "staff")[desk.round_id]
    assert "every_group_is_heard" not in first[desk.round_id]


def test_a_form_is_shown_to_those_who_may_see_the_case_or_sign_its_pledges(
    desk: SmallOffice,
) -> None:
    desk.to("preparing")
    leader, stranger = desk.who["leader"], desk.who["stranger"]
    own = desk.second("leader")
    desk.clear("leader")

    assert form_of(desk.office, own, "sign_pledges", leader).is_open
    for event in ("mobilise", "no_such_event"):
        with pytest.raises(NotFound):
            form_of(desk.office, desk.round_id, event, leader)
    with pytest.raises(NotFound):
        form_of(desk.office, own, "sign_pledges", stranger)


def test_a_list_is_cut_among_the_cases_that_are_seen(desk: SmallOffice) -> None:
    desk.to("on_site")
    hidden = [desk.clue() for _ in range(3)]
    seen = desk.clue(to="handover_pending")

    [line] = list_cases(desk.office, desk.who["contact"], limit=1)

    assert line.case_id == seen
    assert line.case_id not in hidden


def test_a_unit_is_told_that_the_group_has_left_while_the_report_is_written(
    desk: SmallOffice,
) -> None:
    desk.to("reporting")
    head = desk.who["head"]

    [line] = list_cases(desk.office, head, state="left")

    assert (line.case_id, line.state, line.due_on) == (desk.assignment, "left", None)
    assert list_cases(desk.office, head, state="report_submitted") == []
    assert explain(desk.office, desk.assignment, head).state.en == "Left"
    assert form_of(desk.office, desk.assignment, "receive_unit_report", head).state == "left"
