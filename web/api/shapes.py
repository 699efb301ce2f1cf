"""The shapes that many answers share: words in both languages, running deadlines, a case in a list.

They are read from the engine's own values by attribute; a shape of one subject stands with it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

from kernel.canonical import moment_text

Number = Annotated[str, Path(max_length=20, description="事项编号 · the number of a case")]
Limit = Annotated[int, Query(ge=1, le=500, description="最多几条 · at most so many")]
InRound = Annotated[
    str, Query(alias="round", max_length=20, description="轮次编号 · the number of a round")
]
Moment = Annotated[
    datetime,
    PlainSerializer(moment_text),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment in UTC."""


class Shape(BaseModel):
    """What an answer holds."""

    model_config = ConfigDict(from_attributes=True)


class Asked(BaseModel):
    """What a call is given; a name that is not asked for is a mistake, not left unread."""

    model_config = ConfigDict(extra="forbid")


class Words(Shape):
    """Words in both languages."""

    zh: str
    en: str


class RunningDeadline(Shape):
    """One running deadline, with both dates and where its number comes from."""

    deadline: str
    label: Words
    due_on: date
    nominal_on: date
    """The date before rest days are looked at."""
    original_on: date
    """The first due date; an extension never hides it."""
    source: Words
    provisional: bool
    suspended: bool
    days_left: int
    next_at: Moment | None
    next_step: Words | None


class CaseShape(Shape):
    """One case in a list."""

    number: str
    kind: str
    kind_label: Words
    state: str
    state_label: Words
    revision: int
    group: str
    unit: str
    moved_on: date
    due_on: date | None


class ClosedReason(Shape):
    """One reason why an event is closed, and who can remove it."""

    rule: str
    reason: Words
    row: str
    by: list[str]
    people: list[str]


Values = dict[str, Any]
"""Values by name; which names there are depends on the kind of case."""
