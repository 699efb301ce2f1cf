"""Recurring duties as people see them: which there are, when each was done, and one done now.

Only who keeps the office running may; a duty done by hand is an entry of the register.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.commands import Outcome
from engine.directory import Directory
from engine.office import Office
from engine.register import register
from engine.registrar import register_outcome
from engine.routines.catalogue import ROUTINES
from engine.routines.routine import Figures, Routine
from engine.routines.run import RoutineReport, run_for
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.posts import OFFICE, CaseScope, Post
from rules.routines import Period, When
from store import routine_runs

_BY = (*OFFICE, Post.SYSTEM_ADMIN)


@dataclass(frozen=True, slots=True)
class RoutineLine:
    """One recurring duty in the list."""

    name: str
    label: Text
    when: When
    source: Text
    row: str
    period: str | None
    """The newest period it was done for."""
    ran_at: datetime | None
    figures: Figures
    next_at: datetime | None


def listed(office: Office, person_id: int, acting_for: int | None = None) -> list[RoutineLine]:
    """Return every recurring duty: when it was done last, and when it comes round next.

    Raises:
        NotPermitted: this is not for who asks.
    """
    today = office_day(office.now())
    with office.database.reading() as tx:
        _allowed(office.directory(tx), person_id, acting_for, today)
        done = routine_runs.newest(tx)
    return [_line(office, one, done.get(one.name, {})) for one in ROUTINES.values()]


def _line(office: Office, one: Routine, done: Mapping[str, Any]) -> RoutineLine:
    terms = office.policy.routines[one.name]
    coming = terms.when.following(office.policy.calendar, office.now())
    return RoutineLine(
        one.name, one.label, terms.when, terms.source, terms.row,
        done.get("period"), done.get("ran_at"), json.loads(done.get("figures", "{}")),
        coming.begins_at if coming else None,
    )  # fmt: skip


def run_by_hand(
    office: Office,
    name: str,
    person_id: int,
    acting_for: int | None = None,
    *,
    day: date | None = None,
) -> RoutineReport:
    """Do a recurring duty now for the period of `day`, whether or not it was done before.

    Raises:
        NotFound: there is no such duty.
        InvalidInput: the day lies ahead, or no period has begun by then.
        NotPermitted: this is not for who asks; the attempt is recorded.
        Conflict: others keep changing the register; try again.
    """
    one = ROUTINES.get(name)
    if one is None:
        known = "、".join(ROUTINES)
        raise NotFound(
            Text(
                f"没有例行工作“{name}”；现有：{known}。", f'No routine "{name}"; there are {known}.'
            )
        )
    period = _period(office, one, day)

    def note(work: Work) -> Outcome:
        case = register(work)  # opened with the first change of who is who
        actor = _allowed(work.directory, person_id, acting_for, work.today)
        work.entry(case, "routine", actor, routine=name, period=period.key)
        return register_outcome(work)

    transact(office, note, Attempt(None, "run_routine", person_id, acting_for))
    return run_for(office, one, period)


def _period(office: Office, one: Routine, day: date | None) -> Period:
    when, calendar, now = (
        office.policy.routines[one.name].when,
        office.policy.calendar,
        office.now(),
    )
    if day is not None and day > office_day(now):
        raise InvalidInput(
            Text(f"{day} 还没有到，不能提前办理。", f"{day} lies ahead: it cannot be done yet.")
        )
    past = day is not None and day < office_day(now)
    found = when.of_day(calendar, day) if past and day else when.latest(calendar, now)
    if found is None:
        raise InvalidInput(
            Text("到那一天为止没有工作日，没有这一期。", "No working day by then: no such period.")
        )
    return found


def _allowed(directory: Directory, person_id: int, acting_for: int | None, today: date) -> Actor:
    actor = directory.actor(person_id, acting_for, CaseScope(), today)
    if not may_fire(actor.posts, _BY, before_pledges=False):
        zh = "、".join(post.label.zh for post in _BY)
        en = ", ".join(post.label.en for post in _BY)
        raise NotPermitted(Text(f"例行工作只能由{zh}办理。", f"Routines are for {en}."))
    return actor
