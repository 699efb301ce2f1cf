"""`xuncheng case bulk`: one event to many cases, with a result for each."""

from __future__ import annotations

from dataclasses import dataclass
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
    from engine.forms import Form

_MOST = 10_000


@dataclass(frozen=True)
class _Line:
    """One case that was chosen: its form, or why there is none."""

    number: str
    form: Form | None = None
    error: OfficeError | None = None


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
    chosen = list(numbers or ())
    if kind or state or round_ or under:
        chosen += [line.number for line in find(desk, kind, state, round_, under, _MOST)]
    if not chosen:
        raise InvalidInput(
            Text(
                "没有选中任何事项：请写明编号，或用 --kind、--state、--round、--under 筛选。",
                "No case is chosen: give numbers, or --kind, --state, --round, --under.",
            )
        )
    lines = _lines(desk, event, chosen)
    results = _given(desk, [line.form for line in lines if line.form], settings_of(set_), key)
    documents = [_document(line, results) for line in lines]
    errors = [error for line in lines if (error := _error(line, results)) is not None]
    done = len(lines) - len(errors)
    desk.show(
        {"done": done, "of": len(lines), "results": documents},
        lambda: [_table(desk, lines, results, done)],
    )
    codes = {code_of(error)[0] for error in errors}
    if codes:
        raise typer.Exit(CONFLICT if CONFLICT in codes else min(codes - {DONE}))


def _lines(desk: Desk, event: str, numbers: list[str]) -> list[_Line]:
    """Return the form of each case once; a number that leads nowhere keeps its own error."""
    from engine.forms import form_of  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of, case_number  # noqa: PLC0415

    who, acting_for = desk.person_id, desk.acting_for
    lines: dict[str, _Line] = {}
    for typed in numbers:
        number = typed
        try:
            number = case_number(case_id := case_id_of(typed))
            if number not in lines:
                form = form_of(desk.office, case_id, event, who, acting_for)
                lines[number] = _Line(number, form)
        except OfficeError as error:
            lines[number] = _Line(number, error=error)
    return list(lines.values())


def _given(
    desk: Desk, forms: list[Form], given: dict[str, object], key: str | None
) -> dict[int, Result]:
    """Return what came of each case; the form is filled in once, as the first open case asks."""
    from engine.bulk import advance_many  # noqa: PLC0415
    from engine.commands import Advance  # noqa: PLC0415
    from kernel.ids import case_number  # noqa: PLC0415

    if not forms:
        return {}
    first = next((form for form in forms if form.is_open), forms[0])
    inputs = complete(desk, first.asks, given, first.round_id, is_open=first.is_open)
    results = advance_many(
        desk.office,
        [
            Advance(
                form.case_id, form.event, desk.person_id, inputs, form.revision, desk.acting_for,
                f"{key}/{case_number(form.case_id)}" if key is not None else None,
            )
            for form in forms
        ],
    )  # fmt: skip
    return {result.command.case_id: result for result in results}


def _error(line: _Line, results: dict[int, Result]) -> OfficeError | None:
    return line.error if line.form is None else results[line.form.case_id].error


def _document(line: _Line, results: dict[int, Result]) -> dict[str, Any]:
    error = _error(line, results)
    if line.form is not None and error is None:
        outcome = results[line.form.case_id].outcome
        return {**(outcome.to_json() if outcome else {}), "error": None}
    return {
        "case": line.form.case_id if line.form else None,
        "number": line.number,
        "error": code_of(error or OfficeError())[1],
        "reasons": getattr(error, "reasons", ()),
    }


def _table(desk: Desk, lines: list[_Line], results: dict[int, Result], done: int) -> RenderableType:
    rows = []
    for line in lines:
        error = _error(line, results)
        if error is not None:
            rows.append((line.number, "✘", "\n".join(error.sentences(desk.language))))
        elif line.form is not None and (outcome := results[line.form.case_id].outcome):
            label = line.form.cycle.state(outcome.state).label
            rows.append((line.number, "✔", label.say(desk.language)))
    columns = (desk.word("编号", "number"), "", desk.word("结果", "result"))
    title = desk.word(f"{len(lines)} 个事项，办成 {done} 个", f"{done} of {len(lines)} done")
    return output.table(columns, rows, title)


def add_to(cases: typer.Typer) -> None:
    """File the command of this module."""
    command(cases, "bulk", "批量办理，逐个给出结果", "one event to many cases", acts=True)(bulk)
