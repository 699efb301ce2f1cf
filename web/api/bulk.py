"""One event to many cases, with a result for each: one no stops no other."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from engine.advance import advance
from engine.commands import Advance
from engine.filling import by_name, fill
from engine.forms import form_of
from kernel.errors import OfficeError, TextError
from kernel.ids import case_id_of
from web.api.call import Acting, Call, For
from web.api.moving import Inputs
from web.api.revisions import IdempotencyKey
from web.api.shapes import Asked, Shape, Words
from web.errors import status_of

router = APIRouter(prefix="/bulk", tags=["cases"])

_MOST = 500


class One(Asked):
    """One case of many, and the revision that was seen of it."""

    number: Annotated[str, Field(max_length=20)]
    revision: Annotated[int, Field(ge=1, le=999_999_999)]


class ManyEvents(Asked):
    """One event for many cases."""

    event: Annotated[str, Field(max_length=100)]
    cases: Annotated[list[One], Field(min_length=1, max_length=_MOST)]
    inputs: Inputs = Field(default_factory=dict)


class ResultShape(Shape):
    """What came of one case."""

    number: str
    state: str | None
    revision: int | None
    error: str | None
    """The name of what went wrong, as in a problem; nothing when it was done."""
    reasons: list[Words]


class BulkShape(Shape):
    """What came of each case, in the order in which they were given."""

    done: int
    results: list[ResultShape]


@router.post("/events")
def give(
    call: Acting, asked: ManyEvents, idempotency_key: IdempotencyKey = None, for_: For = ""
) -> BulkShape:
    """Give one event to many cases; each is moved by itself."""
    principal = call.principal(for_)
    results = [_one(call, one, asked, principal, idempotency_key) for one in asked.cases]
    return BulkShape(done=sum(one.error is None for one in results), results=results)


def _one(
    call: Call, one: One, asked: ManyEvents, principal: int | None, key: str | None
) -> ResultShape:
    try:
        form = form_of(call.office, case_id_of(one.number), asked.event, call.person_id, principal)
        given = by_name(form.asks, asked.inputs)
        inputs = fill(call.office, form.asks, given, form.round_id, strict=form.is_open)
        made = advance(
            call.office,
            Advance(
                form.case_id, form.event, call.person_id, inputs, one.revision, principal,
                f"{key}/{form.case_id}" if key is not None else None,
            ),
        )  # fmt: skip
    except OfficeError as error:
        reasons = error.reasons if isinstance(error, TextError) else ()
        return ResultShape(
            number=one.number, state=None, revision=None, error=status_of(error)[1],
            reasons=[Words.model_validate(reason) for reason in reasons],
        )  # fmt: skip
    return ResultShape(
        number=made.number, state=made.state, revision=made.revision, error=None, reasons=[]
    )
