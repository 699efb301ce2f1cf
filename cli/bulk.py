"""`xuncheng case bulk`: one event to many cases, with a result for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import output
from cli.asking import complete
from cli.cases import Kind, Round, State, Under, find
from cli.command import command
from cli.desk import Desk
from cli.errors import CONFLICT, DONE, code_of
from cli.options import Key, Setting, settings_of
from kernel.errors import InvalidInput, OfficeError
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.bulk import Result
    from engine.commands import Advance

_MOST = 10_000


def bulk(
    desk: Desk,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="事件 · the event")],
    numbers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NUMBER]...", help="事项编号；或用下列条件 · or a filter below"),
    ] = None,
    kind: Kind = "",
    state: State = "",
    round_: Round = "",
    under: Under = "",
    set_: Setting = None,
    key: Key = None,
) -> None:
    """Give one event to many cases; each is moved by itself, and one no stops no other."""
    from engine.bulk import advance_many  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    ids = list(dict.fromkeys(case_id_of(number) for number in numbers or ()))
    if kind or state or round_ or under:
        ids += [
            line.case_id
            for line in find(desk, kind, state, round_, under, _MOST)
            if line.case_id not in ids
        ]
    if not ids:
        raise InvalidInput(
            Text(
                "没有选中任何事项：请写明编号，或用 --kind、--state、--round、--under 筛选。",
                "No case is chosen: give numbers, or --kind, --state, --round, --under.",
            )
        )
    results = advance_many(desk.office, _commands(desk, event, ids, settings_of(set_), key))
    documents = [_document(result) for result in results]
    done = sum(result.error is None for result in results)
    desk.show(
        {"done": done, "of": len(results), "results": documents},
        lambda: [_table(desk, results, done)],
    )
    codes = {code_of(result.error)[0] for result in results if result.error is not None}
    if codes:
        raise typer.Exit(CONFLICT if CONFLICT in codes else min(codes - {DONE}))


def _commands(
    desk: Desk, event: str, ids: list[int], given: dict[str, object], key: str | None
) -> list[Advance]:
    """Return a command for each case; the form is filled in once, as the first open case asks."""
    from engine.commands import Advance  # noqa: PLC0415
    from engine.forms import form_of  # noqa: PLC0415
    from kernel.ids import case_number  # noqa: PLC0415

    forms = [
        form_of(desk.office, case_id, event, desk.person_id, desk.acting_for) for case_id in ids
    ]
    first = next((form for form in forms if form.is_open), forms[0])
    inputs = complete(desk, first.asks, given, first.round_id, is_open=first.is_open)
    return [
        Advance(
            form.case_id, form.event, desk.person_id, inputs, form.revision, desk.acting_for,
            f"{key}/{case_number(form.case_id)}" if key is not None else None,
        )
        for form in forms
    ]  # fmt: skip


def _document(result: Result) -> dict[str, Any]:
    from kernel.ids import case_number  # noqa: PLC0415

    if result.outcome is not None:
        return {**result.outcome.to_json(), "error": None}
    error = result.error or OfficeError()
    return {
        "case": result.command.case_id,
        "number": case_number(result.command.case_id),
        "error": code_of(error)[1],
        "reasons": getattr(error, "reasons", ()),
    }


def _table(desk: Desk, results: list[Result], done: int) -> RenderableType:
    from kernel.ids import case_number  # noqa: PLC0415

    rows = []
    for result in results:
        number = case_number(result.command.case_id)
        if result.outcome is not None:
            rows.append((number, "✔", result.outcome.state))
        elif result.error is not None:
            rows.append((number, "✘", "\n".join(result.error.sentences(desk.language))))
    columns = (desk.word("编号", "number"), "", desk.word("结果", "result"))
    title = desk.word(f"{len(results)} 个事项，办成 {done} 个", f"{done} of {len(results)} done")
    return output.table(columns, rows, title)


def add_to(cases: typer.Typer) -> None:
    """File the command of this module."""
    command(cases, "bulk", "批量办理，逐个给出结果", "one event to many cases", acts=True)(bulk)
