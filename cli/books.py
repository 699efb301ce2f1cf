"""`xuncheng case book`: shows what was recorded on a case line by line.

Which books there are is told in `states/books.py`; nothing is to be added here for a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from cli.options import Number

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.books import Book

_Book = Annotated[str, typer.Argument(metavar="BOOK", help="登记簿，代码或名称 · the book")]


def book(desk: Desk, number: Number, book: _Book) -> None:
    """Show a book of a case, oldest line first."""
    from engine.books import read_book  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    case_id = case_id_of(number)
    found = read_book(desk.office, case_id, book, desk.person_id, acting_for=desk.acting_for)
    lines = [
        {"seq": line.seq, "at": line.at, "by": line.person_id, **line.values}
        for line in found.lines
    ]
    desk.show({"book": found.name, "lines": lines}, lambda: _listed(desk, found))


def _listed(desk: Desk, found: Book) -> Iterator[RenderableType]:
    if not found.lines:
        yield output.words(desk.word("还没有登记。", "Nothing is recorded yet."))
        return
    from engine.wording import Teller  # noqa: PLC0415 - start-up stays fast

    teller = Teller(desk.office.policy, desk.office.known_directory(), desk.language)
    shown = [one for one in found.fields if any(one.name in line.values for line in found.lines)]
    columns = [
        desk.word("时间", "when"),
        desk.word("登记人", "by"),
        *(one.label.say(desk.language) for one in shown),
    ]
    rows = [
        [
            output.moment_words(line.at),
            teller.person(line.person_id),
            *(
                teller.value(one, line.values[one.name]) if one.name in line.values else ""
                for one in shown
            ),
        ]
        for line in found.lines
    ]
    yield output.table(columns, rows)


def add_to(cases: typer.Typer) -> None:
    """File the command of this module."""
    command(cases, "book", "查看登记簿", "show a book of a case", acts=True)(book)
