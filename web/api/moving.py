"""Cases, changing: events given, cases opened, clocks stopped and started, extensions asked for.

People, groups, units and receiving bodies are given by code, as at the terminal.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field, JsonValue

from engine.advance import advance
from engine.commands import Advance, Open, Outcome
from engine.filling import by_name, fill
from engine.forms import form_of, kind_named, round_of
from engine.opening import open_case
from engine.suspend import resume, suspend
from kernel.errors import Conflict
from kernel.ids import case_id_of
from states.catalogue import LIFE_CYCLES, NEWEST, AnyLifeCycle
from web.api.call import Acting, Call, For, case_of
from web.api.revisions import IdempotencyKey, IfMatch, Outdated, seen_revision, tag
from web.api.shapes import Asked, Number, Shape, Words

router = APIRouter(tags=["cases"])

Inputs = dict[str, JsonValue]
Typed = Annotated[str, Field(max_length=20_000)]


class Event(Asked):
    """An event with what it asks for."""

    event: Annotated[str, Field(max_length=100, description="代码或名称 · its code or its label")]
    inputs: Inputs = Field(default_factory=dict)


class NewCase(Asked):
    """A case that is to be opened."""

    kind: Annotated[str, Field(max_length=100)]
    under: Annotated[str, Field(max_length=20, description="上级事项 · the case above")] = ""
    details: Inputs = Field(default_factory=dict)


class Why(Asked):
    """Why clocks are stopped or started."""

    reason: Typed


class NewExtension(Asked):
    """An extension that is asked for."""

    deadline: Annotated[str, Field(max_length=100)]
    requested_on: date
    reason: Typed
    progress: Typed


class OutcomeShape(Shape):
    """Where a case is after a command."""

    number: str
    state: str
    state_label: Words
    revision: int
    advice: list[Words]
    """What speaks against what was done, though it did not stop it."""


@router.post("/cases/{number}/events")
def give(
    call: Acting, number: Number, asked: Event, response: Response, if_match: IfMatch = None,
    idempotency_key: IdempotencyKey = None, for_: For = "",
) -> OutcomeShape:  # fmt: skip
    """Give an event to a case; `If-Match` says which revision was seen."""
    seen, principal = seen_revision(if_match), call.principal(for_)
    form = form_of(call.office, case_id_of(number), asked.event, call.person_id, principal)
    inputs = fill(
        call.office, form.asks, by_name(form.asks, asked.inputs), form.round_id,
        strict=form.is_open,
    )  # fmt: skip
    command = Advance(
        form.case_id, form.event, call.person_id, inputs,
        form.revision if seen is None else seen, principal, idempotency_key,
    )  # fmt: skip
    try:
        made = advance(call.office, command)
    except Conflict as conflict:
        if seen is not None:
            raise Outdated(*conflict.reasons) from conflict
        raise
    return _told(form.cycle, made, response)


@router.post("/cases", status_code=201)
def open_(
    call: Acting, asked: NewCase, response: Response, idempotency_key: IdempotencyKey = None,
    for_: For = "",
) -> OutcomeShape:  # fmt: skip
    """Open a case."""
    cycle, parent = kind_named(asked.kind), case_of(asked.under)
    round_id = round_of(call.office, parent) if parent is not None else None
    given = by_name(cycle.details, asked.details)
    details = fill(call.office, cycle.details, given, round_id)
    command = Open(
        cycle.kind, call.person_id, details, parent, call.principal(for_), idempotency_key
    )
    made = open_case(call.office, command)
    response.headers["Location"] = f"/api/v1/cases/{made.number}"
    return _told(cycle, made, response)


@router.post("/cases/{number}/extensions", status_code=201)
def extend(
    call: Acting, number: Number, asked: NewExtension, response: Response,
    idempotency_key: IdempotencyKey = None, for_: For = "",
) -> OutcomeShape:  # fmt: skip
    """Ask for an extension: a case of its own, which is checked, signed and decided."""
    details = {
        "deadline": asked.deadline, "requested_on": asked.requested_on, "why": asked.reason,
        "progress": asked.progress,
    }  # fmt: skip
    made = open_case(
        call.office,
        Open(
            "extension", call.person_id, details, case_id_of(number), call.principal(for_),
            idempotency_key,
        ),
    )  # fmt: skip
    response.headers["Location"] = f"/api/v1/cases/{made.number}"
    return _told(NEWEST["extension"], made, response)


@router.post("/cases/{number}/suspension")
def stop(
    call: Acting, number: Number, asked: Why, response: Response, for_: For = ""
) -> OutcomeShape:
    """Stop the clocks of a case and of everything below it."""
    made = suspend(
        call.office, case_id_of(number), call.person_id, asked.reason,
        acting_for=call.principal(for_),
    )  # fmt: skip
    return _told(_cycle(call, made), made, response)


@router.post("/cases/{number}/resumption")
def start(
    call: Acting, number: Number, asked: Why, response: Response, for_: For = ""
) -> OutcomeShape:
    """Start the clocks of a suspended case, and of those below it, from what was left."""
    made = resume(
        call.office, case_id_of(number), call.person_id, asked.reason,
        acting_for=call.principal(for_),
    )  # fmt: skip
    return _told(_cycle(call, made), made, response)


def _cycle(call: Call, made: Outcome) -> AnyLifeCycle:
    known = call.office.known_kind(made.case_id)
    assert known is not None  # noqa: S101 - the command has just loaded it
    return LIFE_CYCLES[known["kind"], known["version"]]


def _told(cycle: AnyLifeCycle, made: Outcome, response: Response) -> OutcomeShape:
    tag(response, made.revision)
    return OutcomeShape(
        number=made.number, state=made.state, revision=made.revision,
        state_label=Words.model_validate(cycle.state(made.state).label),
        advice=[Words.model_validate(one) for one in made.advice],
    )  # fmt: skip
