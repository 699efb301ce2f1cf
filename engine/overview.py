"""A round at a glance: its stage, its groups with their units, its deadlines, and what blocks it.

Read only, and only what the person may see. A further figure is one field of `RoundOverview`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.explain import Closed, DeadlineView, deadlines_of
from engine.facts import take_facts
from engine.gates import GateView, gate_view
from engine.loading import LoadedCase
from engine.office import Office
from engine.queries import CaseLine, list_cases
from engine.reach import open_to
from engine.round_links import Links, links_of
from engine.six_gates import SIX_GATES
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.ids import case_number
from kernel.words import Text
from rules.facts import Actor
from rules.goals import Goal, goal_of
from rules.posts import CaseScope, HeldPost, Post, Scope
from rules.sight import Sight
from states.catalogue import LIFE_CYCLES
from states.decide import outlook
from states.definition import Phase, Transition

_MOST_UNITS = 10_000
_DETAILS = ("on_site_start", "on_site_end")
_WITHHELD = "conditions_are_met"
_NOT_READY = Text(
    "还有条件没有满足，由办理人掌握。", "Conditions are open; who gives it knows them."
)
"""What a group reads in place of reasons that would tell of other groups (§3)."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group of a round with the units it inspects."""

    code: str
    name: str
    leaders: tuple[str, ...]
    units: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One event that would move the round, and what still stands in its way."""

    event: str
    label: Text
    target: Text
    back: bool
    """Whether it leads back to an earlier state."""
    by: tuple[Post, ...]
    people: tuple[str, ...]
    closed: tuple[Closed, ...]


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """Where a round is."""

    case_id: int
    name: str
    state: str
    state_label: Text
    phase: Phase
    revision: int
    suspended: bool
    on_site_start: date | None
    on_site_end: date | None
    groups: tuple[GroupView, ...]
    deadlines: tuple[DeadlineView, ...]
    next_steps: tuple[NextStep, ...]
    gates: tuple[GateView, ...] = ()
    """The six gates (A11); for those who read the whole round."""
    links: Links = field(default_factory=Links)
    """The actions it carries on (M05), the rounds before and after it (I05)."""
    goal: Goal | None = None
    """What the round is after at this stage (H11); None at its end."""

    @property
    def number(self) -> str:
        """Return the number of the round."""
        return case_number(self.case_id)


@dataclass(frozen=True, slots=True)
class RoundHead:
    """What stands at the head of every page about a round."""

    case_id: int
    name: str
    state: str
    state_label: Text
    phase: Phase
    suspended: bool
    whole: bool
    """Whether the person reads all of it, and so the pages that tell of every group."""

    @property
    def number(self) -> str:
        """Return the number of the round."""
        return case_number(self.case_id)


def round_head(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> RoundHead:
    """Return the head of a round for a person, or for who stands in for one.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        InvalidInput: the case is no round.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        row = case.row
        if row["kind"] != "round":
            raise _no_round(case)
        state = case.cycle.state(row["state"])
        return RoundHead(
            case_id, row["name"], row["state"], state.label, case.cycle.phases[state],
            row["suspended_at"] is not None, sight.whole,
        )  # fmt: skip


def round_overview(
    office: Office, case_id: int, person_id: int, *, acting_for: int | None = None
) -> RoundOverview:
    """Return where a round is and what blocks its next stage.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        InvalidInput: the case is no round.
    """
    units = list_cases(
        office, person_id, kind="assignment", round_id=case_id, acting_for=acting_for,
        limit=_MOST_UNITS,
    )  # fmt: skip
    with office.database.reading() as tx, office.database.session() as session:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        row = case.row
        if row["kind"] != "round":
            raise _no_round(case)
        groups = _groups(work, case_id, units)
        steps = _next_steps(work, case, sight)
        deadlines = deadlines_of(work, case, sight)
        gates = tuple(gate_view(work, case, one) for one in SIX_GATES if sight.whole)
        seen = open_to(work.directory, person_id, acting_for, work.today)
        links = links_of(session, case, sight, seen)
    state = case.cycle.state(row["state"])
    known = {name: row[name] for name in _DETAILS if sight.detail(name)}
    return RoundOverview(
        case_id, row["name"], row["state"], state.label, case.cycle.phases[state], row["revision"],
        row["suspended_at"] is not None, known.get("on_site_start"), known.get("on_site_end"),
        groups, deadlines, steps, gates, links, goal_of(office.policy.goals, row["state"]),
    )  # fmt: skip


def _no_round(case: LoadedCase) -> InvalidInput:
    return InvalidInput(
        Text(
            f"{case_number(case.id)} 是“{case.cycle.label.zh}”，不是巡察轮次；请用 case show。",
            f"{case_number(case.id)} is no round but: {case.cycle.label.en}. Use case show.",
        )
    )


def _groups(work: Work, round_id: int, units: list[CaseLine]) -> tuple[GroupView, ...]:
    found = []
    for group in work.directory.groups.values():
        if group.belongs_to != round_id:
            continue
        scope = CaseScope(round_id, group.id)
        leaders = work.directory.holders((Post.GROUP_LEADER,), scope, work.today)
        found.append(
            GroupView(
                group.code, group.name, _names(work, leaders),
                tuple(line for line in units if line.group == group.name),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda group: group.code))


def _next_steps(work: Work, case: LoadedCase, sight: Sight) -> tuple[NextStep, ...]:
    """Return the events that lead on from here, forwards first, whoever may give them."""
    cycle = LIFE_CYCLES[case.row["kind"], case.row["version"]]
    order = [state.value for state in cycle.states]
    here = order.index(case.row["state"])
    found = [
        (order.index(line.target.value), line.target.label, line)
        for (state, _), line in cycle.table.items()
        if state == case.row["state"] and line.target is not None
    ]
    found.sort(key=lambda one: (one[0] < here, one[0]))
    return tuple(_step(work, case, line, to, sight, back=at < here) for at, to, line in found)


def _step(
    work: Work, case: LoadedCase, line: Transition[Any, Any], to: Text, sight: Sight, *, back: bool
) -> NextStep:
    """Return one step as somebody finds it who may give it; what others lack stays with them."""
    work.load(case.id, line.needs)
    posts = (HeldPost(0, line.by[0], Scope.OFFICE, 0, date.min, pledged_at=work.now),)
    facts = take_facts(work, case, Actor(0, posts), {}, case.row, line.needs)
    refusals = outlook(case.cycle, case.row["state"], line.event.value, facts)
    closed = tuple(
        Closed(
            one.rule,
            one.text,
            one.row,
            one.cured_by,
            _holders(work, case, one.cured_by),
            one.missing,
        )
        for one in refusals
    )
    if closed and not sight.whole:
        closed = (Closed(_WITHHELD, _NOT_READY, "§3", line.by, _holders(work, case, line.by)),)
    return NextStep(
        line.event.value, line.event.label, to, back, line.by,
        _holders(work, case, line.by), closed,
    )  # fmt: skip


def _holders(work: Work, case: LoadedCase, posts: tuple[Post, ...]) -> tuple[str, ...]:
    return _names(work, work.directory.holders(posts, case.scope, work.today))


def _names(work: Work, people: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(work.directory.people[person].name for person in people)
