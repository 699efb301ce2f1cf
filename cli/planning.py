"""`xuncheng units import`, `problems common` and `round milestones`.

A further list about plans is one more command here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import Number

units = group("单位树", "the tree of units")
problems = group("共性问题", "common problems")


def add_to(rounds: typer.Typer) -> None:
    """File what belongs to a round in its group."""
    says = ("里程碑：不赶进度也不误进度", "neither rushed nor late")
    command(rounds, "milestones", *says, acts=True)(milestones)


@command(units, "import", "导入单位树", "take in a sheet of units", acts=True)
def take_in(
    desk: Desk,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="单位表 .xlsx 或 .csv · the sheet")],
    term: Annotated[
        str, typer.Option("--term", metavar="NUMBER", help="列入哪一届 · the term to list them in")
    ] = "",
) -> None:
    """Take in a sheet of units; nothing of it when one line is wrong."""
    from engine.unit_tree import import_units  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    term_id = case_id_of(term) if term else None
    report = import_units(desk.office, file, desk.person_id, term_id, desk.acting_for)
    added, left, listed = len(report.added), len(report.left), len(report.listed)
    told = desk.word(
        f"新登记 {added} 个单位，已登记 {left} 个，列入应巡 {listed} 个。",
        f"{added} units registered, {left} were there, {listed} listed in the term.",
    )
    desk.show(report, lambda: [output.words(told)])


@command(problems, "common", "多单位同类问题", "problems found in many units", acts=True)
def common(desk: Desk) -> None:
    """List the problems that were found in many units: what a campaign may be proposed from."""
    from engine.common_problems import common_problems  # noqa: PLC0415

    found = common_problems(desk.office, desk.person_id, acting_for=desk.acting_for)
    columns = [
        desk.word(*pair)
        for pair in (("问题", "problem"), ("分类", "code"), ("单位", "units"), ("轮次", "rounds"),
                     ("件数", "problems"))
    ]  # fmt: skip
    rows = [(one.words, one.code, len(one.units), len(one.rounds), len(one.problems))
            for one in found]  # fmt: skip
    document = [
        {"words": one.words, "code": one.code, "units": one.units, "rounds": one.rounds,
         "basis": one.basis()}
        for one in found
    ]  # fmt: skip
    desk.show({"common": document}, lambda: [output.table(columns, rows)])


def milestones(desk: Desk, number: Number) -> None:
    """Show the baseline of a round, what was early or late, and the stays by mode."""
    from engine.milestones import read_milestones  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = read_milestones(
        desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
    )
    heads = [desk.word(*pair) for pair in (("里程碑", "milestone"), ("基准", "baseline"),
                                           ("实际", "reached"), ("", "timing"))]  # fmt: skip
    say = desk.language
    rows = [(one.label.say(say), one.planned, one.reached or "", one.timing.label.say(say))
            for one in seen.lines]  # fmt: skip
    columns = [desk.word(*pair) for pair in (("单位", "unit"), ("方式", "mode"), ("天数", "days"),
                                             ("通常", "usual"), ("过短", "too short"))]  # fmt: skip
    stays = [(one.unit, one.mode.label.say(say), one.days, one.usual_days,
              "✘" if one.too_short else "") for one in seen.stays]  # fmt: skip
    desk.show(seen, lambda: [output.table(heads, rows), output.table(columns, stays)])
