"""`xuncheng case`, changing: gives events, opens, suspends and resumes cases; asks for extensions.

A further command that changes a case is one function here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.asking import complete
from cli.command import command
from cli.desk import Desk
from cli.options import Key, Number, Reason, Setting, day, settings_of
from kernel.errors import InvalidInput
from kernel.words import Text

if TYPE_CHECKING:
    from engine.commands import Outcome
    from states.catalogue import AnyLifeCycle

_Event = Annotated[str, typer.Argument(metavar="EVENT", help="事件，代码或名称 · the event")]
_Revision = Annotated[
    int | None,
    typer.Option("--revision", metavar="N", help="看到的版次，不符即为冲突 · the revision seen"),
]


def advance(
    desk: Desk, number: Number, event: _Event, set_: Setting = None,
    revision: _Revision = None, key: Key = None,
) -> None:  # fmt: skip
    """Give an event to a case; what it asks for is asked for."""
    from engine.advance import advance as give  # noqa: PLC0415 - start-up stays fast
    from engine.commands import Advance  # noqa: PLC0415
    from engine.forms import form_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    form = form_of(desk.office, case_id_of(number), event, desk.person_id, desk.acting_for)
    inputs = complete(desk, form.asks, settings_of(set_), form.round_id, is_open=form.is_open)
    seen = revision if revision is not None else form.revision
    made = give(
        desk.office,
        Advance(form.case_id, form.event, desk.person_id, inputs, seen, desk.acting_for, key),
    )
    _show(desk, form.cycle, made)


def _show(desk: Desk, cycle: AnyLifeCycle, made: Outcome) -> None:
    label = cycle.state(made.state).label
    told = desk.word(
        f"{made.number} {cycle.label.zh}：{label.zh}（版次 {made.revision}）",
        f"{made.number} {cycle.label.en}: {label.en} (revision {made.revision})",
    )
    advice = [one.say(desk.language) for one in made.advice]
    desk.show(
        {**made.to_json(), "state_label": label, "advice": made.advice},
        lambda: [output.words(told), *(output.words(one, "yellow") for one in advice)],
    )


def open_(
    desk: Desk,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="事项类别 · kind of case")],
    under: Annotated[
        str, typer.Option("--under", metavar="NUMBER", help="上级事项 · the case above")
    ] = "",
    set_: Setting = None,
    key: Key = None,
) -> None:
    """Open a case under another one."""
    from engine.commands import Open  # noqa: PLC0415
    from engine.forms import kind_named, round_of  # noqa: PLC0415
    from engine.opening import open_case  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    cycle = kind_named(kind)
    parent = case_id_of(under) if under else None
    round_id = round_of(desk.office, parent) if parent is not None else None
    details = complete(desk, cycle.details, settings_of(set_), round_id)
    command_ = Open(cycle.kind, desk.person_id, details, parent, desk.acting_for, key)
    _show(desk, cycle, open_case(desk.office, command_))


def suspend(desk: Desk, number: Number, reason: Reason) -> None:
    """Stop the clocks of a case and of everything below it."""
    _hold(desk, number, reason, stop=True)


def resume(desk: Desk, number: Number, reason: Reason) -> None:
    """Start the clocks of a suspended case from what was left."""
    _hold(desk, number, reason, stop=False)


def _hold(desk: Desk, number: str, reason: str, *, stop: bool) -> None:
    from engine.suspend import resume as start_again  # noqa: PLC0415
    from engine.suspend import suspend as stop_clocks  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    run = stop_clocks if stop else start_again
    made = run(desk.office, case_id_of(number), desk.person_id, reason, acting_for=desk.acting_for)
    done = ("已暂停", "suspended") if stop else ("已恢复", "resumed")
    touched = len({entry["case"] for entry in made.entries})
    told = desk.word(
        f"{made.number} {done[0]}（含下级共 {touched} 个事项）",
        f"{made.number} {done[1]} ({touched} cases with those below)",
    )
    desk.show({**made.to_json(), "cases": touched}, lambda: [output.words(told)])


def extend(
    desk: Desk,
    number: Number,
    deadline: Annotated[
        str, typer.Argument(metavar="DEADLINE", help="期限，代码或名称 · deadline")
    ],
    date: Annotated[str, typer.Argument(metavar="DATE", help="申请延至 · the date asked for")],
    reason: Reason,
    progress: Annotated[
        str, typer.Option("--progress", metavar="TEXT", help="目前进展与工作量 · progress so far")
    ],
    key: Key = None,
) -> None:
    """Ask for an extension: a case of its own, which is checked, signed and decided."""
    from engine.commands import Open  # noqa: PLC0415
    from engine.opening import open_case  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415
    from states.catalogue import NEWEST  # noqa: PLC0415

    details = {
        "deadline": _deadline(desk, case_id_of(number), deadline),
        "requested_on": day(date, "申请延至", "DATE"),
        "why": reason, "progress": progress,
    }  # fmt: skip
    asked = Open("extension", desk.person_id, details, case_id_of(number), desk.acting_for, key)
    _show(desk, NEWEST["extension"], open_case(desk.office, asked))


def _deadline(desk: Desk, case_id: int, words: str) -> str:
    """Return the name of the limit whose name or label is `words`, one that runs on the case."""
    from engine.queries import show_case  # noqa: PLC0415

    typed = words.strip()
    seen = show_case(desk.office, case_id, desk.person_id, acting_for=desk.acting_for)
    running = seen.deadlines
    for one in running:
        if typed in (one.deadline, *one.label):
            return one.deadline
    if typed in desk.office.policy.deadlines:  # it does not run here: asking for it brings why
        return typed
    zh = "、".join(f"{one.label.zh}（{one.deadline}）" for one in running) or "（无）"
    en = ", ".join(f"{one.label.en} ({one.deadline})" for one in running) or "(none)"
    raise InvalidInput(
        Text(
            f"这个事项没有名为“{words}”的期限；正在计时的有：{zh}。",
            f'No deadline "{words}" runs on this case; running are: {en}.',
        )
    )


def add_to(cases: typer.Typer, app: typer.Typer) -> None:
    """File the commands of this module."""
    command(cases, "advance", "办理：给事项一个事件", "give an event to a case", acts=True)(advance)
    command(cases, "open", "新建一个事项", "open a case", acts=True)(open_)
    command(cases, "suspend", "暂停计时（含下级）", "stop the clocks", acts=True)(suspend)
    command(cases, "resume", "恢复计时（含下级）", "start the clocks again", acts=True)(resume)
    command(app, "extend", "申请延期", "ask for an extension", acts=True)(extend)
