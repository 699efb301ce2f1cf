"""`xuncheng figures`: the figures of a round or a term, each with its definition.

A new figure is a function under `engine/figures`; nothing is to be added here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command
from cli.desk import Desk

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.figures.figure import Told
    from engine.figures.reading import FigureSheet
    from kernel.words import Language

_Number = Annotated[
    str, typer.Argument(metavar="ROUND|TERM", help="轮次或届的编号 · a round or a term")
]


def figures(desk: Desk, number: _Number) -> None:
    """Show the figures of a round or a term, each with its definition."""
    from engine.figures.reading import read_figures  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    sheet = read_figures(
        desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
    )
    told = {one.figure.name: one.to_json() for one in sheet.figures}
    document = {"number": sheet.number, "name": sheet.name, "figures": told}
    desk.show(document, lambda: _drawn(desk, sheet))


def _drawn(desk: Desk, sheet: FigureSheet) -> Iterator[RenderableType]:
    yield output.words(f"{sheet.number} {sheet.name}", "bold")
    columns = [
        desk.word(*pair) for pair in (("指标", "figure"), ("数值", "value"), ("口径", "meaning"))
    ]
    attention = desk.word("（仅供关注）", " (for attention only)")
    yield output.table(
        columns,
        [
            (
                one.figure.label.say(desk.language) + (attention if one.figure.attention else ""),
                _value(one, desk.language),
                one.figure.means.say(desk.language),
            )
            for one in sheet.figures
        ],
    )


def _value(told: Told, language: Language) -> str:
    if isinstance(told.value, Mapping):
        said = {told.names[part].say(language): _said(one) for part, one in told.value.items()}
        return "\n".join(f"{name} {one}" for name, one in said.items())
    return _said(told.value)


def _said(value: object) -> str:
    return "–" if value is None or value == "" else str(value)


def add_to(app: typer.Typer) -> None:
    """File the command of this module."""
    command(
        app, "figures", "一轮或一届的各项数字和口径", "figures of a round or a term", acts=True
    )(figures)
