"""`xuncheng routine`: the recurring duties of the office, when they were done, and one done now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.errors import REFUSED
from cli.options import day as typed_day

app = group("例行工作", "recurring duties")


@command(app, "list", "各项例行工作：多久一次，上次何时", "each routine, its last run", acts=True)
def listing(desk: Desk) -> None:
    """List every recurring duty."""
    from engine.routines.by_hand import listed  # noqa: PLC0415 - start-up stays fast

    lines = listed(desk.office, desk.person_id, desk.acting_for)
    columns = [
        desk.word(*pair)
        for pair in (
            ("代码", "name"), ("例行工作", "routine"), ("多久一次", "every"), ("上次", "last"),
            ("办了什么", "did"), ("下次", "next"),
        )
    ]  # fmt: skip
    rows = [
        (
            one.name,
            one.label.say(desk.language),
            f"{one.when.rhythm.label.say(desk.language)} {one.when.at:%H:%M}",
            f"{one.period} ({output.moment_words(one.ran_at)})" if one.ran_at else "",
            _figures(one.figures),
            output.moment_words(one.next_at) if one.next_at else "",
        )
        for one in lines
    ]
    desk.show(lines, lambda: [output.table(columns, rows)])


@command(app, "run", "立即办一项例行工作", "do a routine now", acts=True)
def run(
    desk: Desk,
    name: Annotated[str, typer.Argument(metavar="NAME", help="代码，见 list · name, see list")],
    day: Annotated[
        str, typer.Option("--day", metavar="DATE", help="哪一天的 · of which day; default today")
    ] = "",
) -> None:
    """Do a recurring duty for the period of a day; again changes nothing."""
    from engine.routines.by_hand import run_by_hand  # noqa: PLC0415

    on = typed_day(day, "--day", "--day") if day else None
    report = run_by_hand(desk.office, name, desk.person_id, desk.acting_for, day=on)
    told = desk.word("未完成", "broken off") if report.failed else desk.word("已办", "done")
    desk.show(
        report.to_json(),
        lambda: [
            output.words(f"{told}: {report.period} {_figures(report.figures)}{report.failed}")
        ],
    )
    if report.failed:
        raise typer.Exit(REFUSED)


def _figures(figures: Mapping[str, int]) -> str:
    return " ".join(f"{name}={number}" for name, number in figures.items())
