"""`xuncheng coverage` and `xuncheng meetings`: where the term stands, and the meetings held.

A further view is another value of `--by`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from kernel.plain import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.term_coverage import Coverage
    from rules.covering import Tally


def add_to(app: typer.Typer) -> None:
    """File the commands at the top."""
    command(app, "coverage", "全覆盖台账：应巡、已巡、进度", "the coverage of a term", acts=True)(
        coverage
    )
    command(app, "meetings", "会议登记：按类别、年度计数", "meetings by kind and year", acts=True)(
        meetings
    )


def coverage(
    desk: Desk,
    term: Annotated[
        str, typer.Argument(metavar="[TERM]", help="届的编号，默认最近一届 · default: the newest")
    ] = "",
    by: Annotated[
        Literal["type", "tree"], typer.Option("--by", help="按类别或单位树 · by type or tree")
    ] = "type",
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help="另存表格 · write a spreadsheet")
    ] = None,
) -> None:
    """Show the universe of a term, what is done, plan against fact, and the pace."""
    from engine.coverage_sheet import write_coverage  # noqa: PLC0415
    from engine.term_coverage import read_coverage  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    term_id = case_id_of(term) if term else None
    seen = read_coverage(desk.office, term_id, desk.person_id, acting_for=desk.acting_for)
    if xlsx is not None:
        write_coverage(xlsx, seen, desk.language)
    behind = {"behind": seen.pace.behind, "share": seen.total.share, "number": seen.number}
    desk.show({**behind, **plain(seen)}, lambda: _drawn(desk, seen, by))


def _drawn(desk: Desk, seen: Coverage, by: str) -> Iterator[RenderableType]:
    pace = seen.pace
    yield output.words(f"{seen.number}  {seen.name}  {seen.first_day} → {seen.last_day}", "bold")
    state = desk.word("进度落后", "behind") if pace.behind else desk.word("进度正常", "on pace")
    yield output.words(
        desk.word(
            f"完成率 {pace.done_share}%，时间进度 {pace.elapsed_share}%，允许落后 {pace.allowed}："
            f"{state}；注销 {seen.closed}",
            f"Done {pace.done_share}%, elapsed {pace.elapsed_share}%, allowed {pace.allowed}: "
            f"{state}; closed {seen.closed}",
        )
    )
    head = [
        desk.word(*pair)
        for pair in (
            ("类别" if by == "type" else "单位", by), ("应巡", "universe"), ("已巡", "done"),
            ("在巡", "on site"), ("已安排", "planned"), ("未安排", "left"), ("完成率", "%"),
            ("其中延伸", "extended"), ("两次以上", "twice"),
        )
    ]  # fmt: skip
    if by == "type":
        rows = [_row(kind, one) for kind, one in seen.types.items()]
    else:
        rows = [_row("  " * one.branch.depth + one.name, one.branch.tally) for one in seen.tree]
    yield output.table(head, [*rows, _row(desk.word("合计", "total"), seen.total)])
    if seen.years:
        columns = [desk.word(*pair) for pair in (("年度", "year"), ("类别", "type"),
                                                 ("计划", "plan"), ("实际", "fact"))]  # fmt: skip
        lines = [(one.year, one.unit_type, one.planned, one.reached) for one in seen.years]
        yield output.table(columns, lines, desk.word("计划与实际", "Plan and fact"))
    for definition in seen.definitions.values():
        yield output.words(definition.say(desk.language), "dim")


def _row(name: str, one: Tally) -> tuple[object, ...]:
    return (
        name, one.universe, one.done, one.on_site, one.planned, one.left, one.share, one.extended,
        one.twice,
    )  # fmt: skip


def meetings(
    desk: Desk,
    year: Annotated[int | None, typer.Option("--year", help="年度 · the year")] = None,
) -> None:
    """List the meetings that were held, and count them by kind."""
    from engine.meetings import count_meetings, list_meetings  # noqa: PLC0415

    lines = list_meetings(desk.office, desk.person_id, year=year, acting_for=desk.acting_for)
    counted = count_meetings(lines)
    columns = [desk.word(*pair) for pair in (("日期", "day"), ("类别", "kind"), ("事项", "case"),
                                             ("会议", "meeting"))]  # fmt: skip
    rows = [(one.held_on, one.kind.label.say(desk.language), one.number, one.name)
            for one in lines]  # fmt: skip
    sums = [
        (of, kind.label.say(desk.language), n)
        for of, kinds in counted.items() for kind, n in kinds.items()
    ]  # fmt: skip
    heads = [desk.word(*pair) for pair in (("年度", "year"), ("类别", "kind"), ("次数", "count"))]
    desk.show(
        {"meetings": lines, "counts": counted},
        lambda: [output.table(columns, rows), output.table(heads, sums)],
    )
