"""A round at a glance: its stage, its groups with their units, its deadlines, and what blocks it.

Read only, and only what the person may see. A further figure is one field of `RoundOverview`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.explain import Closed, DeadlineView
from engine.facts import take_facts
from engine.loading import LoadedCase
from engine.office import Office
from engine.queries import CaseLine, list_cases, show_case
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.ids import case_number
from kernel.words import Text
from rules.facts import Actor
from rules.posts import CaseScope, HeldPost, Post, Scope
from states.catalogue import LIFE_CYCLES
from states.decide import outlook
from states.definition import Phase, Transition

_MOST_UNITS = 10_000


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

    @property
    def number(self) -> str:
        """Return the number of the round."""
        return case_number(self.case_id)


def round_overview(office: Office, case_id: int, person_id: int) -> RoundOverview:
    """Return where a round is and what blocks its next stage.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        InvalidInput: the case is no round.
    """
    case, deadlines = show_case(office, case_id, person_id)
    row = case.row
    if row["kind"] != "round":
        raise InvalidInput(
            Text(
                f"{case_number(case_id)} 是“{case.cycle.label.zh}”，不是巡察轮次；请用 case show。",
                f"{case_number(case_id)} is no round but: {case.cycle.label.en}. Use case show.",
            )
        )
    units = list_cases(office, person_id, kind="assignment", round_id=case_id, limit=_MOST_UNITS)
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        groups = _groups(work, case_id, units)
        steps = _next_steps(work, work.load(case_id))
    state = case.cycle.state(row["state"])
    return RoundOverview(
        case_id, row["name"], row["state"], state.label, case.cycle.phases[state], row["revision"],
        row["suspended_at"] is not None, row["on_site_start"], row["on_site_end"], groups,
        deadlines, steps,
    )  # fmt: skip


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


def _next_steps(work: Work, case: LoadedCase) -> tuple[NextStep, ...]:
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
    return tuple(_step(work, case, line, to, back=at < here) for at, to, line in found)


def _step(
    work: Work, case: LoadedCase, line: Transition[Any, Any], to: Text, *, back: bool
) -> NextStep:
    """Return one step as somebody finds it who may give it."""
    work.load(case.id, line.needs)
    posts = (HeldPost(0, line.by[0], Scope.OFFICE, 0, date.min, pledged_at=work.now),)
    facts = take_facts(work, case, Actor(0, posts), {}, case.row, line.needs)
    refusals = outlook(case.cycle, case.row["state"], line.event.value, facts)
    closed = tuple(
        Closed(one.rule, one.text, one.row, one.cured_by, _holders(work, case, one.cured_by))
        for one in refusals
    )
    return NextStep(
        line.event.value, line.event.label, to, back, line.by,
        _holders(work, case, line.by), closed,
    )  # fmt: skip


def _holders(work: Work, case: LoadedCase, posts: tuple[Post, ...]) -> tuple[str, ...]:
    return _names(work, work.directory.holders(posts, case.scope, work.today))


def _names(work: Work, people: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(work.directory.people[person].name for person in people)
