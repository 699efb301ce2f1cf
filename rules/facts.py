"""The frozen photograph of a case that rules may look at; the engine takes it, rules only read it.

A rule that needs more than the case itself says so (`needs=`), so that a move pays only for the
facts its own guards ask for. A new kind of fact is a field here and its query in `engine/facts.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kernel.words import Text
from rules.library import Library
from rules.plans import Plans
from rules.posts import CaseScope, HeldPost, Post
from rules.roster_terms import NO_DEMANDS, RosterTerms
from rules.routing import Routing


class Need(StrEnum):
    """Facts from outside the case that a rule may ask for."""

    SIGNOFFS = "signoffs"
    """Who has signed what on this case."""
    PARENT = "parent"
    """The case this one belongs to."""
    FAMILY = "family"
    """How many cases of each kind are in each state: in the whole round, or below this case."""
    ROSTER = "roster"
    """The groups of the round with their members."""
    ALIKE = "alike"
    """Working papers whose facts read like this one's."""
    UNIT = "unit"
    """The inspected unit."""
    CONFLICTS = "conflicts"
    """Which declared relations keep the person of a secondment away from the group's units."""
    LINES = "lines"
    """The lines in the books of the case."""
    LIBRARY = "library"
    """The documents of the library of the office."""
    PLANS = "plans"
    """Terms, annual plans and the stays of a round."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with every post they hold that reaches the case."""

    person_id: int
    """0 is the clock."""
    posts: tuple[HeldPost, ...] = ()
    acting_for: int | None = None
    """The person stood in for, if any."""
    own_posts: tuple[HeldPost, ...] = ()
    """What a stand-in holds here in their own right: it opens nothing now, but it may forbid."""

    @property
    def persons(self) -> frozenset[int]:
        """Return everybody who counts as having acted: separation of duties sees stand-ins."""
        return frozenset(
            {self.person_id} if self.acting_for is None else {self.person_id, self.acting_for}
        )

    def holds(self, post: Post) -> bool:
        """Say whether the actor holds `post` here."""
        return any(held.post is post for held in self.posts)


@dataclass(frozen=True, slots=True)
class SignOff:
    """One signature: on what topic, about whom or what, by whom."""

    topic: str
    person_id: int
    acting_for: int | None = None
    subject_id: int = 0
    """The person, group or unit the signature is about; 0 for the case itself."""

    @property
    def persons(self) -> frozenset[int]:
        """Return everybody who counts as having signed."""
        return frozenset(
            {self.person_id} if self.acting_for is None else {self.person_id, self.acting_for}
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A person seconded to a group of the round."""

    person_id: int
    name: str
    post: Post
    group_id: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the pool knows of a person, as far as rules about groups ask for it (B02 to B05)."""

    rank: str = ""
    origin: str = ""
    skills: frozenset[str] = frozenset()
    young: bool = False
    """Whether the person counts for the quota of newly promoted and promising cadres (B04)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one person's secondment to the round has come."""

    person_id: int
    name: str
    group_id: int
    state: str
    authorised: bool = False
    """Whether the committee has authorised the person to lead (B07)."""
    conflict: bool = False
    """Whether a conflict waits to be settled."""
    rounds: int = 0
    """How many rounds the person has served before this one."""
    profile: Profile | None = None
    """None for somebody who is not in the pool."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The groups of a round with their members."""

    groups: Mapping[int, str] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    """Those who hold a post in a group today."""
    standings: tuple[Standing, ...] = ()
    """Every secondment of the round, in the order in which they were opened."""

    def standing(self, person_id: int) -> Standing | None:
        """Return the newest secondment of a person."""
        found = [one for one in self.standings if one.person_id == person_id]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Parent:
    """The case above, as far as a child's guards may know it."""

    kind: str
    state: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    signoffs: tuple[SignOff, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """An inspected unit: its type and the unit above it (a village's township)."""

    unit_type: str
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line in a book of a case: what was entered with the event that left it."""

    seq: int
    """The entry that tells who left it, and when."""
    at: datetime
    person_id: int
    values: Mapping[str, Any]
    """As stored: dates are ISO text."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Another case of the same group that is named in a form."""

    id: int
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a rule may look at."""

    now: datetime
    today: date
    """The day of the office."""
    kind: str
    state: str
    scope: CaseScope
    actor: Actor
    fields: Mapping[str, Any] = field(default_factory=dict)
    """The case's details, with the inputs of this event already merged in."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """What was entered with this event."""
    case_id: int = 0
    suspended: bool = False
    signoffs: tuple[SignOff, ...] = ()
    parent: Parent | None = None
    family: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    roster: Roster = Roster()
    unit: Unit | None = None
    alike: tuple[tuple[str, int], ...] = ()
    """Papers with much the same facts: number and likeness in per cent."""
    conflicts: tuple[Text, ...] = ()
    """Why the person of a secondment should keep away from a unit of the group."""
    roster_terms: RosterTerms = NO_DEMANDS
    """What policy asks of groups and of the pool."""
    bodies: Mapping[int, str] = field(default_factory=dict)
    """Every receiving body with its kind."""
    body_units: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Body → the inspected unit that it is, with every unit above."""
    body_posts: Mapping[int, tuple[HeldPost, ...]] = field(default_factory=dict)
    """Body → the posts that are held there."""
    cited: Mapping[str, Cited] = field(default_factory=dict)
    """Field → the other case that is named in it."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """The office's counts, shares and minutes (`rules/limits.py`)."""
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    """Book → its lines here, oldest first; while a case is opened, those of the one above."""
    plans: Plans = field(default_factory=Plans)
    library: Library = field(default_factory=Library)
    """Every document of the library, where a rule asks for them."""
    routing: Routing = Routing({})
    """The office's routing table for clues."""

    def limit(self, name: str) -> int:
        """Return the office's number called `name`."""
        return self.limits[name]

    def signed(self, topic: str) -> frozenset[int]:
        """Return the subjects about which `topic` has been signed."""
        return frozenset(sign.subject_id for sign in self.signoffs if sign.topic == topic)

    def count(self, kind: str, *states: str) -> int:
        """Return how many cases of `kind` are in `states` (in any state when none is named)."""
        by_state = self.family.get(kind, {})
        return sum(by_state.values()) if not states else sum(by_state.get(s, 0) for s in states)

    def count_outside(self, kind: str, *states: str) -> int:
        """Return how many cases of `kind` are in none of `states`."""
        return self.count(kind) - self.count(kind, *states)
