"""Cases, reading: lists, one case, its history, why events are closed, and forms.

What a person may see is cut by the engine; what is told here is what the terminal tells.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from engine.explain import explain
from engine.forms import Form, form_of, kind_named
from engine.queries import history, list_cases, show_case
from engine.wording import details_of
from kernel.ids import case_id_of, case_number
from kernel.plain import plain
from states.field_types import FieldType
from states.inputs import Field
from web.api.call import Call, For, Reading, case_of
from web.api.revisions import tag
from web.api.shapes import (
    CaseShape,
    ClosedReason,
    InRound,
    Limit,
    Moment,
    Number,
    RunningDeadline,
    Shape,
    Values,
    Words,
)

router = APIRouter(prefix="/cases", tags=["cases"])

Event = Annotated[str, Query(max_length=100, description="事件，代码或名称 · the event")]
Kind = Annotated[str, Query(max_length=100, description="事项类别 · kind of case")]
State = Annotated[str, Query(max_length=64, description="状态代码 · the code of a state")]
Under = Annotated[str, Query(max_length=20, description="上级事项 · the case above")]


class CaseList(Shape):
    """Cases in order of their opening."""

    cases: list[CaseShape]


class CaseDocument(Shape):
    """One case as far as the person reads it."""

    number: str
    kind: str
    kind_label: Words
    state: str
    state_label: Words
    grade: Words
    """The highest secrecy grade in its file, for who reads the whole of it."""
    own_grade: Words
    revision: int
    suspended: bool
    under: str | None
    group: str | None
    unit: str | None
    body: str | None
    moved_at: Moment
    details: Values
    deadlines: list[RunningDeadline]


class History(Shape):
    """The entries of a case, oldest first; a field that the person does not read is left out."""

    entries: list[Values]


class FieldShape(Shape):
    """One value that is asked for."""

    name: str
    label: Words
    of: FieldType
    required: bool
    choices: dict[str, Words] | None
    columns: list[FieldShape]
    """What each row asks for, where the value is rows."""


class FormShape(Shape):
    """What giving an event asks for now."""

    number: str
    event: str
    state: str
    revision: int
    is_open: bool
    asks: list[FieldShape]


class EventShape(Shape):
    """One event of a case, as the person finds it."""

    event: str
    label: Words
    is_open: bool
    target: Words | None
    asks: list[FieldShape]
    closed: list[ClosedReason]
    advice: list[Words]


class ExplanationShape(Shape):
    """What the person may do with a case now, and what comes next."""

    number: str
    kind: Words
    state: Words
    revision: int
    suspended: bool
    events: list[EventShape]
    deadlines: list[RunningDeadline]


@router.get("")
def listing(
    call: Reading, kind: Kind = "", state: State = "", round_: InRound = "", under: Under = "",
    for_: For = "", limit: Limit = 500,
) -> CaseList:  # fmt: skip
    """List the cases that the person may see."""
    found = list_cases(
        call.office, call.person_id, kind=kind_named(kind).kind if kind else None,
        state=state or None, round_id=case_of(round_), parent_id=case_of(under),
        acting_for=call.principal(for_), limit=limit,
    )  # fmt: skip
    return CaseList(cases=[CaseShape.model_validate(one) for one in found])


@router.get("/{number}")
def show(call: Reading, number: Number, response: Response) -> CaseDocument:
    """Show a case; reading a clue, an interview or a letter leaves an entry."""
    case = show_case(call.office, case_id_of(number), call.person_id)
    row = case.row
    tag(response, row["revision"])
    return CaseDocument.model_validate(
        {
            "number": case_number(case.id), "kind": row["kind"], "kind_label": case.cycle.label,
            "state": row["state"], "state_label": case.cycle.state(row["state"]).label,
            "grade": case.grade.label, "own_grade": case.own_grade.label,
            "revision": row["revision"], "suspended": row["suspended_at"] is not None,
            "under": case_number(row["parent_id"]) if row["parent_id"] else None,
            **_places(call, row), "moved_at": row["moved_at"],
            "details": {field.name: plain(value) for field, value in details_of(case)},
            "deadlines": case.deadlines,
        },
        from_attributes=True,
    )  # fmt: skip


def _places(call: Call, row: Any) -> dict[str, str | None]:
    directory = call.directory
    places = {
        "group": directory.groups.get(row["group_id"] or 0),
        "unit": directory.units.get(row["unit_id"] or 0),
        "body": directory.bodies.get(row["body_id"] or 0),
    }
    return {name: one.code if one else None for name, one in places.items()}


@router.get("/{number}/history")
def past(call: Reading, number: Number) -> History:
    """Tell what happened to a case; reading it is kept as reading the case."""
    entries = history(call.office, case_id_of(number), call.person_id)
    return History(entries=[plain(one) for one in entries])


@router.get("/{number}/explanation")
def explained(
    call: Reading, number: Number, response: Response, for_: For = ""
) -> ExplanationShape:
    """Say of every event whether it is open and, if not, every reason and who can remove it."""
    found = explain(
        call.office, case_id_of(number), call.person_id, acting_for=call.principal(for_)
    )
    tag(response, found.revision)
    return ExplanationShape(
        number=found.number, kind=Words.model_validate(found.kind),
        state=Words.model_validate(found.state), revision=found.revision,
        suspended=found.suspended,
        deadlines=[RunningDeadline.model_validate(one) for one in found.deadlines],
        events=[
            EventShape(
                event=one.event, label=Words.model_validate(one.label), is_open=one.is_open,
                target=Words.model_validate(one.target) if one.target else None,
                asks=[field_shape(field) for field in one.asks],
                closed=[ClosedReason.model_validate(no) for no in one.closed],
                advice=[Words.model_validate(text) for text in one.advice],
            )
            for one in found.events
        ],
    )  # fmt: skip


@router.get("/{number}/form")
def form(
    call: Reading, number: Number, event: Event, response: Response, for_: For = ""
) -> FormShape:
    """Tell what giving an event asks for."""
    found = form_of(call.office, case_id_of(number), event, call.person_id, call.principal(for_))
    tag(response, found.revision)
    return _form(found)


def _form(found: Form) -> FormShape:
    return FormShape(
        number=case_number(found.case_id), event=found.event, state=found.state,
        revision=found.revision, is_open=found.is_open,
        asks=[field_shape(one) for one in found.asks],
    )  # fmt: skip


def field_shape(field: Field) -> FieldShape:
    """Return what a field asks for."""
    choices = field.choices
    return FieldShape(
        name=field.name, label=Words.model_validate(field.label), of=field.of,
        required=field.required,
        choices={one.value: Words.model_validate(one.label) for one in choices}
        if choices is not None else None,
        columns=[field_shape(one) for one in field.columns],
    )  # fmt: skip
