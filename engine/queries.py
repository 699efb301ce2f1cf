"""What the doors may read: cases, their history, a person's inbox; filtered by the access rule.

Lists are SQLModel queries; every row that leaves here has passed `rules.access.may_see`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from engine.directory import Directory
from engine.explain import DeadlineView, deadlines_of, load_visible
from engine.facts import take_facts
from engine.loading import LoadedCase
from engine.office import Office
from engine.work import Work
from kernel.clock import office_day
from kernel.ids import case_number
from kernel.words import Text
from rules.access import may_see, scope_of
from rules.posts import CaseScope
from states.catalogue import LIFE_CYCLES
from states.decide import outlook
from store.tables import Case, NoticeRow, Timer


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list."""

    case_id: int
    kind: str
    kind_label: Text
    state: str
    state_label: Text
    revision: int
    group: str
    unit: str
    moved_on: date
    due_on: date | None
    """The nearest due date that runs on it."""

    @property
    def number(self) -> str:
        """Return the number of the case."""
        return case_number(self.case_id)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One thing that waits for a person: who for, what may be done, until when."""

    line: CaseLine
    events: tuple[Text, ...]
    acting_for: str | None
    step: Text | None
    """Where its most urgent ladder stands; None before the first step."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice to a person that is not acknowledged."""

    key: str
    case_id: int
    notice: str
    due_on: date | None
    created_at: datetime
    wants_receipt: bool


def list_cases(
    office: Office,
    person_id: int,
    *,
    kind: str | None = None,
    state: str | None = None,
    round_id: int | None = None,
    parent_id: int | None = None,
    limit: int = 500,
) -> list[CaseLine]:
    """Return the cases a person may see, in order of their opening."""
    query = select(Case).where(Case.kind != "register").order_by(col(Case.id))
    if kind is not None:
        query = query.where(Case.kind == kind)
    if state is not None:
        query = query.where(Case.state == state)
    if round_id is not None:
        query = query.where((Case.round_id == round_id) | (Case.id == round_id))
    if parent_id is not None:
        query = query.where(Case.parent_id == parent_id)
    with office.database.reading() as tx:
        directory = office.directory(tx)
    today = office_day(office.now())
    lines: list[CaseLine] = []
    with office.database.session() as session:
        for case in session.exec(query):
            actor = directory.actor(person_id, None, _scope(case), today)
            if may_see(actor.posts, case.kind):
                lines.append(_line(office, case, None))
                if len(lines) == limit:
                    break
        due = _nearest(session, [line.case_id for line in lines])
    return [_with_due(line, due.get(line.case_id)) for line in lines]


def _scope(case: Case) -> CaseScope:
    round_id = case.id if case.kind == "round" else case.round_id
    return scope_of(
        case.kind,
        round_id=round_id,
        group_id=case.group_id,
        unit_id=case.unit_id,
        body_id=case.body_id,
    )


def _line(office: Office, case: Case, due_on: date | None) -> CaseLine:
    cycle = LIFE_CYCLES[case.kind, case.version]
    directory = office.known_directory()
    group = directory.groups.get(case.group_id or 0)
    unit = directory.units.get(case.unit_id or 0)
    return CaseLine(
        int(case.id or 0), case.kind, cycle.label, case.state, cycle.state(case.state).label,
        case.revision, group.name if group else "", unit.name if unit else "",
        office_day(case.moved_at), due_on,
    )  # fmt: skip


def _with_due(line: CaseLine, due_on: date | None) -> CaseLine:
    return CaseLine(
        line.case_id, line.kind, line.kind_label, line.state, line.state_label, line.revision,
        line.group, line.unit, line.moved_on, due_on,
    )  # fmt: skip


def _nearest(session: Session, ids: list[int]) -> dict[int, date]:
    found: dict[int, date] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        query = select(col(Timer.case_id), col(Timer.due_on)).where(
            col(Timer.case_id).in_(part), Timer.status == "armed"
        )
        for case_id, due_on in session.exec(query):
            found[case_id] = min(due_on, found.get(case_id, due_on))
    return found


