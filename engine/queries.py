"""What the doors may read: cases, one case, its history and the notices of a person.

Every list is cut by `engine.reach.open_to`, every row and entry by the person's sight of it
(`engine/visible.py`); what waits for a person is in `engine/inbox.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from engine.books import counted_rows
from engine.explain import DeadlineView, deadlines_of
from engine.marking import bundle_mark, mark_of
from engine.office import Office
from engine.reach import open_to
from engine.reading import note_read
from engine.visible import find_sight, load_visible
from engine.work import Work
from kernel.clock import office_day
from kernel.ids import case_number
from kernel.words import Text
from rules.access import scope_of
from rules.grades import Mark
from rules.posts import CaseScope
from rules.sight import CaseView, Sight
from rules.small_cells import masked
from states.catalogue import LIFE_CYCLES, AnyLifeCycle
from store.database import Row, Transaction
from store.tables import Case, NoticeRow, Timer

_COMMON = (
    "id", "kind", "version", "revision", "parent_id", "round_id", "group_id", "unit_id", "body_id",
    "moved_at", "suspended_at",
)  # fmt: skip


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
class CaseSheet:
    """One case as far as a person may read it."""

    id: int
    cycle: AnyLifeCycle
    row: Row
    """The common columns and the details; what the person does not read is left out."""
    deadlines: tuple[DeadlineView, ...]
    own_grade: Mark
    grade: Mark
    """What the sheet bears: for who reads the whole case, the highest of everything in its file."""


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
    acting_for: int | None = None,
    limit: int = 500,
) -> list[CaseLine]:
    """Return the first `limit` cases a person may see, in order of their opening.

    Args:
        office: The office.
        person_id: Who looks.
        kind: Only cases of this kind.
        state: Only cases that the person sees in this state.
        round_id: Only this round and what belongs to it.
        parent_id: Only what is directly below this case.
        acting_for: The person stood in for: then what that person lends.
        limit: How many at most.
    """
    query = select(Case).where(Case.kind != "register").order_by(col(Case.id)).limit(limit)
    if kind is not None:
        query = query.where(Case.kind == kind)
    if round_id is not None:
        query = query.where((Case.round_id == round_id) | (Case.id == round_id))
    if parent_id is not None:
        query = query.where(Case.parent_id == parent_id)
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        seen = open_to(directory, person_id, acting_for, today, state=state)
        cases = list(session.exec(query.where(seen)))
        return case_lines(office, tx, session, cases, person_id, acting_for)


def case_lines(
    office: Office,
    tx: Transaction,
    session: Session,
    cases: Sequence[Case],
    person_id: int,
    acting_for: int | None = None,
) -> list[CaseLine]:
    """Return cases of a list as far as a person reads each of them."""
    directory, today = office.directory(tx), office_day(office.now())
    due = due_dates(session, [int(case.id or 0) for case in cases])
    lines: list[CaseLine] = []
    for case in cases:
        actor = directory.actor(person_id, acting_for, place_of(case), today)
        seen = CaseView(case.kind, case.state, place_of(case))
        sight = find_sight(tx, int(case.id or 0), seen, actor.posts)
        if sight is not None:
            lines.append(case_line(office, case, sight, due.get(int(case.id or 0), {})))
    return lines


def place_of(case: Case) -> CaseScope:
    """Return where a case belongs."""
    round_id = case.id if case.kind == "round" else case.round_id
    return scope_of(
        case.kind,
        round_id=round_id,
        group_id=case.group_id,
        unit_id=case.unit_id,
        body_id=case.body_id,
    )


def case_line(office: Office, case: Case, sight: Sight, due: Mapping[str, date]) -> CaseLine:
    """Return one case of a list as far as `sight` goes.

    Args:
        office: The office.
        case: The case.
        sight: What the reader may read of it.
        due: Its running deadlines with their dates.
    """
    cycle = LIFE_CYCLES[case.kind, case.version]
    state = sight.state(case.state) or case.state
    directory = office.known_directory()
    group = directory.groups.get(case.group_id or 0)
    unit = directory.units.get(case.unit_id or 0)
    dates = [day for deadline, day in due.items() if sight.deadline(deadline)]
    return CaseLine(
        int(case.id or 0), case.kind, cycle.label, state, cycle.state(state).label, case.revision,
        group.name if group else "", unit.name if unit else "", office_day(case.moved_at),
        min(dates, default=None),
    )  # fmt: skip


def due_dates(session: Session, ids: Sequence[int]) -> dict[int, dict[str, date]]:
    """Return the running deadlines of cases with their dates."""
    found: dict[int, dict[str, date]] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        query = select(col(Timer.case_id), col(Timer.deadline), col(Timer.due_on)).where(
            col(Timer.case_id).in_(part), Timer.status == "armed"
        )
        for case_id, deadline, due_on in session.exec(query):
            found.setdefault(case_id, {})[deadline] = due_on
    return found


def history(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> list[dict[str, Any]]:
    """Return what a person, or who stands in for one, may read of the entries, oldest first.

    Rows of a book whose readings are logged are only counted.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    note_read(office, case_id, person_id, acting_for)
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        rows = tx.rows("SELECT body FROM entries WHERE case_id = :id ORDER BY seq", id=case_id)
    told = sight.entries((json.loads(row["body"]) for row in rows), person_id)
    least = office.policy.limit("small_cell")
    return [
        {**one, "inputs": masked(counted_rows(case.cycle, one), least)} if "inputs" in one else one
        for one in told
    ]


def show_case(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> CaseSheet:
    """Return a case as far as a person, or who stands in for one, may read it, with its deadlines.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    note_read(office, case_id, person_id, acting_for)
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        shown = {
            name: value for name, value in case.row.items() if name in _COMMON or sight.detail(name)
        }
        shown["state"] = sight.state(case.row["state"])
        shown = masked(shown, office.policy.limit("small_cell"))
        own = mark_of(case.row)
        grade = bundle_mark(tx, case.id) if sight.whole else own
        return CaseSheet(case.id, case.cycle, shown, deadlines_of(work, case, sight), own, grade)


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
