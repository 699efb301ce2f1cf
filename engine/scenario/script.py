"""The script of a scenario: dated steps, which cases they are about and who takes them.

A new kind of step is a field of `Verb` and its function in `engine/scenario/stage.py`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, model_validator

from engine.scenario.plan import Code, Codes, Day, Section
from kernel.clock import OFFICE_ZONE, office_moment
from rules.posts import Post, Scope

EVENTFUL = ("do", "open", "play", "suspend", "resume", "stand_in", "acknowledge", "appoint",
            "release")  # fmt: skip
"""What a step may be: exactly one of these keys."""

_ALWAYS_TAKEN = frozenset({"play", "acknowledge", "appoint", "release"})

ROUND = "round"
"""The case that a step is about unless it says otherwise."""
MEMBER = "member"
"""Everybody of the groups, in `each`."""
THEMSELVES = "themselves"
"""Whoever the case is about, in `who`."""
EVERY = "each"
"""Every group, or every parent unit, in a field that asks for one."""
MEMBERS = "members"
"""Every group member of the case's own group, in a field that asks for people."""
EVERYBODY = "all"
"""Everybody of the groups, in a field that asks for people."""

MORNING = time(9)
"""The hour of a step that names none."""


def _moment(raw: object) -> object:
    if isinstance(raw, datetime):
        return raw if raw.tzinfo else raw.replace(tzinfo=OFFICE_ZONE)
    words = str(raw).strip().replace("T", " ")
    day, _, hour = words.partition(" ")
    try:
        moment = time.fromisoformat(hour) if hour else MORNING
        return office_moment(date.fromisoformat(day), moment)
    except ValueError:
        raise ValueError("moment") from None


def _hour(raw: object) -> object:
    try:
        return raw if isinstance(raw, time) else time.fromisoformat(str(raw))
    except ValueError:
        raise ValueError("hour") from None


_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?$"}),
]
"""A day with or without its hour; without it, nine in the morning."""
Hour = Annotated[
    time, BeforeValidator(_hour), WithJsonSchema({"type": "string", "pattern": r"^\d\d:\d\d$"})
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Each(Section):
    """A step taken once by every holder of a post; `member` is everybody of the groups."""

    each: Codes


class Where(Section):
    """What the chosen cases have in common; each key takes one value or several."""

    state: Codes = ()
    passed: Codes = Field((), description="States they have been in, whatever they are in now.")
    unit: Codes = ()
    unit_type: Codes = ()
    group: Codes = ()
    mode: Codes = ()
    body: Codes = Field((), description="The receiving body of a clue.")
    person: Codes = Field((), description="Whom the case is about: a secondment, an appraisal.")
    fields: dict[Code, Codes] = Field({}, description="Details of the case and their values.")


class Cases(Section):
    """A choice of cases of one kind, in the order in which they were opened."""

    all: Code = Field(description="The kind of case.")
    where: Where = Where()
    skip: int = Field(0, ge=0)
    first: int | None = Field(None, ge=1, description="Exactly so many: fewer is a mistake.")
    last: int | None = Field(None, ge=1)


Chosen = Code | Cases
"""`round`, the name a case got with `as`, or a choice."""


class Portions(Section):
    """A number for each case: a total in even portions, or listed for units or groups."""

    total: int | None = Field(None, ge=0, description="Shared out evenly.")
    each: int | None = Field(None, ge=0)
    per_unit: dict[Code, int] | None = Field(None, description="By code or range of units.")
    per_group: dict[Code, int] | None = Field(None, description="For each group, shared out.")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = (self.total, self.each, self.per_unit, self.per_group)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("one_way")
        return self


Scalar = Annotated[str, WithJsonSchema(_SCALAR)]
_Listed = Annotated[tuple[Code, ...], WithJsonSchema({"type": "array", "items": _SCALAR})]
Cell = Scalar | _Listed | Portions
"""One value of a row."""
Row = dict[Code, Cell]
"""A row of a field that asks for rows; `times` says how many such rows each case gets."""
Given = Scalar | _Listed | Portions | tuple[Row, ...]
"""What is entered: words, a number, a date; codes; portions of a number; or rows."""

TIMES = "times"
"""The key of a row that says how many rows it stands for: a number, or portions of one."""


class StandInPlan(Section):
    """That somebody acts for somebody else for a time."""

    person: Code
    by: Code
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    reason: Words


class Appointment(Section):
    """A post given or taken away in the middle of things."""

    person: Code
    post: Post
    group: Code | None = None
    unit: Code | None = None
    body: Code | None = None

    @property
    def scope(self) -> Scope:
        """Return where the post is held."""
        if self.group:
            return Scope.GROUP
        if self.unit:
            return Scope.UNIT
        return Scope.BODY if self.body else Scope.OFFICE


class Verb(Section):
    """What is done, to which cases, by whom."""

    do: Code | None = Field(None, description="An event, given to each chosen case.")
    open: Code | None = Field(None, description="A kind of case, opened below the chosen ones.")
    play: Code | None = Field(None, description="A stretch: several ordinary steps in a row.")
    suspend: Words | None = Field(None, description="The reason for stopping the clocks.")
    resume: Words | None = Field(None, description="The reason for starting them again.")
    stand_in: StandInPlan | None = None
    acknowledge: Code | None = Field(None, description="The notice that is received, or `all`.")
    appoint: Appointment | None = None
    release: Appointment | None = None
    case: Chosen | None = Field(None, description="`round` when left out; for `open`, the parents.")
    who: Code | Each | None = Field(None, description="A person, a post, or each holder of posts.")
    acting_for: Code | None = Field(None, alias="for", description="The person stood in for.")
    count: int | Portions = Field(1, description="How many to open below each parent.")
    label: Code | None = Field(None, alias="as", description="Names opened cases: `clue-{n}`.")
    fields: dict[Code, Given] = Field({}, alias="with", description="What is entered.")
    expect: Literal["accepted", "refused"] = "accepted"
    because: Words | None = Field(None, description="Words that a reason of the refusal holds.")

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        if sum(getattr(self, key) is not None for key in EVENTFUL) != 1:
            raise ValueError("one_verb")
        if self.because is not None and self.expect != "refused":
            raise ValueError("because")
        if self.open is None and (self.label is not None or self.count != 1):
            raise ValueError("only_open")
        if self.fields and self.do is None and self.open is None and self.play is None:
            raise ValueError("no_fields")
        if self.expect == "refused" and self.kind_of_step in _ALWAYS_TAKEN:
            raise ValueError("no_refusal")
        return self

    @property
    def kind_of_step(self) -> str:
        """Return which of `EVENTFUL` it is."""
        return next(key for key in EVENTFUL if getattr(self, key) is not None)


class Step(Verb):
    """A dated step; with `to` its cases are spread evenly over the working days until then.

    With `every` it is taken anew on each of these days instead, or not, where nothing fits.
    """

    on: Moment
    to: Day | None = Field(None, description="The last day, when the cases take several days.")
    every: Literal["workday"] | None = Field(
        None, description="Taken anew on each working day until `to`, with what fits that day."
    )

    @model_validator(mode="after")
    def _comes_back_until_a_day(self) -> Self:
        if self.every is not None and (self.to is None or not isinstance(self.case, Cases)):
            raise ValueError("every")
        return self


class Beat(Verb):
    """A step of a stretch: so many working days after its start."""

    day: int = Field(0, ge=0, description="Working days after the stretch starts.")
    at: Hour | None = Field(None, description="The hour; that of the stretch when left out.")


class Stretch(Section):
    """Several steps that usually follow each other."""

    about: str = ""
    steps: tuple[Beat, ...] = Field(min_length=1)