def history(office: Office, case_id: int, person_id: int) -> list[dict[str, Any]]:
    """Return every entry of a case a person may see, oldest first.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    with office.database.reading() as tx:
        load_visible(Work(office, tx, office.now()), case_id, person_id)
        rows = tx.rows("SELECT body FROM entries WHERE case_id = :id ORDER BY seq", id=case_id)
    return [json.loads(row["body"]) for row in rows]


def show_case(
    office: Office, case_id: int, person_id: int
) -> tuple[LoadedCase, tuple[DeadlineView, ...]]:
    """Return a case a person may see, with its running deadlines.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case = load_visible(work, case_id, person_id)
        return case, deadlines_of(work, case)


def inbox(office: Office, person_id: int, *, limit: int = 200) -> list[InboxLine]:
    """Return what waits for a person, as owner, signer or stand-in, the most urgent first."""
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        directory = work.directory
        principals: list[int | None] = [None]
        principals += [one.person for one in directory.stands_in_for(person_id, work.today)]
        lines: list[InboxLine] = []
        with office.database.session() as session:
            cases = list(session.exec(_waiting_cases(directory, person_id, principals)))
            due = _nearest(session, [int(case.id or 0) for case in cases])
        for principal in principals:
            for case in cases:
                found = _waits(work, case, person_id, principal, due.get(int(case.id or 0)))
                if found is not None:
                    lines.append(found)
    lines.sort(key=lambda one: (one.line.due_on or date.max, one.line.case_id))
    return lines[:limit]


def _waiting_cases(
    directory: Directory, person_id: int, principals: Iterable[int | None]
) -> SelectOfScalar[Case]:
    """Return the query for open cases that any post of the person could reach."""
    query = select(Case).where(Case.kind != "register").order_by(col(Case.id))
    reach: list[Any] = []
    for principal in principals:
        for held in directory.posts_of(principal or person_id):
            match held.scope.value:
                case "office":
                    return query
                case "group":
                    reach.append((Case.group_id == held.scope_id) | (Case.id == held.round_id))
                case "unit":
                    reach.append(Case.unit_id == held.scope_id)
                case "body":
                    reach.append(Case.body_id == held.scope_id)
    if not reach:
        return query.where(col(Case.id) < 0)
    either = reach[0]
    for one in reach[1:]:
        either = either | one
    return query.where(either)


def _waits(
    work: Work, case: Case, person_id: int, principal: int | None, due_on: date | None
) -> InboxLine | None:
    cycle = LIFE_CYCLES[case.kind, case.version]
    if cycle.is_final(case.state):
        return None
    actor = work.directory.actor(person_id, principal, _scope(case), work.today)
    mine = {held.post for held in actor.posts}
    moving = [
        line
        for (state, _), line in cycle.table.items()
        if state == case.state and line.target is not None and mine & set(line.by)
    ]
    if not moving:
        return None
    loaded = work.load(int(case.id or 0))
    open_now = []
    for line in moving:
        work.load(loaded.id, line.needs)
        facts = take_facts(work, loaded, actor, {}, loaded.row, line.needs)
        if not outlook(cycle, case.state, line.event.value, facts):
            open_now.append(line.event.label)
    if not open_now:
        return None
    stands_for = work.directory.people[principal].name if principal else None
    running = work.timers(loaded)
    spoken = max((t["spoken"] for t in running), default=-1)
    step = None
    if spoken >= 0:
        timer = next(t for t in running if t["spoken"] == spoken)
        step = work.office.policy.ladders[timer["ladder"]].steps[spoken].label
    return InboxLine(_line(work.office, case, due_on), tuple(open_now), stands_for, step)


def unread(office: Office, person_id: int, *, limit: int = 200) -> list[NoticeLine]:
    """Return the notices of a person that are not acknowledged, newest first."""
    query = (
        select(NoticeRow)
        .where(NoticeRow.person_id == person_id, col(NoticeRow.acknowledged_at).is_(None))
        .order_by(col(NoticeRow.created_at).desc(), col(NoticeRow.key))
        .limit(limit)
    )
    with office.database.session() as session:
        return [
            NoticeLine(
                row.key, row.case_id, row.notice, row.due_on, row.created_at, row.wants_receipt
            )
            for row in session.exec(query)
        ]
