"""Ledgers 台账, filtered, sorted and grouped; the balance of clues and their totals.

A ledger as a spreadsheet is an export: it wants the scope `export`, is counted and marked.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path as File
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from engine.clue_figures import clue_balance, clue_figures
from engine.ledger.asking import Ask, read_ask
from engine.ledger.catalogue import ledger_named
from engine.ledger.column import Ledger
from engine.ledger.exporting import columns_shown, export_ledger
from engine.ledger.reading import read_ledger, rounds_for
from engine.ledger.telling import LedgerTeller
from engine.wording import Teller
from kernel.ids import case_id_of
from kernel.plain import plain
from web.api.call import Call, Exporting, For, Reading
from web.api.shapes import InRound, Number, Shape, Values, Words

router = APIRouter(tags=["ledgers"])

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Name = Annotated[str, Path(max_length=64, description="台账名称或代码 · which ledger")]
Column = Annotated[str, Query(max_length=64, description="列 · a column; - before it descends")]


class LedgerShape(Shape):
    """The rows of a ledger, cut to what the person reads."""

    label: Words
    rows: list[Values]


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


@router.get("/ledgers/{name}")
def show(
    call: Reading, name: Name, round_: InRound = "", sort: Column = "", by: Column = "",
    for_: For = "",
) -> LedgerShape:  # fmt: skip
    """Show the whole of a ledger, cut to what the person reads."""
    wanted, ask = _asked(call, name, round_, sort, by)
    principal = call.principal(for_)
    page = read_ledger(call.office, wanted, ask, call.person_id, acting_for=principal, whole=True)
    words = Teller(call.office.policy, call.directory, call.token.language)
    teller = LedgerTeller(words, rounds_for(call.office, call.person_id, principal))
    columns = columns_shown(wanted, ask)
    rows = [teller.row(wanted, one) for one in page.rows]
    return LedgerShape(
        label=Words.model_validate(wanted.label),
        rows=[{one.name: plain(row[one.name]) for one in columns} for row in rows],
    )


@router.post(
    "/ledgers/{name}/exports",
    response_class=Response,
    responses={200: {"description": "表格 · the spreadsheet", "content": {_SPREADSHEET: {}}}},
)
def export(
    call: Exporting, name: Name, round_: InRound = "", sort: Column = "", by: Column = "",
    for_: For = "",
) -> Response:  # fmt: skip
    """Write a ledger as a spreadsheet; the entry is made before the file appears."""
    wanted, ask = _asked(call, name, round_, sort, by)
    with TemporaryDirectory() as folder:
        made = export_ledger(
            call.office, wanted, ask, File(folder) / "ledger.xlsx", call.person_id,
            language=call.token.language, acting_for=call.principal(for_),
        )  # fmt: skip
        content = made.path.read_bytes()
    return Response(
        content, media_type=_SPREADSHEET,
        headers={"Content-Disposition": f'attachment; filename="{wanted.name}.xlsx"'},
    )  # fmt: skip


def _asked(call: Call, name: str, round_: str, sort: str, by: str) -> tuple[Ledger, Ask]:
    wanted = ledger_named(name)
    words = {"round": round_, "sort": sort, "by": by}
    ask = read_ask(wanted, {key: word for key, word in words.items() if word}, call.directory)
    return wanted, replace(ask, page=1)


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
