"""The office and the round of a scenario file, as checked values.

A new key is a field here; the JSON Schema and the reader follow from it. One entry with `count`
stands for many: its texts may hold `{n}`, `{n:03}` or `{zh}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from engine.scenario.patterns import codes, is_numbered, numbered, part_of, place_of
from kernel.words import Language
from rules.posts import GROUP_POSTS, Post
from rules.routing import BodyKind
from states.assignment import Mode
from states.inspector import Origin, Pool, Rank


class Section(BaseModel):
    """A part of a scenario file: keys that nobody knows are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


def _day(raw: object) -> object:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise ValueError("day") from None


def _listed(raw: object) -> object:
    return [raw] if isinstance(raw, (str, int)) else raw


_CODE = {"type": ["string", "integer"]}
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=64),
    WithJsonSchema(_CODE),
]
Codes = Annotated[
    tuple[Code, ...],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_CODE, {"type": "array", "items": _CODE}]}),
]
"""One code, a list of codes, or ranges such as `u01..u10`."""
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
_OFFICE_WIDE = [post.value for post in Post if post not in GROUP_POSTS | {Post.CLOCK}]


def _office_wide(post: Post) -> Post:
    if post.value not in _OFFICE_WIDE:
        raise ValueError("office_wide")
    return post


HeldPost = Annotated[
    Post, AfterValidator(_office_wide), WithJsonSchema({"enum": _OFFICE_WIDE, "type": "string"})
]
"""A post that is held office-wide."""


class Share(Section):
    """A list that is handed out over the numbered entries in even, contiguous parts."""

    share: Codes = Field(description="Codes or ranges; entry 1 gets the first part, and so on.")

    def one(self, index: int, total: int) -> str:
        """Return the code that falls to number `index` of `total`."""
        listed = codes(self.share)
        return listed[place_of(index, total, len(listed))]

    def part(self, index: int, total: int) -> tuple[str, ...]:
        """Return the part that falls to number `index` of `total`."""
        return part_of(codes(self.share), index, total)


class Many(Section):
    """An entry that may stand for several."""

    count: int = Field(1, ge=1, le=100_000, description="How many this entry stands for.")
    start: int = Field(1, ge=0, description="The first number.")
    code: Code
    name: Name = Field(description="What people read.")

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if self.count > 1 and not is_numbered(self.code):
            raise ValueError("numbered")
        return self

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Return each index with its number."""
        return enumerate(range(self.start, self.start + self.count))


class ProfilePlan(Section):
    """What the talent pool knows of somebody: with it, groups are held to `roster.toml`."""

    pool: Pool = Pool.TALENTS
    rank: Rank
    origin: Origin
    skills: Codes = Field(description="Codes of skills in roster.toml.")
    rounds: int = Field(0, ge=0, le=99, description="Rounds served before.")


class PersonPlan(Many):
    """Somebody of the office, of a group, a unit or a receiving body."""

    posts: tuple[HeldPost, ...] = Field((), description="Posts held office-wide.")
    organisation: str = ""
    profile: ProfilePlan | None = Field(None, description="Makes them one of the talent pool.")
    language: Language = "zh"

    def expand(self) -> Iterator[PersonPlan]:
        """Return the people this entry stands for."""
        for _, n in self.numbers():
            yield self.model_copy(
                update={"count": 1, "code": numbered(self.code, n), "name": numbered(self.name, n)}
            )


class BodyPlan(Section):
    """A body that receives clues, with who signs for it."""

    code: Code
    name: Name
    kind: BodyKind
    leader: Code | None = None
    contact: Code | None = None


class OfficePlan(Section):
    """Who is who: only a scenario has it; a real office has its people already."""

    people: tuple[PersonPlan, ...]
    bodies: tuple[BodyPlan, ...] = ()

    def everybody(self) -> tuple[PersonPlan, ...]:
        """Return every person, bulk entries written out."""
        return tuple(person for entry in self.people for person in entry.expand())


class GroupPlan(Many):
    """An inspection group."""

    leader: Code | Share
    deputy: Code | Share | None = None
    liaison: Code | Share | None = None
    members: Codes | Share = ()

    def expand(self) -> Iterator[GroupPlan]:
        """Return the groups this entry stands for."""
        for index, n in self.numbers():
            members = self.members
            listed = (
                members.part(index, self.count)
                if isinstance(members, Share)
                else codes([numbered(one, n) for one in members])
            )
            yield self.model_copy(
                update={
                    "count": 1, "code": numbered(self.code, n), "name": numbered(self.name, n),
                    "leader": _one(self.leader, index, n, self.count),
                    "deputy": _one(self.deputy, index, n, self.count),
                    "liaison": _one(self.liaison, index, n, self.count), "members": listed,
                }
            )  # fmt: skip

    def people(self) -> Iterator[tuple[Post, str]]:
        """Return everybody of a written-out group with their post."""
        for post, code in (
            (Post.GROUP_LEADER, self.leader),
            (Post.GROUP_DEPUTY, self.deputy),
            (Post.GROUP_LIAISON, self.liaison),
        ):
            if code is not None:
                yield post, str(code)
        if not isinstance(self.members, Share):
            for member in self.members:
                yield Post.GROUP_MEMBER, member


class UnitPlan(Many):
    """A unit; with a group it is inspected in this round, without it is only a parent."""

    type: Code = Field(description="For example department, school, township, village.")
    parent: Code | Share | None = Field(None, description="The unit above, a village's township.")
    group: Code | Share | None = Field(None, description="The group that takes it.")
    mode: Mode | None = Field(None, description="How it is inspected, if not as the round says.")
    head: Code | Share | None = None
    liaison: Code | Share | None = None
    on_site_start: Day | None = None
    on_site_end: Day | None = None

    def expand(self) -> Iterator[UnitPlan]:
        """Return the units this entry stands for."""
        for index, n in self.numbers():
            named = {
                key: _one(getattr(self, key), index, n, self.count)
                for key in ("parent", "group", "head", "liaison")
            }
            yield self.model_copy(
                update={
                    "count": 1, "code": numbered(self.code, n), "name": numbered(self.name, n),
                    **named,
                }
            )  # fmt: skip

    def people(self) -> Iterator[tuple[Post, str]]:
        """Return the head and the liaison of a written-out unit with their posts."""
        for post, code in ((Post.UNIT_HEAD, self.head), (Post.UNIT_LIAISON, self.liaison)):
            if code is not None:
                yield post, str(code)


class RoundPlan(Section):
    """A round with its groups and units; a file for `round open` holds this alone."""

    name: Name
    on_site_start: Day
    on_site_end: Day
    focus: str | None = None
    plan_line: str | None = None
    mode: Mode = Mode.ROUTINE
    groups: tuple[GroupPlan, ...] = Field(min_length=1)
    units: tuple[UnitPlan, ...] = Field(min_length=1)

    def every_group(self) -> tuple[GroupPlan, ...]:
        """Return every group, bulk entries written out."""
        return tuple(group for entry in self.groups for group in entry.expand())

    def every_unit(self) -> tuple[UnitPlan, ...]:
        """Return every unit, bulk entries written out."""
        return tuple(unit for entry in self.units for unit in entry.expand())


def _one(value: str | Share | None, index: int, number: int, total: int) -> str | None:
    if isinstance(value, Share):
        return value.one(index, total)
    return None if value is None else numbered(value, number)
