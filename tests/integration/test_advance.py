"""The one door: what a move writes, what a no leaves behind, and many moves at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from engine import people
from engine.bulk import advance_many
from engine.commands import Advance, Open
from engine.inception import open_in
from engine.office import Office
from engine.opening import open_case
from engine.work import Work
from kernel.errors import InvalidInput, NotFound, Refused
from tests.support.office import DONE, FED_BACK, PLAN, WINDOW, SmallOffice


def test_a_move_writes_state_entry_timers_signatures_and_notices_together(
    desk: SmallOffice,
) -> None:
    desk.to("reporting")
    before = desk.case(desk.round_id)

    desk.on(date(2022, 1, 10))
    outcome = desk.give(desk.round_id, "hear_report", "chief", meeting="纪要 3 号")

    after = desk.case(desk.round_id)
    assert (outcome.state, after["state"]) == ("leading_group_heard", "leading_group_heard")
    assert outcome.revision == after["revision"] == before["revision"] + 1
    assert after["seq"] == before["seq"] + 1
    assert after["moved_at"] == desk.office.now()
    entry = desk.entries(desk.round_id)[-1]
    assert (entry["what"], entry["event"], entry["was"]) == ("move", "hear_report", "reporting")
    assert (entry["by"], entry["state"]) == (desk.who["chief"], "leading_group_heard")
    assert entry["inputs"] == {"meeting": "纪要 3 号"}
    assert entry["prev"] == bytes(before["head"]).hex()
    assert entry["stopped"] == ["leading_group_hearing"]
    assert set(desk.timers(desk.round_id)) == {"secretary_hearing"}
    [sign] = desk.rows("SELECT * FROM signoffs WHERE topic = 'leading_group_heard'")
    assert (sign["person_id"], sign["seq"]) == (desk.who["chief"], after["seq"])
    told = {row["person_id"] for row in desk.notices(desk.round_id) if row["seq"] == after["seq"]}
    assert told == {desk.who["secretary"], desk.who["director"]}


class PowerCut(Exception):
    """What stops a transaction before it is committed."""


def cut_short(office: Office, act: Callable[[Work], object]) -> None:
    """Do something in a transaction that never comes to its end."""
    with office.database.writing() as tx:
        act(Work(office, tx, office.now()))
        raise PowerCut


def test_when_a_transaction_does_not_end_nothing_is_written(desk: SmallOffice) -> None:
    desk.to("reporting")
    before = desk.everything()

    def move_half(work: Work) -> None:
        case = work.load(desk.round_id)
        work.tx.write("UPDATE cases SET state = 'closed' WHERE id = :id", id=case.id)

    with pytest.raises(PowerCut):
        cut_short(desk.office, move_half)

    assert desk.everything() == before
    assert desk.give(desk.round_id, "hear_report", "chief").state == "leading_group_heard"


def test_people_whose_registration_failed_are_not_remembered(desk: SmallOffice) -> None:
    fresh = desk.again()

    with pytest.raises(PowerCut):
        cut_short(fresh.office, lambda work: people.add_person(work, "ghost", "无此人"))

    with fresh.office.database.reading() as tx:
        known = {person.code for person in fresh.office.directory(tx).people.values()}
    assert known == set(desk.who)


def test_a_case_whose_opening_failed_is_not_remembered(desk: SmallOffice) -> None:
    fresh = desk.again()
    command = Open("round", desk.who["staff"], {"name": "一", **WINDOW})

    with pytest.raises(PowerCut):
        cut_short(fresh.office, lambda work: work.load(open_in(work, command).case_id))

    fresh.to("draft")
    assert fresh.give(fresh.round_id, "approve_plan", "chief").state == "plan_approved"
    assert fresh.give(fresh.assignment, "start_gathering", "staff").state == "info_gathering"


def test_a_refused_attempt_is_recorded_and_leaves_the_revision_alone(desk: SmallOffice) -> None:
    desk.to("preparing")
    before = desk.case(desk.round_id)

    reasons = desk.no(desk.round_id, "mobilise", "director")

    after = desk.case(desk.round_id)
    assert len(reasons) > 1
    assert (after["state"], after["revision"]) == (before["state"], before["revision"])
    assert after["seq"] == before["seq"] + 1
    entry = desk.entries(desk.round_id)[-1]
    assert (entry["what"], entry["event"]) == ("refusal", "mobilise")
    assert entry["by"] == desk.who["director"]
    assert entry["reasons"][0] == "下列巡察组的组长、副组长尚未获得授权：第一组。"
    assert len(entry["reasons"]) == len(reasons)


def test_somebody_without_a_post_learns_only_that_and_it_is_recorded(desk: SmallOffice) -> None:
    desk.to("preparing")

    with pytest.raises(NotFound) as caught:
        desk.give(desk.round_id, "mobilise", "stranger")
    with pytest.raises(NotFound):
        desk.give(desk.round_id, "close", "stranger")

    [sentence] = caught.value.sentences("en")
    assert "Preparing" not in sentence
    assert [one["what"] for one in desk.entries(desk.round_id)[-2:]] == ["refusal", "refusal"]


def test_what_was_entered_wrongly_is_told_at_once_and_not_recorded(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="claimed")
    before = desk.everything()

    with pytest.raises(InvalidInput) as caught:
        desk.give(item, "plan", "liaison", measures="", planned_on="soon", colour="red")

    assert len(caught.value.reasons) == 5
    assert desk.everything() == before


def test_a_case_that_does_not_exist_is_not_found(desk: SmallOffice) -> None:
    with pytest.raises(NotFound):
        desk.give(4711, "cancel", "chief", reason="x")


def test_an_opening_that_is_refused_is_recorded_on_the_case_above(desk: SmallOffice) -> None:
    desk.to("preparing")

    with pytest.raises(Refused):
        desk.open(
            "assignment", "staff", desk.round_id, group_id=desk.group, unit_id=desk.unit,
            mode="routine", **WINDOW,
        )  # fmt: skip

    assert desk.entries(desk.round_id)[-1]["what"] == "refusal"


def test_many_moves_have_a_result_each_and_one_no_stops_nothing(desk: SmallOffice) -> None:
    desk.to("rectifying")
    first, second, third = desk.item(), desk.item(), desk.item()
    desk.give(second, "claim", "liaison")
    liaison = desk.who["liaison"]

    results = advance_many(
        desk.office,
        [
            Advance(first, "claim", liaison),
            Advance(second, "claim", liaison),
            Advance(4711, "claim", liaison),
            Advance(third, "claim", liaison),
        ],
    )

    assert [desk.state(one) for one in (first, second, third)] == ["claimed"] * 3
    assert [result.outcome is not None for result in results] == [True, False, False, True]
    assert isinstance(results[1].error, Refused)
    assert isinstance(results[2].error, NotFound)


def test_numbers_add_up_over_the_entries(desk: SmallOffice) -> None:
    desk.to("on_site")

    desk.work(talks=12)
    desk.work(talks=5)

    [row] = desk.rows("SELECT talks, visits FROM assignment_details")
    assert row == {"talks": 18, "visits": None}


def test_an_amended_window_keeps_the_timers_true(desk: SmallOffice) -> None:
    desk.to("draft")
    before = desk.timers(desk.assignment)["unit_notice"]

    desk.give(desk.round_id, "revise", "staff", on_site_end="2021-12-24")

    [row] = desk.rows("SELECT on_site_end FROM round_details")
    assert row["on_site_end"] == date(2021, 12, 24)
    assert desk.timers(desk.assignment)["unit_notice"] == before


def test_leaving_a_state_stops_its_clocks_and_entering_one_starts_its_own(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item()
    assert set(desk.timers(item)) == {
        "rectification_claim", "rectification_plan", "rectification_report",
        "rectification_concentrated",
    }  # fmt: skip

    desk.give(item, "claim", "liaison")
    desk.give(item, "plan", "liaison", **PLAN)
    desk.give(item, "approve_plan", "staff")
    desk.give(item, "report_done", "liaison", **DONE)

    assert set(desk.timers(item)) == {"rectification_concentrated"}
    met = desk.timers(item, "met")
    assert set(met) == {
        "rectification_claim", "rectification_plan", "rectification_report",
        "rectification_progress",
    }  # fmt: skip
    assert all(row["next_at"] is None and row["ended_at"] for row in met.values())


def test_a_case_that_is_opened_writes_all_it_owes_at_once(desk: SmallOffice) -> None:
    desk.to("rectifying")

    item = desk.item()

    [entry] = desk.entries(item)
    assert entry["what"] == "open"
    assert {one["deadline"] for one in entry["armed"]} == set(desk.timers(item))
    told = {row["person_id"] for row in desk.notices(item)}
    assert told == {desk.who["head"], desk.who["liaison"]}
    assert entry["belongs"]["parent_id"] == desk.assignment
    [row] = desk.rows("SELECT fed_back_on FROM rectification_details")
    assert row["fed_back_on"] == FED_BACK


def test_an_unknown_kind_or_a_wrong_parent_opens_nothing(desk: SmallOffice) -> None:
    desk.to("draft")
    staff = desk.who["staff"]
    before = desk.rows("SELECT id FROM cases")

    for command in (
        Open("dream", staff),
        Open("rectification", staff, {"problem": "甲"}, desk.round_id),
        Open("rectification", staff, {"problem": "甲"}),
    ):
        with pytest.raises(InvalidInput):
            open_case(desk.office, command)

    assert desk.rows("SELECT id FROM cases") == before
