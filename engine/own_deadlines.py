"""The deadlines that wait for a person, for a calendar of their own: number and date, no content.

One waits for whoever its life cycle names as its owner, and for whoever has to act or sign so that
its case moves on; a stand-in has those of whom they stand in for. Suspended ones have no date and
are left out. What may be seen is cut as in every list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlmodel import and_, col, false, or_, select

from engine.inbox import inbox
from engine.office import Office
from engine.queries import place_of
from engine.reach import visible_to
from engine.visible import find_sight
from kernel.clock import office_day
from kernel.ids import case_number
from rules.facts import Actor
from rules.posts import HeldPost, Post
from rules.sight import CaseView
from states.catalogue import LIFE_CYCLES
from store.conditions import Condition
from store.database import Transaction
from store.tables import Case, Entry, Timer

_MOST = 500


@dataclass(frozen=True, slots=True)
class OwnDeadline:
    """One deadline in the calendar of a person."""

    key: str
    """Stays the same while the deadline runs, whatever becomes of its date; tells nothing."""
    number: str
    """The number of the case."""
    due_on: date
    provisional: bool
    change: int
    """Grows with everything that happens to the case: a later state of the date has more."""
    changed_at: datetime


def own_deadlines(office: Office, person_id: int) -> list[OwnDeadline]:
    """Return the deadlines that wait for a person, the nearest first."""
    acting = frozenset(one.line.case_id for one in inbox(office, person_id, limit=_MOST))
    today = office_day(office.now())
    found: dict[tuple[int, str], OwnDeadline] = {}
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        lent = (one.person for one in directory.stands_in_for(person_id, today))
        for principal in dict.fromkeys([None, *lent]):
            posts, rounds = directory.reach(person_id, principal, today)
            query = (
                select(Timer, Case, Entry)
                .where(col(Timer.case_id) == col(Case.id), Timer.status == "armed")
                .where(col(Entry.case_id) == col(Case.id), col(Entry.seq) == col(Case.seq))
                .where(visible_to(posts, today))
                .where(col(Case.id).in_(acting) | _owned_by(posts, today))
                .order_by(col(Timer.due_on), col(Timer.case_id), col(Timer.deadline))
                .limit(_MOST)
            )
            if rounds is not None:
                query = query.where(col(Case.round_id).in_(rounds) | col(Case.id).in_(rounds))
            for timer, case, last in session.exec(query):
                actor = directory.actor(person_id, principal, place_of(case), today)
                if _waits(tx, timer, case, actor, acting):
                    found[timer.case_id, timer.deadline] = _told(timer, last)
    return sorted(found.values(), key=lambda one: (one.due_on, one.number, one.key))


def _owned_by(posts: Iterable[HeldPost], today: date) -> Condition:
    """Return the condition that one of the posts owns the deadline, whatever its place."""
    mine = {held.post for held in posts if held.held_on(today)}
    owned: list[Condition] = [
        and_(col(Case.kind) == kind, col(Case.version) == version, col(Timer.deadline).in_(names))
        for kind, version in LIFE_CYCLES
        if (names := sorted(_owned(kind, version, mine)))
    ]
    return or_(false(), *owned)


def _owned(kind: str, version: int, posts: set[Post]) -> Iterator[str]:
    for one in LIFE_CYCLES[kind, version].deadlines:
        if not posts.isdisjoint(one.owner):
            yield one.name


def _waits(tx: Transaction, timer: Timer, case: Case, actor: Actor, acting: frozenset[int]) -> bool:
    """Say whether a deadline is read by the actor, and is theirs at this place."""
    seen = CaseView(case.kind, case.state, place_of(case))
    sight = find_sight(tx, timer.case_id, seen, actor.posts)
    if sight is None or not sight.deadline(timer.deadline):
        return False
    mine = {held.post for held in actor.posts}
    return timer.case_id in acting or timer.deadline in _owned(case.kind, case.version, mine)


def _told(timer: Timer, last: Entry) -> OwnDeadline:
    """Return a deadline; `last` is the newest entry of its case."""
    key = sha256(f"{timer.case_id}/{timer.deadline}/{timer.armed_seq}".encode()).hexdigest()
    changed_at = datetime.fromisoformat(json.loads(last.body)["at"])
    return OwnDeadline(
        key[:32], case_number(timer.case_id), timer.due_on, timer.provisional, last.seq, changed_at
    )
