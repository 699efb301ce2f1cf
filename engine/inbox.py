"""What waits for a person: cases with an event that is open to them now, the most urgent first.

A case is looked at only where `engine.reach` lets the person see it and its state has an event for
one of their posts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from sqlmodel import Session, and_, col, false, func, or_, select

from engine.directory import Person
from engine.facts import take_facts
from engine.loading import LoadedCase
from engine.office import Office
from engine.queries import CaseLine, case_line, due_dates, place_of
from engine.reach import open_to
from engine.visible import find_sight
from engine.work import Work
from kernel.clock import office_day
from kernel.words import Text
from rules.facts import Actor
from rules.posts import HeldPost, Post
from rules.sight import CaseView, Sight
from states.catalogue import LIFE_CYCLES, NEWEST
from states.decide import outlook
from store.conditions import Condition
from store.tables import Case, Timer

_BLOCK = 100


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """One event that is open to a person now."""

    event: str
    label: Text
    by: Post
    """The post of theirs by which it is."""


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One thing that waits for a person: who for, what may be done, until when."""

    line: CaseLine
    events: tuple[OpenEvent, ...]
    acting_for: Person | None
    step: Text | None
    """Where its most urgent ladder stands; None before the first step."""


def inbox(
    office: Office,
    person_id: int,
    *,
    kind: str | None = None,
    until: date | None = None,
    limit: int = 200,
) -> list[InboxLine]:
    """Return what waits for a person, as owner, signer or stand-in, the most urgent first.

    Args:
        office: The office.
        person_id: For whom it waits.
        kind: Only cases of this kind.
        until: Only what is due on this day or before.
        limit: How many at most.
    """
    lines: list[InboxLine] = []
    with office.database.reading() as tx, office.database.session() as session:
        work = Work(office, tx, office.now())
        others = work.directory.stands_in_for(person_id, work.today)
        for principal in dict.fromkeys([None, *(one.person for one in others)]):
            found = _waiting(work, session, person_id, principal, kind, until)
            lines += islice(found, limit)
    lines.sort(key=lambda one: (one.line.due_on or date.max, one.line.case_id))
    return lines[:limit]


def waiting_kinds(office: Office, person_id: int) -> dict[str, Text]:
    """Return the kinds of case in which something may wait for a person, with their names."""
    today = office_day(office.now())
    found: set[str] = set()
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        others = directory.stands_in_for(person_id, today)
        for principal in dict.fromkeys([None, *(one.person for one in others)]):
            posts, _ = directory.reach(person_id, principal, today)
            seen = open_to(directory, person_id, principal, today)
            mine = seen, _may_move(posts, today)
            found.update(session.exec(select(Case.kind).where(*mine).distinct()))
    return {kind: one.label for kind, one in NEWEST.items() if kind in found}


def _waiting(
    work: Work, session: Session, person_id: int, principal: int | None, kind: str | None,
    until: date | None,
) -> Iterator[InboxLine]:  # fmt: skip
    """Yield what waits for one person or for whom they stand in, read block by block."""
    posts, _ = work.directory.reach(person_id, principal, work.today)
    may_see = open_to(work.directory, person_id, principal, work.today)
    due = (
        select(func.min(col(Timer.due_on)))
        .where(col(Timer.case_id) == col(Case.id), Timer.status == "armed")
        .correlate(Case)
        .scalar_subquery()
    )
    query = (
        select(Case)
        .where(may_see, _may_move(posts, work.today))
        .order_by(func.coalesce(due, date.max), col(Case.id))
    )
    if kind is not None:
        query = query.where(Case.kind == kind)
    if until is not None:
        query = query.where(due <= until)
    start = 0
    while cases := list(session.exec(query.offset(start).limit(_BLOCK))):
        dates = due_dates(session, [int(case.id or 0) for case in cases])
        for case in cases:
            actor = work.directory.actor(person_id, principal, place_of(case), work.today)
            line = _line(work, case, actor, dates.get(int(case.id or 0), {}))
            if line is not None:
                yield line
        start += _BLOCK


def _may_move(posts: Iterable[HeldPost], today: date) -> Condition:
    """Return the condition that a case is where some event by one of the posts leads on."""
    return _moved_by(frozenset(held.post for held in posts if held.held_on(today)))


@cache
def _moved_by(mine: frozenset[Post]) -> Condition:
    """Return that condition for a set of posts; there are few such sets, and every desk asks."""
    found: list[Condition] = [
        and_(
            col(Case.kind) == kind,
            col(Case.version) == version,
            col(Case.state).in_(sorted(states)),
        )
        for (kind, version) in LIFE_CYCLES
        if (states := _states_for(kind, version, mine))
    ]
    return or_(false(), *found)


def _states_for(kind: str, version: int, mine: frozenset[Post]) -> set[str]:
    return {
        state
        for (state, _), line in LIFE_CYCLES[kind, version].table.items()
        if line.target is not None and not mine.isdisjoint(line.by)
    }


def _line(work: Work, case: Case, actor: Actor, due: Mapping[str, date]) -> InboxLine | None:
    seen = CaseView(case.kind, case.state, place_of(case))
    sight = find_sight(work.tx, int(case.id or 0), seen, actor.posts)
    if sight is None:
        return None
    loaded = work.load(int(case.id or 0))
    open_now = tuple(_open_events(work, loaded, actor))
    if not open_now:
        return None
    stands_for = work.directory.people[actor.acting_for] if actor.acting_for else None
    return InboxLine(
        case_line(work.office, case, sight, due), open_now, stands_for, _step(work, loaded, sight)
    )


def _open_events(work: Work, case: LoadedCase, actor: Actor) -> Iterator[OpenEvent]:
    cycle, mine = case.cycle, {held.post for held in actor.posts}
    for (state, event), line in cycle.table.items():
        by = next((one for one in line.by if one in mine), None)
        if state != case.row["state"] or line.target is None or by is None:
            continue
        work.load(case.id, line.needs)
        facts: Any = take_facts(work, case, actor, {}, case.row, line.needs)
        if not outlook(cycle, state, event, facts):
            yield OpenEvent(event, line.event.label, by)


def _step(work: Work, case: LoadedCase, sight: Sight) -> Text | None:
    """Return the highest step that a ladder of the case has reached and still has."""
    found: tuple[int, Text] | None = None
    for timer in work.timers(case):
        steps = work.office.policy.ladders[timer["ladder"]].steps
        spoken = min(timer["spoken"], len(steps) - 1)  # a ladder may have become shorter
        if spoken >= 0 and sight.deadline(timer["deadline"]) and (not found or spoken > found[0]):
            found = spoken, steps[spoken].label
    return found[1] if found else None
