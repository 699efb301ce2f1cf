"""The rounds a person may see, a page at a time: where each is, its window, its size, its lateness.

Cut, filtered and counted in the database. A further column is a field of `RoundLine`, a further
filter one condition of `_asked`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from engine.office import Office
from engine.queries import CaseLine, case_line, due_dates, place_of
from engine.reach import visible_to
from engine.visible import find_sight
from kernel.clock import office_day
from rules.sight import CaseView
from states.definition import Phase
from states.round import PHASES, State
from store.conditions import Condition
from store.details.round import RoundDetail
from store.tables import Case, Timer

ROWS = 50
"""How many rounds a page holds."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round in the list."""

    line: CaseLine
    name: str
    phase: Phase
    starts_on: date | None
    ends_on: date | None
    groups: int
    units: int
    """The units of the round that the person sees."""
    late: int | None
    """How many cases of the round are past a due date; None for who reads only a part of it."""


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One page of the list."""

    lines: tuple[RoundLine, ...]
    total: int
    years: tuple[int, ...]
    """The years in which a round of the list without filters begins, the newest first."""


@dataclass(frozen=True, slots=True)
class RoundFilter:
    """Which rounds are wanted; what is None is not asked."""

    year: int | None = None
    """In which the stay begins."""
    state: State | None = None
    phase: Phase | None = None


_EVERY = RoundFilter()


def list_rounds(
    office: Office,
    person_id: int,
    wanted: RoundFilter = _EVERY,
    *,
    acting_for: int | None = None,
    page: int = 1,
) -> RoundPage:
    """Return one page of the rounds a person may see, the newest first.

    Args:
        office: The office.
        person_id: Who looks.
        wanted: Which rounds.
        acting_for: The person stood in for, if any.
        page: Which page, from 1.
    """
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        posts, rounds = directory.reach(person_id, acting_for, today)
        seen: list[Condition] = [col(Case.kind) == "round", visible_to(posts, today)]
        if rounds is not None:
            seen.append(col(Case.id).in_(rounds))
        query = (
            select(Case, RoundDetail)
            .join(RoundDetail, col(RoundDetail.case_id) == col(Case.id))
            .where(*seen, *_asked(wanted))
        )
        total = session.exec(select(func.count()).select_from(query.subquery())).one()
        years = _years(session, seen)
        newest = query.order_by(col(Case.id).desc()).offset((page - 1) * ROWS).limit(ROWS)
        found = list(session.exec(newest))
        ids = [int(case.id or 0) for case, _ in found]
        units = _counts(session, ids, Case.kind == "assignment", visible_to(posts, today))
        late, due = _late(session, ids, today), due_dates(session, ids)
        lines: list[RoundLine] = []
        for case, told in found:
            actor = directory.actor(person_id, acting_for, place_of(case), today)
            sight = find_sight(
                tx, int(case.id or 0), CaseView(case.kind, case.state, place_of(case)), actor.posts
            )
            if sight is None:
                continue
            number = int(case.id or 0)
            window = sight.detail("on_site_start")
            groups = sum(one.belongs_to == number for one in directory.groups.values())
            lines.append(
                RoundLine(
                    case_line(office, case, sight, due.get(number, {})), told.name,
                    PHASES[State(case.state)], told.on_site_start if window else None,
                    told.on_site_end if window else None, groups, units.get(number, 0),
                    late.get(number, 0) if sight.whole else None,
                )
            )  # fmt: skip
    return RoundPage(tuple(lines), total, years)


def _asked(wanted: RoundFilter) -> list[Condition]:
    """Return the conditions of the filters."""
    found: list[Any] = []
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        found.append(col(RoundDetail.on_site_start).between(first, last))
    if wanted.state is not None:
        found.append(col(Case.state) == wanted.state.value)
    if wanted.phase is not None:
        of_it = [state.value for state, phase in PHASES.items() if phase is wanted.phase]
        found.append(col(Case.state).in_(of_it))
    return found


def _years(session: Session, seen: Sequence[Condition]) -> tuple[int, ...]:
    days = (
        select(col(RoundDetail.on_site_start))
        .join(Case, col(RoundDetail.case_id) == col(Case.id))
        .where(*seen)
    )
    return tuple(sorted({day.year for day in session.exec(days) if day}, reverse=True))


def _counts(session: Session, rounds: Sequence[int], *of: Any) -> dict[int, int]:
    """Return round → how many of its cases fulfil conditions."""
    query = (
        select(col(Case.round_id), func.count())
        .where(col(Case.round_id).in_(rounds), Case.state != "cancelled", *of)
        .group_by(col(Case.round_id))
    )
    return {int(one or 0): n for one, n in session.exec(query)}


def _late(session: Session, rounds: Sequence[int], today: date) -> dict[int, int]:
    """Return round → how many cases of it, itself among them, are past a due date."""
    owner = func.coalesce(col(Case.round_id), col(Case.id))
    query = (
        select(owner, func.count(func.distinct(col(Case.id))))
        .join(Timer, col(Timer.case_id) == col(Case.id))
        .where(owner.in_(rounds), Timer.status == "armed", col(Timer.due_on) < today)
        .group_by(owner)
    )
    return {int(one): n for one, n in session.exec(query)}
