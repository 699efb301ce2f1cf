"""One event to many cases at once 批量办理: each is moved by itself and has a result of its own.

What the event asks for is asked once, as the first case to which it is open asks it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from engine.bulk import Result, advance_many
from engine.commands import Advance
from engine.filling import fill
from engine.forms import Form, form_of
from kernel.errors import InvalidInput, OfficeError, TextError
from kernel.ids import case_id_of, case_number
from kernel.words import Text
from web.csrf import Checked, Sent
from web.errors import reasons_of, status_of
from web.forms import draw_form
from web.typed import typed_in
from web.visit import SignedIn, Visit

router = APIRouter()
_MOST = 500


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one ticked case."""

    number: str
    state: Text | None
    reasons: Sequence[Text]


@dataclass(frozen=True)
class Ticked:
    """The cases that were ticked: the form of each, or why there is none."""

    event: str
    forms: tuple[Form, ...]
    lost: Mapping[str, Row]

    @property
    def first(self) -> Form:
        """Return the form that stands for all: the first that is open, where one is."""
        return next((form for form in self.forms if form.is_open), self.forms[0])

    @property
    def label(self) -> Text:
        """Return what the event is called."""
        label: Text = self.first.cycle.events(self.first.event).label
        return label


@router.get("/cases/bulk")
def ask(
    visit: SignedIn, event: str = "", case: Annotated[list[str] | None, Query()] = None
) -> Response:
    """Show the ticked cases, and what the event asks for."""
    return _form(visit, _ticked(visit, event, case or []), {}, (), 200)


@router.post("/cases/bulk", dependencies=[Checked])
def give(visit: SignedIn, sent: Sent) -> Response:
    """Give the event to every ticked case and tell each result."""
    numbers = [str(one) for one in sent.getlist("case")]
    ticked = _ticked(visit, str(sent.get("event") or ""), numbers)
    first = ticked.first
    typed: dict[str, Any] = {}
    try:
        typed = typed_in(visit.office, first.asks, sent)
        inputs = fill(visit.office, first.asks, typed, first.round_id, strict=first.is_open)
    except TextError as error:
        return _form(visit, ticked, typed, error.reasons, status_of(error)[0])
    key = str(sent.get("key") or "") or token_urlsafe(16)

    def command(form: Form) -> Advance:
        number = case_number(form.case_id)
        seen = str(sent.get(f"revision.{number}") or "")
        return Advance(
            form.case_id, form.event, visit.person_id, inputs,
            int(seen) if seen.isdecimal() else form.revision, visit.acting_for, f"{key}/{number}",
        )  # fmt: skip

    results = advance_many(visit.office, [command(form) for form in ticked.forms])
    rows = [*ticked.lost.values()]
    rows += [_row(form, result) for form, result in zip(ticked.forms, results, strict=True)]
    done = sum(not row.reasons for row in rows)
    return visit.page("bulk.html", rows=rows, done_count=done, ticked=ticked)


def _ticked(visit: Visit, event: str, numbers: Sequence[str]) -> Ticked:
    """Return the form of each ticked case.

    Raises:
        InvalidInput: no case was ticked that the person may see; every reason.
    """
    lost: dict[str, Row] = {}
    forms: list[Form] = []
    for number in dict.fromkeys(numbers[:_MOST]):
        try:
            forms.append(
                form_of(visit.office, case_id_of(number), event, visit.person_id, visit.acting_for)
            )
        except OfficeError as error:
            lost[number] = Row(number, None, reasons_of(error))
    if not forms:
        reasons = tuple(one for row in lost.values() for one in row.reasons)
        nothing = Text("没有勾选任何事项。", "No case is ticked.")
        raise InvalidInput(*dict.fromkeys(reasons or (nothing,)))
    return Ticked(event, tuple(forms), lost)


def _row(form: Form, result: Result) -> Row:
    number = case_number(form.case_id)
    if result.error is not None:
        return Row(number, None, reasons_of(result.error))
    assert result.outcome is not None  # noqa: S101 - what is no error has an outcome
    return Row(number, form.cycle.state(result.outcome.state).label, ())


def _form(
    visit: Visit, ticked: Ticked, typed: Mapping[str, Any], reasons: Sequence[Text], status: int
) -> Response:
    first = ticked.first
    return visit.page(
        "bulk_form.html", status=status, ticked=ticked, reasons=reasons, key=token_urlsafe(16),
        drawn=draw_form(visit, first.asks, first.round_id, typed),
    )  # fmt: skip
