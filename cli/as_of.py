"""`xuncheng case as-of`: what a case was at a moment in the past, as its entries tell it.

What is shown is made in `engine/as_of.py`.
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

    from engine.as_of import CaseThen

Moment = Annotated[
    str,
    typer.Argument(
        metavar="MOMENT",
        help='日期，可加时刻，如 2022-03-01 或 "2022-03-01 10:30" · a day, or a day and hour',
    ),
]


def add_to(cases: typer.Typer) -> None:
    """Add the command to the group of cases."""
    command(cases, "as-of", "一个事项在某一时点的情况", "what a case was at a moment", acts=True)(
        as_of
    )


def as_of(desk: Desk, number: Number, moment: Moment) -> None:
    """Show state, details and limits of a case as its entries told them at a moment."""
    from engine.as_of import case_as_of, read_moment  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    then = case_as_of(desk.office, case_id_of(number), desk.person_id, read_moment(moment))
    document = {
        "number": number, "as_of": then.moment, "kind": then.cycle.kind, "state": then.state,
        "state_label": then.cycle.state(then.state).label, "revision": then.revision,
        "entry": then.entry, "suspended": then.suspended,
        "details": {field.name: value for field, value in then.details},
        "deadlines": then.running,
    }  # fmt: skip
    desk.show(document, lambda: _then(desk, number, then))


def _then(desk: Desk, number: str, then: CaseThen) -> Iterator[RenderableType]:
    from engine.wording import Teller  # noqa: PLC0415

    at = output.moment_words(then.moment)
    state = then.cycle.state(then.state).label.say(desk.language)
    if then.suspended:
        state += desk.word("（已暂停）", " (suspended)")
    title = f"{number}  {then.cycle.label.say(desk.language)}：{state}"
    yield output.words(title, "bold")
    yield output.words(
        desk.word(
            f"截至 {at}，依据第 1 至 {then.entry} 条记录",
            f"as of {at}, by entries 1 to {then.entry}",
        )
    )
    with desk.office.database.reading() as tx:
        directory = desk.office.directory(tx)
    teller = Teller(desk.office.policy, directory, desk.language)
    rows = [(one.label.say(desk.language), teller.value(one, value)) for one, value in then.details]
    yield output.table((desk.word("项目", "field"), desk.word("内容", "value")), rows)
    if then.running:
        limits = [
            (one.label.say(desk.language), output.day_words(one.due_on, desk.language),
             desk.word("已暂停", "suspended") if one.suspended else "", one.extensions or "")
            for one in then.running
        ]  # fmt: skip
        columns = [desk.word(*pair) for pair in (("期限", "deadline"), ("到期日", "due"), ("", ""),
                                                 ("延期次数", "extensions"))]  # fmt: skip
        yield output.table(columns, limits, desk.word("当时的期限", "Deadlines then"))
