"""`xuncheng explain` and `xuncheng inbox`: what is open to a person, what is not, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command
from cli.deadlines import deadline_table
from cli.desk import Desk
from cli.options import Number
from kernel.plain import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.explain import EventView, Explanation
    from engine.inbox import InboxLine


def explain(desk: Desk, number: Number) -> None:
    """Say of every event whether it is open, why not, who could change that, and what is next."""
    from engine.explain import explain as look  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = look(desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for)
    desk.show({"number": seen.number, **_document(seen)}, lambda: _explained(desk, seen))


def _document(seen: Explanation) -> dict[str, object]:
    found: dict[str, object] = plain(seen)
    found["events"] = [
        {
            "event": one.event, "label": one.label, "is_open": one.is_open, "target": one.target,
            "asks": [
                {"name": field.name, "of": field.of, "label": field.label,
                 "required": field.required,
                 "choices": [choice.value for choice in field.choices or ()]}
                for field in one.asks
            ],
            "closed": one.closed, "advice": one.advice,
        }
        for one in seen.events
    ]  # fmt: skip
    return found


def _explained(desk: Desk, seen: Explanation) -> Iterator[RenderableType]:
    state = seen.state.say(desk.language) + (
        desk.word("（已暂停）", " (suspended)") if seen.suspended else ""
    )
    yield output.words(f"{seen.number}  {seen.kind.say(desk.language)}：{state}", "bold")
    open_now = [one for one in seen.events if one.is_open]
    if open_now:
        yield _open_table(desk, open_now)
    else:
        yield output.words(desk.word("您现在没有可以办理的事件。", "Nothing is open to you now."))
    closed = [one for one in seen.events if not one.is_open]
    here = [one for one in closed if not _is_elsewhere(one)]
    if here:
        yield _closed_table(desk, here)
    elsewhere = [one for one in closed if _is_elsewhere(one)]
    if elsewhere:
        yield _elsewhere_table(desk, elsewhere)
    if seen.deadlines:
        yield deadline_table(desk, seen.deadlines)


def _open_table(desk: Desk, events: list[EventView]) -> RenderableType:
    columns = [
        desk.word(*pair)
        for pair in (
            ("可以办理", "open"),
            ("事件", "event"),
            ("转到", "leads to"),
            ("要填", "asks"),
        )
    ]
    rows = []
    for one in events:
        target = one.target.say(desk.language) if one.target else desk.word("不变", "stays")
        asks = " ".join(
            f"{field.name}（{field.label.zh}）" if desk.language == "zh" else field.name
            for field in one.asks
        )
        label = "\n".join(words.say(desk.language) for words in (one.label, *one.advice))
        rows.append((label, one.event, target, asks))
    return output.table(columns, rows, desk.word("可以办理", "Open to you"))


def _closed_table(desk: Desk, events: list[EventView]) -> RenderableType:
    columns = [
        desk.word(*pair)
        for pair in (("不能办理", "closed"), ("原因", "why"), ("谁能解决", "who can remove it"),
                     ("条目", "rule"))
    ]  # fmt: skip
    rows = []
    for one in events:
        for at, why in enumerate(one.closed):
            name = f"{one.label.say(desk.language)} {one.event}" if at == 0 else ""
            rows.append(
                (name, why.reason.say(desk.language), desk.names(why.by, why.people), why.row)
            )
    return output.table(columns, rows, desk.word("现在不能办理", "Closed now"))


def _is_elsewhere(event: EventView) -> bool:
    """Say whether an event belongs to other states than the present one."""
    return any(why.rule == "event_is_open" for why in event.closed)


def _elsewhere_table(desk: Desk, events: list[EventView]) -> RenderableType:
    """Return the events of other states, by who can bring the case to such a state now."""
    found: dict[str, list[str]] = {}
    later = desk.word("（还要经过其他状态）", "(other states come before)")
    for one in events:
        why = one.closed[0]
        who = desk.names(why.by, why.people) or later
        found.setdefault(who, []).append(one.label.say(desk.language))
    mark = desk.word("、", ", ")
    rows = [(who, mark.join(labels)) for who, labels in found.items()]
    columns = (desk.word("谁能推进到可办", "who can lead there"), desk.word("事件", "events"))
    title = desk.word("不在当前状态办理", "Not open in this state")
    return output.table(columns, rows, title)


def inbox(
    desk: Desk,
    person: Annotated[
        str, typer.Argument(metavar="[PERSON]", help="人员代码 · code; default XUNCHENG_PERSON")
    ] = "",
) -> None:
    """Show what waits for a person, as owner, signer or stand-in, the most urgent first."""
    from engine.inbox import inbox as waiting  # noqa: PLC0415
    from engine.queries import unread  # noqa: PLC0415

    desk.person_code = person
    lines = waiting(desk.office, desk.person_id)
    letters = len(unread(desk.office, desk.person_id))
    documents = [{"number": one.line.number, **plain(one)} for one in lines]
    desk.show({"waiting": documents, "unread": letters}, lambda: _inbox(desk, lines, letters))


def _inbox(desk: Desk, lines: list[InboxLine], letters: int) -> Iterator[RenderableType]:
    if lines:
        columns = [
            desk.word(*pair)
            for pair in (("编号", "number"), ("类别", "kind"), ("状态", "state"), ("单位", "unit"),
                         ("期限", "due"), ("可以办理", "open to you"), ("提醒到", "ladder at"),
                         ("代理", "standing in for"))
        ]  # fmt: skip
        mark = desk.word("、", ", ")
        rows = [
            (
                one.line.number, one.line.kind_label.say(desk.language),
                one.line.state_label.say(desk.language), one.line.unit, one.line.due_on or "",
                mark.join(event.label.say(desk.language) for event in one.events),
                one.step.say(desk.language) if one.step else "",
                one.acting_for.name if one.acting_for else "",
            )
            for one in lines
        ]  # fmt: skip
        yield output.table(columns, rows)
    else:
        yield output.words(desk.word("没有待办事项。", "Nothing waits."))
    if letters:
        yield output.words(
            desk.word(f"另有 {letters} 条未签收通知，见 notices list。",
                      f"{letters} notices are not acknowledged: see notices list.")
        )  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """File the commands of this module."""
    command(app, "explain", "能办什么，不能办的为什么", "what is open, and why not", acts=True)(
        explain
    )
    command(app, "inbox", "某人的待办", "what waits for a person")(inbox)
