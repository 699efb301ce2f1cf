"""The office's policy as one value: what `config/*.toml` says, checked and ready to be asked.

A new kind of setting is a field here and its reader under `config/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from kernel.words import Text
from rules.deadlines import DeadlineRule, in_force
from rules.evaluating import Scale
from rules.goals import Goal, Link
from rules.ladder import Ladder
from rules.modes import ModeTerms
from rules.pacing import Pacing
from rules.posts import Post, Scope
from rules.roster_terms import NO_DEMANDS, RosterTerms
from rules.routines import When
from rules.routing import Routing
from rules.taxonomy import Taxonomy
from rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class PostTerms:
    """What the office calls a post, and where the post is held."""

    label: Text
    scope: Scope


@dataclass(frozen=True, slots=True)
class RoutineTerms:
    """When a recurring duty comes round, and where that is from."""

    when: When
    source: Text
    row: str


@dataclass(frozen=True, slots=True)
class Service:
    """One kind of channel that notices may leave through."""

    label: Text
    idempotent: bool
    """Whether a repeat is harmless, because the other side knows the notice by its key."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Through which services notices leave, and how often they are tried."""

    services: Mapping[str, Service] = field(default_factory=dict)
    """By the name of the Apprise service, for example `mailto`; no other is allowed."""
    attempts: int = 5
    """After how many attempts in all a delivery counts as failed."""
    base_seconds: int = 30
    """The wait after the first attempt; it doubles with each further one."""
    cap_seconds: int = 3600
    """The longest wait."""
    timeout_seconds: int = 20
    """How long one attempt may take before its outcome is `unknown`."""
    run_seconds: int = 30
    """After how long one run of the deliverer begins no further batch."""

    def may_repeat(self, service: str) -> bool:
        """Say whether a delivery of `unknown` outcome is tried again, rather than told as it is."""
        known = self.services.get(service)
        return known is not None and known.idempotent

    def wait(self, attempts: int, luck: float) -> timedelta:
        """Return how long to wait after so many attempts.

        Args:
            attempts: How many attempts were made, at least 1.
            luck: A number from 0 to 1 that spreads the waits, so that not all try at once: the
                wait lies between half of the back-off and all of it.

        Example:
            >>> [Delivery().wait(made, 1.0).seconds for made in (1, 2, 3, 20)]
            [30, 60, 120, 3600]
        """
        doublings = min(attempts - 1, self.cap_seconds.bit_length())
        longest = min(self.cap_seconds, self.base_seconds << doublings)
        return timedelta(seconds=longest * (1 + luck) / 2)


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything an office decides without a programmer."""

    deadlines: Mapping[str, tuple[DeadlineRule, ...]]
    ladders: Mapping[str, Ladder]
    calendar: Calendar
    routing: Routing
    also_holds: Mapping[Post, frozenset[Post]] = field(default_factory=dict)
    """Post → posts it may also act as (the approval matrix of `posts.toml`)."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """The numbers of `limits.toml` by their names (`rules/limits.py`)."""
    modes: Mapping[str, ModeTerms] = field(default_factory=dict)
    """Mode of inspection → its template (`modes.toml`)."""
    digest: str = ""
    """The SHA-256 over the policy files: timers and entries name the version they used."""
    posts: Mapping[Post, PostTerms] = field(default_factory=dict)
    """Post → what the office calls it and where it is held."""
    delivery: Delivery = Delivery()
    pacing: Pacing | None = None
    """How notices are spread over the day; None lets each leave at once."""
    duty_hours: tuple[tuple[time, time], ...] = ()
    """When the duty phone is answered on working days: from, to."""
    roster: RosterTerms = NO_DEMANDS
    """What groups and the talent pool are held to (`roster.toml`)."""
    routines: Mapping[str, RoutineTerms] = field(default_factory=dict)
    taxonomies: tuple[Taxonomy, ...] = ()
    """The kinds of problems, in versions."""
    """Recurring duty → when it comes round."""

    evaluation: Scale = field(default_factory=Scale)
    """How rectification is graded (K06)."""
    goals: Mapping[Link, Goal] = field(default_factory=dict)
    """What a round is after at each of its links (H11)."""

    def deadline(self, name: str, day: date) -> DeadlineRule:
        """Return the version of deadline `name` in force on `day`."""
        return in_force(self.deadlines[name], day)

    def limit(self, name: str) -> int:
        """Return the number called `name` in `limits.toml`."""
        return self.limits[name]

    def label(self, post: Post) -> Text:
        """Return what the office calls `post`."""
        terms = self.posts.get(post)
        return post.label if terms is None else terms.label
