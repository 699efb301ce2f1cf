"""People: who is who, for the office and those above it, and who acts for whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from engine.people_doors import end_stand_in
from engine.people_list import list_people
from engine.registrar import Substitution, register_stand_in
from web.api.call import Acting, For, OverseerReading, case_of
from web.api.shapes import Asked, Shape, Words

router = APIRouter(tags=["people"])

Code = Annotated[str, Field(min_length=1, max_length=64)]


class PostShape(Shape):
    """One post of a person."""

    post: str
    label: Words
    place: str
    round_number: str | None
    valid_from: date
    valid_to: date | None
    pledged: bool | None


class PersonShape(Shape):
    """One person of the register; services without addresses."""

    code: str
    name: str
    organisation: str
    language: str
    posts: list[PostShape]
    channels: list[str]
    stand_ins: list[str]


class PeopleShape(Shape):
    """Everybody who is active."""

    people: list[PersonShape]


class Pair(Asked):
    """Who is stood in for, and who acts."""

    person: Code
    stand_in: Code


class NewStandIn(Pair):
    """That one person is to act for another, for a time."""

    valid_from: date
    valid_to: date
    reason: Annotated[str, Field(min_length=1, max_length=1000)]
    round: Annotated[str, Field(max_length=20, description="仅限一轮 · in one round only")] = ""


class StandInShape(Shape):
    """One person acts for another, or does so no more."""

    person: str
    stand_in: str
    acts: bool


@router.get("/people")
def everybody(call: OverseerReading) -> PeopleShape:
    """List everybody with posts, services and stand-ins; never an address."""
    return PeopleShape(people=[PersonShape.model_validate(one) for one in list_people(call.office)])


@router.post("/stand-ins", status_code=201)
def appoint(call: Acting, asked: NewStandIn, for_: For = "") -> StandInShape:
    """Have one person act for another; everybody may appoint their own stand-in."""
    wanted = Substitution(
        call.person(asked.person), call.person(asked.stand_in), asked.valid_from, asked.valid_to,
        asked.reason, case_of(asked.round),
    )  # fmt: skip
    register_stand_in(call.office, wanted, call.person_id, call.principal(for_))
    return StandInShape(person=asked.person, stand_in=asked.stand_in, acts=True)


@router.post("/stand-ins/end")
def end(call: Acting, asked: Pair, for_: For = "") -> StandInShape:
    """Have one person act for another no more."""
    end_stand_in(
        call.office, call.person(asked.person), call.person(asked.stand_in), call.person_id,
        call.principal(for_),
    )  # fmt: skip
    return StandInShape(person=asked.person, stand_in=asked.stand_in, acts=False)
