"""Handover on the real engine: the meeting, three ledgers of one sheet, reconciliation, balance."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from engine.books import read_book
from engine.clue_figures import clue_balance, clue_figures
from engine.handover_ledger import handover_ledger, write_sheet
from engine.routines.clue_reconciliation import clue_reconciliation
from kernel.ids import case_number
from tests.support.office import SmallOffice
from tests.support.sheets import MEETING


def with_result(desk: SmallOffice) -> int:
    """Hand over a clue and have its result reported."""
    desk.to("on_site")
    clue = desk.clue(to="handed_over")
    desk.give(clue, "start_handling", "contact")
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


def test_the_three_ledgers_show_one_event(desk: SmallOffice, tmp_path: Path) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handed_over")

    ours = handover_ledger(desk.office, "office", desk.who["staff"], desk.round_id)
    groups = handover_ledger(desk.office, "group", desk.who["leader"])
    theirs = handover_ledger(desk.office, "receiver", desk.who["contact"])

    assert [one[0]["number"] for one in (ours, groups, theirs)] == [case_number(clue)] * 3
    assert len({(one[0]["sheet"], one[0]["hash"]) for one in (ours, groups, theirs)}) == 1
    signers = [ours[0][f"{side}_signer"] for side in ("group", "office", "receiver")]
    assert signers == ["leader", "director", "contact"]
    assert "result" not in groups[0]
    write_sheet(ours, "office", tmp_path / "sheet.xlsx", "zh")
    rows = list(openpyxl.load_workbook(tmp_path / "sheet.xlsx").active.values)  # type: ignore[union-attr]
    assert len(rows) == 2
    assert handover_ledger(desk.office, "office", desk.who["liaison"]) == []


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
    assert (figures.first_pass_rate, figures.results) == (100.0, {"first_form": 1})


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
