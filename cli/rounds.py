"""`xuncheng round`: opens a round from its file and shows where one is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import gates, output, round_links
from cli.command import command, group
from cli.deadlines import deadline_table
from cli.desk import Desk
from cli.options import Number
from kernel.plain import plain
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.overview import GroupView, NextStep, RoundOverview

app = group("巡察轮次", "rounds")
gates.add_to(app)

_MOST_UNITS = 12
"""Units of a group that are listed one by one; more are counted by state."""


@command(app, "open", "按文件新建一轮", "open a round from its file", acts=True)
def open_(
    desk: Desk,
    file: Annotated[Path, typer.Argument(metavar="FILE.yaml", help="轮次文件 · its file")],
) -> None:
    """Open a round with its groups and units, all of it or nothing."""
    from engine.scenario.loading import load_round  # noqa: PLC0415 - start-up stays fast
    from engine.scenario.registering import open_round  # noqa: PLC0415

    plan = load_round(file)
    made = open_round(desk.office, plan, desk.person_id, desk.acting_for)
    groups, units = len(plan.every_group()), sum(one.group is not None for one in plan.every_unit())
    told = desk.word(
        f"已新建 {made.number}“{plan.name}”：{groups} 个组、{units} 个单位。\n"
        f"下一步：xuncheng round show {made.number}",
        f'Opened {made.number} "{plan.name}": {groups} groups, {units} units.\n'
        f"Next: xuncheng round show {made.number}",
    )
    document = {**made.to_json(), "groups": groups, "units": units}
    desk.show(document, lambda: [output.words(told)])


@command(app, "show", "查看一轮：阶段、各组、期限、卡点", "where a round is", acts=True)
def show(desk: Desk, number: Number) -> None:
    """Show the stage, the groups with their units, the deadlines and what blocks the next step."""
    from engine.overview import round_overview  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = round_overview(
        desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
    )
    desk.show({"number": seen.number, **plain(seen)}, lambda: _drawn(desk, seen))


def _drawn(desk: Desk, seen: RoundOverview) -> Iterator[RenderableType]:
    suspended = desk.word("（已暂停）", " (suspended)") if seen.suspended else ""
    yield output.words(f"{seen.number}  {seen.name}{suspended}", "bold")
    yield _stage_bar(desk, seen)
    if seen.goal is not None:
        link, aim = (one.say(desk.language) for one in (seen.goal.label, seen.goal.aim))
        yield output.words(desk.word(f"{link}环节：{aim}", f"{link}: {aim}"))
    if seen.on_site_start and seen.on_site_end:
        yield output.words(
            desk.word("进驻 ", "On site ") + f"{seen.on_site_start} → {seen.on_site_end}"
        )
    if seen.gates:
        marks = [f"{'✔' if one.met else '○'} {one.label.say(desk.language)}" for one in seen.gates]
        yield output.words("  ".join(marks))
    if seen.groups:
        yield _group_table(desk, seen.groups)
    if seen.deadlines:
        yield deadline_table(desk, seen.deadlines)
    yield from round_links.drawn(desk, seen.links)
    if seen.next_steps:
        yield _step_table(desk, seen.next_steps)


def _stage_bar(desk: Desk, seen: RoundOverview) -> RenderableType:
    """Return the phases in a row; those behind are ticked, the present one is lit."""
    from rich.text import Text as Words  # noqa: PLC0415

    from states.definition import Phase  # noqa: PLC0415

    phases = list(Phase)
    here = phases.index(seen.phase)
    bar = Words()
    for at, phase in enumerate(phases):
        name = phase.label.say(desk.language)
        if at:
            bar.append(" ━ ", style="green" if at <= here else "dim")
        if at < here:
            bar.append(f"✔ {name}", style="green")
        elif at == here:
            state = seen.state_label.say(desk.language)
            bar.append(f"● {name}：{state}" if desk.language == "zh" else f"● {name}: {state}",
                       style="bold reverse")  # fmt: skip
        else:
            bar.append(f"○ {name}", style="dim")
    return bar


def _group_table(desk: Desk, groups: tuple[GroupView, ...]) -> RenderableType:
    columns = [
        desk.word(*pair)
        for pair in (("组", "group"), ("组长", "leader"), ("单位", "units"), ("状态", "states"))
    ]
    rows = []
    for one in groups:
        states: dict[Text, int] = {}
        for line in one.units:
            states[line.state_label] = states.get(line.state_label, 0) + 1
        counted = "\n".join(f"{label.say(desk.language)} {n}" for label, n in states.items())
        units = "\n".join(f"{line.number} {line.unit}" for line in one.units[:_MOST_UNITS])
        left = len(one.units) - _MOST_UNITS
        if left > 0:
            units += desk.word(f"\n……另有 {left} 个", f"\n… and {left} more")
        if len(one.units) <= _MOST_UNITS:
            counted = "\n".join(line.state_label.say(desk.language) for line in one.units)
        rows.append((f"{one.code} {one.name}", " ".join(one.leaders), units, counted))
    return output.table(columns, rows)


def _step_table(desk: Desk, steps: tuple[NextStep, ...]) -> RenderableType:
    columns = [
        desk.word(*pair)
        for pair in (
            ("下一步", "next"), ("转到", "leads to"), ("由谁", "by"),
            ("尚缺", "still in the way"), ("谁能解决", "who can remove it"),
        )
    ]  # fmt: skip
    rows = []
    for step in steps:
        mark = "↩ " if step.back else ""
        who = desk.names(step.by, step.people)
        reasons = "\n".join(one.reason.say(desk.language) for one in step.closed)
        cures = "\n".join(desk.names(one.by, one.people) for one in step.closed if one.by)
        rows.append(
            (f"{mark}{step.label.say(desk.language)} {step.event}",
             step.target.say(desk.language), who, reasons or desk.word("可以办理", "open"), cures)
        )  # fmt: skip
    return output.table(columns, rows, desk.word("下一步", "What comes next"))
