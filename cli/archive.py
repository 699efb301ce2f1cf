"""`xuncheng archive`: the files of the archive.

A further list is one function here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import day
from kernel.plain import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.retention import DueFile

app = group("案卷", "files of the archive")

_Day = Annotated[str, typer.Option("--day", metavar="DATE", help="日期，默认今天 · default: today")]


@command(app, "due", "保管期满的案卷", "files whose years are over", acts=True)
def due(desk: Desk, day_: _Day = "") -> None:
    """List the files that are kept though their years are over, and what is on hold."""
    from engine.retention import files_due  # noqa: PLC0415 - start-up stays fast

    on = day(day_, "日期", "The day") if day_ else desk.today
    files = files_due(desk.office, on, desk.person_id)
    desk.show({"day": on, "files": plain(files)}, lambda: [_table(desk, files)])


def _table(desk: Desk, files: list[DueFile]) -> RenderableType:
    if not files:
        return output.words(desk.word("没有保管期满的案卷。", "No file is due."))
    columns = [
        desk.word(*pair)
        for pair in (
            ("编号", "number"), ("题名", "title"), ("档号", "archive no."), ("轮次", "round"),
            ("保管至", "kept until"), ("冻结自", "on hold since"), ("状态", "state"),
        )
    ]  # fmt: skip
    rows = [
        (one.number, one.title, one.archive_number or "", one.round, one.review_on,
         one.held_since or "", one.state_label.say(desk.language))
        for one in files
    ]  # fmt: skip
    return output.table(columns, rows)
