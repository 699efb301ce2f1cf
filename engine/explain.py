"""Why an event is open or closed to a person now, who can remove each reason, and what comes next.

The same pure decision as `advance`, asked for every event of the life cycle; nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.facts import take_facts
from engine.hearing import heard_by
from engine.loading import LoadedCase
from engine.office import Office
from engine.reading import note_read
from engine.visible import load_visible
from engine.work import Work
from kernel.ids import case_number
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.posts import Post
from rules.rule import Refusal
from rules.sight import Sight
from states.decide import advice_on, outlook
from states.definition import Transition
from states.inputs import Field


@dataclass(frozen=True, slots=True)
class Closed:
    """One reason why an event is closed, and who can remove it."""

    rule: str
    reason: Text
    row: str
    by: tuple[Post, ...]
    people: tuple[str, ...]
    """The names of those who hold one of these posts here now."""
    missing: tuple[Text, ...] = ()
    """What the reason names; `engine/remedies.py` says in which case each of it is mended."""


@dataclass(frozen=True, slots=True)
class EventView:
    """One event of a case, as one person finds it."""

    event: str
    label: Text
    is_open: bool
    target: Text | None
    """The state it leads to; None when it changes no state, or leads nowhere from here."""
    asks: tuple[Field, ...]
    closed: tuple[Closed, ...]
    advice: tuple[Text, ...] = ()
    """What speaks against the event without closing it."""


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One running deadline: both dates, the source of the number, and who hears next and when."""

    deadline: str
    label: Text
    due_on: date
    nominal_on: date
    original_on: date
    source: Text
    provisional: bool
    suspended: bool
    days_left: int
    next_at: datetime | None
    next_step: Text | None
    hears: tuple[str, ...]
    """The names of those who hear of the next step; empty to who does not read the whole case."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one person may do with a case now, and what comes next."""

    case_id: int
    kind: Text
    state: Text
    revision: int
    suspended: bool
    may_hold: bool
    """Whether the person may stop the clocks of the case and start them again."""
    events: tuple[EventView, ...]
    deadlines: tuple[DeadlineView, ...]

    @property
    def number(self) -> str:
        """Return the number of the case."""
        return case_number(self.case_id)


def explain(
    office: Office, case_id: int, person_id: int, *, acting_for: int | None = None
) -> Explanation:
    """Say of every event whether it is open to a person now and, if not, every reason.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    note_read(office, case_id, person_id, acting_for)
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, actor, sight = load_visible(work, case_id, person_id, acting_for)
        state = sight.state(case.row["state"]) or case.row["state"]
        events = tuple(
            _event(work, case, actor, one.value, state)
            for one in case.cycle.events
            if sight.every_event or _is_for(case, actor, one.value)
        )
        return Explanation(
            case.id, case.cycle.label, case.cycle.state(state).label, case.row["revision"],
            case.row["suspended_at"] is not None,
            may_fire(actor.posts, case.cycle.held_by, before_pledges=False)
            and not case.cycle.is_final(case.row["state"]),
            events, deadlines_of(work, case, sight),
        )  # fmt: skip


def _is_for(case: LoadedCase, actor: Actor, event: str) -> bool:
    """Say whether an event is for one of the actor's posts, in whatever state."""
    mine = {held.post for held in actor.posts}
    return any(
        one.event.value == event and not mine.isdisjoint(one.by) for one in case.cycle.transitions
    )


def _event(work: Work, case: LoadedCase, actor: Actor, event: str, state: str) -> EventView:
    """Return an event as the actor finds it in `state`, the one that is shown to the actor."""
    cycle = case.cycle
    label = next(one.label for one in cycle.events if one.value == event)
    line: Transition[Any, Any] | None = cycle.table.get((state, event))
    needs = line.needs if line else frozenset()
    work.load(case.id, needs)
    facts = take_facts(work, case, actor, {}, case.row, needs)
    closed = tuple(_closed(work, case, one) for one in outlook(cycle, state, event, facts))
    target = line.target.label if line is not None and line.target is not None else None
    asks = line.asks if line is not None else ()
    advice = tuple(one.text for one in advice_on(line, facts)) if line and not closed else ()
    return EventView(event, label, not closed, target, asks, closed, advice)


def _closed(work: Work, case: LoadedCase, refusal: Refusal) -> Closed:
    names = _names(work, case, refusal.cured_by)
    return Closed(refusal.rule, refusal.text, refusal.row, refusal.cured_by, names, refusal.missing)


def _names(
    work: Work, case: LoadedCase, posts: tuple[Post, ...], people: tuple[int, ...] = ()
) -> tuple[str, ...]:
    """Return the names of `people` and of those who hold one of `posts` inside a case now."""
    found = dict.fromkeys((*people, *work.directory.holders(posts, case.scope, work.today)))
    return tuple(work.directory.people[one].name for one in found if one in work.directory.people)


def deadlines_of(work: Work, case: LoadedCase, sight: Sight) -> tuple[DeadlineView, ...]:
    """Return the running deadlines of a case as far as they are read, the nearest first."""
    policy = work.office.policy
    views: list[DeadlineView] = []
    running = [one for one in work.timers(case) if sight.deadline(one["deadline"])]
    for timer in sorted(running, key=lambda one: (one["due_on"], one["deadline"])):
        rule = policy.deadline(timer["deadline"], timer["effective_from"])
        steps = policy.ladders[timer["ladder"]].steps
        upcoming = steps[timer["step"]] if timer["step"] < len(steps) else None
        hears: tuple[str, ...] = ()
        if upcoming is not None and sight.whole:
            posts, people = heard_by(work, case, timer, upcoming)
            hears = _names(work, case, posts, people or ())
        views.append(
            DeadlineView(
                timer["deadline"], rule.label, timer["due_on"], timer["nominal_on"],
                timer["original_on"], rule.source, bool(timer["provisional"]),
                timer["status"] == "suspended", (timer["due_on"] - work.today).days,
                timer["next_at"], upcoming.label if upcoming else None, hears,
            )
        )  # fmt: skip
    return tuple(views)
