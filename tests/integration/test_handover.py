"""Handover on the real engine: the meeting, three ledgers of one sheet, reconciliation, balance."""

from __future__ import annotations

from datetime import date

import pytest

from engine.books import read_book
from engine.clue_figures import ACCOUNTS, OPEN_ACCOUNTS, clue_balance, clue_figures
from engine.ledger.handover_form import handover_form
from engine.routines.clue_reconciliation import clue_reconciliation
from kernel.errors import NotFound
from kernel.ids import case_number
from rules.handover import SETTLED_CLUE
from tests.support.ledgers import told
from tests.support.office import SmallOffice
from tests.support.sheets import MEETING


def with_result(desk: SmallOffice) -> int:
    """Hand over a clue and have its result reported."""
    desk.to("on_site")
    clue = desk.clue(to="handed_over")
    desk.give(clue, "start_handling", "contact", handling="verification")
    desk.give(clue, "report_result", "contact", result="first_form")
    return clue


def run_of(desk: SmallOffice) -> int:
    [row] = desk.rows("SELECT id FROM cases WHERE kind = 'reconciliation' AND state = 'awaited'")
    return int(row["id"])


def test_the_meeting_is_one_record_that_moves_the_clues_it_went_through(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    late = [dict(one) for one in MEETING["attendance"]]
    late[0]["arrived"] = "09:30"
    [reason] = desk.no(desk.round_id, "hold_handover", "staff", **{**MEETING, "attendance": late})
    assert "from start to end" in reason

    clue = desk.clue(to="handover_pending")

    assert desk.state(clue) == "handover_pending"
    book = read_book(desk.office, desk.round_id, "handover_meetings", desk.who["director"])
    assert [line.values["side"] for line in book.lines] == [
        "lg_leader", "office", "group", "receiver",
    ]  # fmt: skip


def test_the_three_ledgers_show_one_event(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handed_over")

    [ours] = told(desk, "handover-office", "staff", round=case_number(desk.round_id))
    [groups] = told(desk, "handover-group", "leader")
    [theirs] = told(desk, "handover-receiver", "contact")

    assert {one["number"] for one in (ours, groups, theirs)} == {case_number(clue)}
    assert len({(one["sheet"], one["proof"]) for one in (ours, groups, theirs)}) == 1
    signers = [ours[f"{side}_signer"] for side in ("group", "office", "receiver")]
    assert signers == ["leader", "director", "contact"]
    assert "result" not in groups
    assert told(desk, "handover-office", "liaison") == []


def test_the_handover_sheet_has_a_line_for_each_signature(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handover_pending")
    before = handover_form(desk.office, clue, desk.who["contact"])
    assert [one.person_id for one in before.signatures] == [None] * 3
    desk.sign_sheet(clue)

    form = handover_form(desk.office, clue, desk.who["contact"])

    signers = [desk.who[name] for name in ("leader", "director", "contact")]
    assert [one.person_id for one in form.signatures] == signers
    assert all(there for _, there in form.package)
    assert [one["what"] for one in desk.entries(clue)].count("read") == 1
    with pytest.raises(NotFound):
        handover_form(desk.office, clue, desk.who["liaison"])
    with pytest.raises(NotFound, match="no clue"):
        handover_form(desk.office, desk.round_id, desk.who["staff"])


def test_a_clue_is_reconciled_once_the_receivers_ledger_agrees(desk: SmallOffice) -> None:
    clue = with_result(desk)
    [reason] = desk.no(clue, "reconcile", "staff")
    assert "comparison of ledgers" in reason
    assert clue_reconciliation.run(desk.office, date(2021, 12, 1)) == {"asked": 1}
    assert clue_reconciliation.run(desk.office, date(2021, 12, 1)) == {"asked": 0}
    run = run_of(desk)

    desk.give(run, "enter_ledger", "contact", ledger=[
        {"number": case_number(clue)}, {"number": "ZZZZZZ", "result": "first_form"},
    ])  # fmt: skip

    assert desk.state(run) == "different"
    book = read_book(desk.office, run, "ledger_differences", desk.who["contact"])
    assert [line.values["found"] for line in book.lines] == ["result_differs", "missing_here"]
    assert {"ledgers_differ"} <= {row["notice"] for row in desk.notices(run)}
    desk.no(clue, "reconcile", "staff")
    desk.give(run, "enter_ledger", "contact", ledger=[
        {"number": case_number(clue), "result": "first_form"},
    ])  # fmt: skip
    assert desk.state(run) == "agreed"
    desk.give(clue, "reconcile", "staff")
    desk.give(clue, "write_off", "staff")


def test_the_balance_tells_where_every_clue_went_and_which_are_open(desk: SmallOffice) -> None:
    clue = with_result(desk)
    merged, open_ = desk.clue(), desk.clue()
    desk.give(merged, "merge", "leader", merged_into=case_number(clue), reason="同一事项")

    *groups, whole = clue_balance(desk.office, desk.round_id, desk.who["staff"])

    assert [one.group for one in groups] == ["第一组"]
    assert (whole.found, whole.accounts["handed_over"], whole.accounts["merged"]) == (3, 1, 1)
    assert whole.unsettled == (case_number(open_),)
    assert not whole.balanced
    figures = clue_figures(desk.office, desk.round_id, desk.who["staff"])
    assert (figures.first_pass_rate, figures.results) == (100.0, {"first_form": "<5"})


def test_every_account_that_settles_a_clue_is_one_that_the_guard_takes() -> None:
    settled = [of for name, of in ACCOUNTS.items() if name not in OPEN_ACCOUNTS]

    assert frozenset().union(*settled) == frozenset(SETTLED_CLUE)


def test_the_circulation_of_the_report_waits_for_its_receipts(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.give(desk.round_id, "start_evaluation", "staff")
    assert any("was told to nobody" in one for one in desk.no(desk.round_id, "close", "chief"))
    desk.give(desk.round_id, "circulate", "staff", told=[{"recipient": "分管领导"}])

    assert any("without a receipt" in one for one in desk.no(desk.round_id, "close", "chief"))
    desk.give(
        desk.round_id, "circulate", "staff",
        told=[{"recipient": "分管领导", "received_on": "2022-01-20"}],
    )  # fmt: skip
    assert not any("without a receipt" in one for one in desk.no(desk.round_id, "close", "chief"))
