"""`xuncheng case`, reading: lists cases, shows one, tells what happened to it.

`cli/moving.py` has the commands that change one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import output
from cli.command import command, group
from cli.deadlines import deadline_table
from cli.desk import Desk
from cli.options import Number
from kernel.plain import plain
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.directory import Directory, Named
    from engine.queries import CaseLine, CaseSheet
    from states.catalogue import AnyLifeCycle
    from states.inputs import Field

app = group("事项", "cases")

Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="事项类别 · kind of case")]
State = Annotated[str, typer.Option("--state", metavar="STATE", help="状态 · state")]
Round = Annotated[str, typer.Option("--round", metavar="NUMBER", help="轮次编号 · in a round")]
Under = Annotated[str, typer.Option("--under", metavar="NUMBER", help="上级事项 · the case above")]


@command(app, "list", "列出能看到的事项", "list the cases you may see", acts=True)
def listing(
    desk: Desk, kind: Kind = "", state: State = "", round_: Round = "", under: Under = "",
    limit: Annotated[int, typer.Option(min=1, help="最多几条 · at most")] = 500,
) -> None:  # fmt: skip
    """List cases, in order of their opening."""
    lines = find(desk, kind, state, round_, under, limit)
    documents = [{"number": line.number, **plain(line)} for line in lines]
    desk.show({"cases": documents}, lambda: _listed(desk, lines, limit))


def find(desk: Desk, kind: str, state: str, round_: str, under: str, limit: int) -> list[CaseLine]:
    """Return the cases that a filter picks among those the person may see."""
    from engine.forms import kind_named  # noqa: PLC0415 - start-up stays fast
    from engine.queries import list_cases  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    cycle = kind_named(kind) if kind else None
    return list_cases(
        desk.office, desk.person_id, acting_for=desk.acting_for, kind=cycle.kind if cycle else None,
        state=_state(cycle, state), round_id=case_id_of(round_) if round_ else None,
        parent_id=case_id_of(under) if under else None, limit=limit,
    )  # fmt: skip


def _state(cycle: AnyLifeCycle | None, words: str) -> str | None:
    """Return the stored state that `words`, a code or a label, stand for."""
    from kernel.errors import InvalidInput  # noqa: PLC0415
    from states.catalogue import NEWEST  # noqa: PLC0415

    if not words:
        return None
    cycles = [cycle] if cycle else list(NEWEST.values())
    for one in cycles:
        for state in one.states:
            if words in (state.value, state.label.zh, state.label.en):
                return str(state.value)
    known = "、".join(f"{state.value} {state.label.zh}" for one in cycles for state in one.states)
    raise InvalidInput(
        Text(f"没有“{words}”这一状态；有：{known}。", f'There is no state "{words}".')
    )


def _listed(desk: Desk, lines: list[CaseLine], limit: int) -> Iterator[RenderableType]:
    if not lines:
        yield output.words(desk.word("没有符合条件的事项。", "There is no such case."))
        return
    yield case_table(desk, lines)
    if len(lines) == limit:
        yield output.words(
            desk.word(f"只列出前 {limit} 条；可用 --limit 调整。",
                      f"Only the first {limit}; see --limit.")
        )  # fmt: skip


def case_table(desk: Desk, lines: list[CaseLine]) -> RenderableType:
    """Return cases as a table."""
    columns = [
        desk.word(*pair)
        for pair in (
            ("编号", "number"), ("类别", "kind"), ("状态", "state"), ("组", "group"),
            ("单位", "unit"), ("最近变动", "moved"), ("最近期限", "due next"),
        )
    ]  # fmt: skip
    rows = [
        (line.number, line.kind_label.say(desk.language), line.state_label.say(desk.language),
         line.group, line.unit, line.moved_on, line.due_on or "")
        for line in lines
    ]  # fmt: skip
    return output.table(columns, rows)


@command(app, "show", "查看一个事项", "show a case", acts=True)
def show(desk: Desk, number: Number) -> None:
    """Show the details of a case and its running deadlines."""
    from engine.queries import show_case  # noqa: PLC0415
    from engine.wording import details_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    case = show_case(desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for)
    details = details_of(case)
    document = {
        **_head(desk, case), "details": {field.name: value for field, value in details},
        "deadlines": case.deadlines,
    }  # fmt: skip
    desk.show(document, lambda: _shown(desk, document, details, case.row))


def _head(desk: Desk, case: CaseSheet) -> dict[str, Any]:
    from kernel.ids import case_number  # noqa: PLC0415

    row = case.row
    places = _places(_directory(desk), row)
    return {
        "number": case_number(case.id), "kind": row["kind"], "kind_label": case.cycle.label,
        "state": row["state"], "state_label": case.cycle.state(row["state"]).label,
        "grade": case.grade.label, "own_grade": case.own_grade.label,
        "revision": row["revision"], "suspended": row["suspended_at"] is not None,
        "under": case_number(row["parent_id"]) if row["parent_id"] else None,
        **{name: one.code if one else None for name, one in places.items()},
        "opened_at": row.get("opened_at"), "moved_at": row["moved_at"],
    }  # fmt: skip


def _places(directory: Directory, row: Mapping[str, Any]) -> dict[str, Named | None]:
    return {
        "group": directory.groups.get(row["group_id"] or 0),
        "unit": directory.units.get(row["unit_id"] or 0),
        "body": directory.bodies.get(row["body_id"] or 0),
    }


def _directory(desk: Desk) -> Directory:
    with desk.office.database.reading() as tx:
        return desk.office.directory(tx)


def _shown(
    desk: Desk, head: Mapping[str, Any], details: list[tuple[Field, Any]], row: Mapping[str, Any]
) -> Iterator[RenderableType]:
    state = head["state_label"].say(desk.language)
    if head["suspended"]:
        state += desk.word("（已暂停）", " (suspended)")
    title = f"{head['number']}  {head['kind_label'].say(desk.language)}：{state}"
    yield output.words(title, "bold")
    directory = _directory(desk)
    named = {
        "under": head["under"], "revision": head["revision"],
        "grade": _grade(desk, head),
        **{name: one.name if one else None for name, one in _places(directory, row).items()},
    }  # fmt: skip
    places = [(desk.word(*pair), named[name]) for name, pair in (
        ("grade", ("密级", "grade")),
        ("under", ("上级事项", "under")), ("group", ("组", "group")), ("unit", ("单位", "unit")),
        ("body", ("承办单位", "body")), ("revision", ("版次", "revision")),
    ) if named[name] is not None]  # fmt: skip
    from engine.wording import Teller  # noqa: PLC0415

    teller = Teller(desk.office.policy, directory, desk.language)
    rows = places + [
        (field.label.say(desk.language), teller.value(field, value)) for field, value in details
    ]
    yield output.table((desk.word("项目", "field"), desk.word("内容", "value")), rows)
    if head["deadlines"]:
        yield deadline_table(desk, head["deadlines"])


def _grade(desk: Desk, head: Mapping[str, Any]) -> str:
    """Return the grade of a case, and its own where something in its file is more secret."""
    whole, own = (head[name].say(desk.language) for name in ("grade", "own_grade"))
    if whole == own:
        return str(whole)
    return desk.word(f"{whole}（本件 {own}，按卷内最高）",
                     f"{whole} (itself {own}; the highest in its file counts)")  # fmt: skip


@command(app, "history", "一个事项的全部记录", "everything that happened to a case", acts=True)
def history(desk: Desk, number: Number) -> None:
    """Show every entry of a case, refused attempts and reminders too, oldest first."""
    from engine.queries import history as entries_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    entries = entries_of(
        desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
    )
    desk.show({"entries": entries}, lambda: [_history(desk, entries)])


def _history(desk: Desk, entries: list[dict[str, Any]]) -> RenderableType:
    from datetime import datetime  # noqa: PLC0415

    from engine.wording import WHAT, Teller  # noqa: PLC0415
    from states.catalogue import NEWEST  # noqa: PLC0415

    columns = [
        desk.word(*pair)
        for pair in (("序", "no."), ("时间", "when"), ("由谁", "by"), ("事", "what"),
                     ("状态", "state"), ("内容", "facts"))
    ]  # fmt: skip
    teller = Teller(desk.office.policy, _directory(desk), desk.language)
    clock = desk.word("系统", "the clock")
    rows = []
    for entry in entries:
        cycle = NEWEST[entry["kind"]]
        labels = {event.value: event.label for event in cycle.events}
        who = teller.person(entry["by"]) if entry["by"] else clock
        if entry.get("for"):
            who += desk.word("（代 ", " (for ") + teller.person(entry["for"]) + desk.word("）", ")")
        what = WHAT[entry["what"]].say(desk.language) if entry["what"] in WHAT else entry["what"]
        if entry.get("event") in labels:
            what += " " + labels[entry["event"]].say(desk.language)
        at = output.moment_words(datetime.fromisoformat(entry["at"]))
        state = cycle.state(entry["state"]).label.say(desk.language)
        rows.append((entry["seq"], at, who, what, state, teller.facts(cycle, entry)))
    return output.table(columns, rows)
