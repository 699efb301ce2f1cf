"""One event to many cases at once 批量办理: each is moved by itself and has a result of its own.

What the event asks for is asked once, as the first case to which it is open asks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from fastapi import APIRouter
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
from web.forms import draw_form, typed_in
from web.visit import SignedIn, Visit

router = APIRouter()
_MOST = 500


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one ticked case."""

    number: str
    state: Text | None
    reasons: Sequence[Text]


@router.post("/cases/bulk", dependencies=[Checked])
def bulk(visit: SignedIn, sent: Sent) -> Response:
    """Ask for what one event needs, then give it to every ticked case and tell each result."""
    numbers = [str(one) for one in sent.getlist("case")][:_MOST]
    event, back = str(sent.get("event") or ""), _own(str(sent.get("back") or ""))
    rows: dict[str, Row] = {}
    forms: list[Form] = []
    for number in dict.fromkeys(numbers):
        try:
            forms.append(
                form_of(visit.office, case_id_of(number), event, visit.person_id, visit.acting_for)
            )
        except OfficeError as error:
            rows[number] = Row(number, None, reasons_of(error))
    shown: dict[str, Any] = {"numbers": numbers, "event": event, "back": back}
    if not forms:
        reasons = tuple(one for row in rows.values() for one in row.reasons) or (
            Text("没有勾选任何事项。", "No case is ticked."),
        )
        raise InvalidInput(*dict.fromkeys(reasons))
    first = next((form for form in forms if form.is_open), forms[0])
    label = next(one.label for one in first.cycle.events if one.value == first.event)
    shown |= {"label": label, "forms": forms, "asks": first.asks}
    revisions = {
        form.case_id: str(sent.get(f"revision.{case_number(form.case_id)}") or form.revision)
        for form in forms
    }
    typed: dict[str, Any] = {}
    try:
        if first.asks and sent.get("filled") != "yes":
            return _ask(visit, first, {}, (), 200, revisions, shown)
        typed = typed_in(first.asks, sent)
        inputs = fill(visit.office, first.asks, typed, first.round_id, strict=first.is_open)
    except TextError as error:
        return _ask(
            visit, first, typed, error.reasons, status_of(error)[0], revisions, shown
        )  # fmt: skip
    key = str(sent.get("key") or "") or token_urlsafe(16)
    results = advance_many(
        visit.office,
        [
            Advance(
                form.case_id, form.event, visit.person_id, inputs,
                _number(revisions[form.case_id]), visit.acting_for,
                f"{key}/{case_number(form.case_id)}",
            )
            for form in forms
        ],
    )  # fmt: skip
    for form, result in zip(forms, results, strict=True):
        rows[case_number(form.case_id)] = _row(form, result)
    ordered = [rows[one] for one in rows]
    done = sum(not row.reasons for row in ordered)
    return visit.page("bulk.html", rows=ordered, done_count=done, **shown)


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() else None


def _row(form: Form, result: Result) -> Row:
    number = case_number(form.case_id)
    if result.error is not None:
        return Row(number, None, reasons_of(result.error))
    assert result.outcome is not None  # noqa: S101 - what is no error has an outcome
    return Row(number, form.cycle.state(result.outcome.state).label, ())


def _ask(
    visit: Visit, form: Form, typed: dict[str, Any], reasons: Sequence[Text], status: int,
    revisions: dict[int, str], shown: dict[str, Any],
) -> Response:  # fmt: skip
    drawn = draw_form(visit, form.asks, form.round_id, typed)
    return visit.page(
        "bulk_form.html", status=status, drawn=drawn, reasons=reasons, key=token_urlsafe(16),
        revisions={case_number(one): said for one, said in revisions.items()}, **shown,
    )  # fmt: skip


def _own(address: str) -> str:
    """Return an address of this list, else the list itself."""
    return address if address.startswith("/cases?") and address.isprintable() else "/cases"
