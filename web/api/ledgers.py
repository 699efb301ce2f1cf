"""Ledgers 台账: rectification, the handover of clues, the balance of clues and their totals.

A ledger as a spreadsheet is an export: it wants the scope `export`, is counted and marked.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from engine.clue_figures import clue_balance, clue_figures
from engine.exporting import Sheet, export_sheet
from engine.handover_ledger import handover_ledger
from engine.rectification_lists import items_of, list_named, rows_of
from kernel.ids import case_id_of
from kernel.plain import plain
from web.api.call import Exporting, For, Reading, case_of
from web.api.shapes import InRound, Number, Shape, Values, Words

router = APIRouter(tags=["ledgers"])

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
List = Annotated[
    Literal["problems", "tasks", "responsibility", "accounts"],
    Query(alias="list", description="整改、任务、责任清单，五账 · which list"),
]
Side = Annotated[
    Literal["group", "office", "receiver"], Query(description="哪一方的台账 · whose ledger")
]


class LedgerShape(Shape):
    """The rows of a ledger, cut to what the person reads."""

    label: Words
    rows: list[Values]


class HandoverShape(Shape):
    """The handover ledger of one side."""

    side: str
    lines: list[Values]


class BalanceShape(Shape):
    """Where every clue of a group went."""

    group: str
    """The name of the group; empty for the whole round."""
    found: int
    accounts: dict[str, int]
    unsettled: list[str]
    balanced: bool


class BalancesShape(Shape):
    """The balance of a round."""

    balance: list[BalanceShape]


class ClueFiguresShape(Shape):
    """Totals only."""

    handed_over: int
    accepted_at_first: int
    supplements: int
    results: dict[str, int]
    first_pass_rate: float | None


@router.get("/ledgers/rectification")
def rectification(call: Reading, list_: List = "problems", round_: InRound = "") -> LedgerShape:
    """Show one of the lists of rectification."""
    wanted = list_named(list_)
    rows = rows_of(wanted, items_of(call.office, call.person_id, case_of(round_)))
    return LedgerShape(label=Words.model_validate(wanted.label), rows=[plain(one) for one in rows])


@router.post(
    "/ledgers/rectification/exports",
    response_class=Response,
    responses={200: {"description": "表格 · the spreadsheet", "content": {_SPREADSHEET: {}}}},
)
def export(
    call: Exporting, list_: List = "problems", round_: InRound = "", for_: For = ""
) -> Response:
    """Write one of the lists as a spreadsheet; the entry is made before the file appears."""
    wanted, round_id = list_named(list_), case_of(round_)
    rows = rows_of(wanted, items_of(call.office, call.person_id, round_id))
    columns = [(column.name, column.label) for column in wanted.columns]
    with TemporaryDirectory() as folder:
        made = export_sheet(
            call.office, Sheet("rectification", wanted.label, columns, rows),
            Path(folder) / "ledger.xlsx", call.person_id, language=call.token.language,
            acting_for=call.principal(for_), round_id=round_id,
        )  # fmt: skip
        content = made.path.read_bytes()
    return Response(
        content, media_type=_SPREADSHEET,
        headers={"Content-Disposition": f'attachment; filename="{list_}.xlsx"'},
    )  # fmt: skip


@router.get("/ledgers/handover")
def handover(call: Reading, side: Side = "office", round_: InRound = "") -> HandoverShape:
    """Show the handover ledger of one of the three sides."""
    lines = handover_ledger(call.office, side, call.person_id, case_of(round_))
    return HandoverShape(side=side, lines=[plain(one) for one in lines])


@router.get("/rounds/{number}/clues/balance")
def balance(call: Reading, number: Number) -> BalancesShape:
    """Show for each group of a round where every clue went, and which are open."""
    found = clue_balance(call.office, case_id_of(number), call.person_id)
    return BalancesShape(balance=[BalanceShape.model_validate(one) for one in found])


@router.get("/rounds/{number}/clues/figures")
def totals(call: Reading, number: Number) -> ClueFiguresShape:
    """Show the totals of a round's clues; no case facts."""
    return ClueFiguresShape.model_validate(
        clue_figures(call.office, case_id_of(number), call.person_id)
    )
