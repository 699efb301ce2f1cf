"""`xuncheng ledger`: the ledgers of the office as lists, and as spreadsheets that are counted.

A further ledger is one function here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from kernel.words import Language, Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.rectification_lists import ItemList

app = group("台账", "ledgers")

Round = Annotated[str, typer.Option("--round", metavar="NUMBER", help="轮次编号 · in a round")]
Xlsx = Annotated[
    Path | None,
    typer.Option("--xlsx", metavar="FILE", help="导出到新的表格文件 · write a new spreadsheet"),
]


@command(app, "rectification", "整改台账：三单和五账", "lists of rectification", acts=True)
def rectification(
    desk: Desk,
    list_: Annotated[
        str,
        typer.Option(
            "--list", metavar="LIST",
            help="problems 整改清单 · tasks 任务清单 · responsibility 责任清单 · accounts 五账",
        ),
    ] = "problems",
    round_: Round = "",
    xlsx: Xlsx = None,
) -> None:  # fmt: skip
    """Show one of the lists of rectification, cut to what the reader may see; or export it."""
    from engine.rectification_lists import items_of, list_named, rows_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415 - start-up stays fast

    wanted = list_named(list_)
    round_id = case_id_of(round_) if round_ else None
    items = items_of(desk.office, desk.person_id, round_id, acting_for=desk.acting_for)
    rows = rows_of(wanted, items)
    if xlsx is not None:
        _export(desk, wanted, rows, xlsx, round_id)
        return
    desk.show({"list": wanted.label, "rows": rows}, lambda: _told(desk, wanted, rows))


def _told(desk: Desk, wanted: ItemList, rows: list[dict[str, object]]) -> Iterator[RenderableType]:
    yield output.words(wanted.label.say(desk.language), "bold")
    columns = [column.label.say(desk.language) for column in wanted.columns]
    said = [[_said(one, desk.language) for one in row.values()] for row in rows]
    yield output.table(columns, said)


def _said(value: object, language: Language) -> object:
    if isinstance(value, Text):
        return value.say(language)
    return "" if value is None else value


def _export(
    desk: Desk, wanted: ItemList, rows: list[dict[str, object]], path: Path, round_id: int | None
) -> None:
    from engine.exporting import Sheet, export_sheet  # noqa: PLC0415

    columns = [(column.name, column.label) for column in wanted.columns]
    sheet = Sheet("rectification", wanted.label, columns, rows)
    made = export_sheet(
        desk.office, sheet, path, desk.person_id, language=desk.language,
        acting_for=desk.acting_for, round_id=round_id,
    )  # fmt: skip
    told = desk.word(f"已写入 {made.path}。{made.mark.zh}", f"Wrote {made.path}. {made.mark.en}")
    desk.show(
        {"file": str(made.path), "rows": made.rows, "number": made.number},
        lambda: [output.words(told)],
    )
