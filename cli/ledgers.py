"""`xuncheng ledger`: the ledgers of the office as lists, and as spreadsheets that are counted.

What there is and what each shows is told in `engine/ledger/catalogue.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.ledger.asking import Ask
    from engine.ledger.column import Ledger

app = group("台账", "ledgers")

Name = Annotated[str, typer.Argument(metavar="NAME", help="台账名称或代码 · the ledger")]
Round = Annotated[str, typer.Option("--round", metavar="NUMBER", help="轮次编号 · in a round")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where", metavar="COLUMN=CODE",
        help="筛选，可重复，如 state=issued、due=overdue · a filter, repeatable",
    ),
]  # fmt: skip
Sort = Annotated[
    str,
    typer.Option("--sort", metavar="COLUMN", help="排序，-列名 为降序 · order, - for descending"),
]
By = Annotated[str, typer.Option("--by", metavar="COLUMN", help="分组 · put rows together by")]
Xlsx = Annotated[
    Path | None,
    typer.Option("--xlsx", metavar="FILE", help="导出到新的表格文件 · write a new spreadsheet"),
]


@command(app, "list", "有哪些台账", "the ledgers there are")
def list_(desk: Desk) -> None:
    """List the ledgers with what may be filtered, sorted and grouped."""
    from engine.ledger.catalogue import LEDGERS  # noqa: PLC0415 - start-up stays fast

    document = [
        {"name": one.name, "label": one.label, "columns": [column.name for column in one.columns]}
        for one in LEDGERS.values()
    ]
    columns = [desk.word("代码", "name"), desk.word("台账", "ledger"), desk.word("列", "columns")]
    rows = [
        (one.name, one.label.say(desk.language), " ".join(column.name for column in one.columns))
        for one in LEDGERS.values()
    ]
    desk.show({"ledgers": document}, lambda: [output.table(columns, rows)])


@command(app, "show", "查看或导出一本台账", "show a ledger, or export it", acts=True)
def show(
    desk: Desk, name: Name, round_: Round = "", where: Where = None, sort: Sort = "",
    by: By = "", xlsx: Xlsx = None,
) -> None:  # fmt: skip
    """Show the whole of a ledger, cut to what the reader may see; or export it."""
    from engine.ledger.asking import read_ask  # noqa: PLC0415 - start-up stays fast
    from engine.ledger.catalogue import ledger_named  # noqa: PLC0415

    wanted = ledger_named(name)
    words = dict(one.partition("=")[::2] for one in where or ())
    words |= {"round": round_, "sort": sort, "by": by}
    ask = read_ask(wanted, {k: v for k, v in words.items() if v}, desk.office.known_directory())
    if xlsx is not None:
        _export(desk, wanted, ask, xlsx)
    else:
        _show(desk, wanted, ask)


def _show(desk: Desk, wanted: Ledger, ask: Ask) -> None:
    from engine.ledger.exporting import columns_shown  # noqa: PLC0415
    from engine.ledger.reading import read_ledger, rounds_for  # noqa: PLC0415
    from engine.ledger.telling import LedgerTeller  # noqa: PLC0415
    from engine.wording import Teller  # noqa: PLC0415

    ask = replace(ask, page=1)
    page = read_ledger(
        desk.office, wanted, ask, desk.person_id, acting_for=desk.acting_for, whole=True
    )
    words = Teller(desk.office.policy, desk.office.known_directory(), desk.language)
    teller = LedgerTeller(words, rounds_for(desk.office, desk.person_id, desk.acting_for))
    columns = columns_shown(wanted, ask)
    rows = [teller.row(wanted, one) for one in page.rows]

    def drawn() -> Iterator[RenderableType]:
        yield output.words(wanted.label.say(desk.language), "bold")
        yield output.words(teller.asked(ask, wanted))
        said = [["" if row[one.name] is None else row[one.name] for one in columns] for row in rows]
        yield output.table([one.label.say(desk.language) for one in columns], said)

    document = [{one.name: row[one.name] for one in columns} for row in rows]
    desk.show({"ledger": wanted.name, "label": wanted.label, "rows": document}, drawn)


def _export(desk: Desk, wanted: Ledger, ask: Ask, path: Path) -> None:
    from engine.ledger.exporting import export_ledger  # noqa: PLC0415

    made = export_ledger(
        desk.office, wanted, ask, path, desk.person_id, language=desk.language,
        acting_for=desk.acting_for,
    )  # fmt: skip
    told = desk.word(f"已写入 {made.path}。{made.mark.zh}", f"Wrote {made.path}. {made.mark.en}")
    desk.show(
        {"file": str(made.path), "rows": made.rows, "number": made.number},
        lambda: [output.words(told)],
    )
