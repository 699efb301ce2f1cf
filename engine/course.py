"""The course of a round as it was planned and as it went: its stages and the stay at each unit.

What the Gantt chart and the lit picture of the life cycle show; cut like the case itself. A further
bar is a field of `Stage` or `Stay`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from engine.loading import LoadedCase
from engine.milestones import baseline_of
from engine.office import Office
from engine.queries import place_of
from engine.reach import open_to
from engine.visible import find_sight, load_visible
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput
from kernel.ids import case_number
from kernel.words import Text
from rules.milestones import STAGES
from rules.sight import CaseView, Sight
from states.catalogue import LIFE_CYCLES
from states.definition import Phase
from states.round import PHASES, State
from store.details.assignment import AssignmentDetail
from store.tables import Case, Entry, Timer

MOST_STAYS = 500
_ENTRIES = "SELECT body FROM entries WHERE case_id = :id ORDER BY seq"


@dataclass(frozen=True, slots=True)
class Stage:
    """One phase of the round."""

    phase: Phase
    planned: tuple[date, date] | None
    """From when to when the baseline has it; None where it has none, or is not read."""
    began: date | None
    ended: date | None
    """None while it goes on."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """One running deadline of a stay."""

    label: Text
    due_on: date
    original_on: date
    """Another day than `due_on` once it was extended."""


@dataclass(frozen=True, slots=True)
class Stay:
    """The stay of one group at one unit."""

    number: str
    unit: str
    group: str
    state: Text
    planned: tuple[date, date]
    """As it was when the assignment was opened."""
    ends_on: date
    """As extended."""
    entered_on: date | None
    left_on: date | None
    deadlines: tuple[DueDay, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How a round has gone."""

    stages: tuple[Stage, ...]
    entered: Mapping[str, date]
    """State → when the round was last brought into it."""
    stays: tuple[Stay, ...]


def read_course(
    office: Office, round_id: int, person_id: int, acting_for: int | None = None
) -> Course:
    """Return the course of a round as far as a person, or who stands in for one, may read it.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        InvalidInput: the case is no round.
    """
    with office.database.reading() as tx, office.database.session() as session:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, round_id, person_id, acting_for)
        if case.row["kind"] != "round":
            number = case_number(round_id)
            raise InvalidInput(Text(f"{number} 不是轮次。", f"{number} is no round."))
        told = sight.entries((json.loads(one["body"]) for one in tx.rows(_ENTRIES, id=round_id)),
                             person_id)  # fmt: skip
        moves = tuple(_moves(told))
        stages = _stages(moves, _planned(work, case, sight))
        stays = tuple(_stays(work, session, round_id, person_id, acting_for))
        return Course(stages, dict(moves), stays)


def _moves(entries: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, date]]:
    """Return each state that the round came into, and when, oldest first."""
    before = None
    for one in entries:
        if one["state"] != before:
            yield one["state"], office_day(datetime.fromisoformat(one["at"]))
        before = one["state"]


def _planned(work: Work, case: LoadedCase, sight: Sight) -> Mapping[str, tuple[date, date]]:
    """Return phase → from when to when the baseline has it, to who reads the whole round."""
    days = baseline_of(work.office, case.row) if sight.whole else {}
    if not days:
        return {}
    return {phase: (days[first], days[last]) for phase, (first, last) in STAGES.items()}


def _stages(
    moves: tuple[tuple[str, date], ...], planned: Mapping[str, tuple[date, date]]
) -> tuple[Stage, ...]:
    """Return the phases; one to which the round was returned goes on from its first beginning."""
    began: dict[Phase, date] = {}
    ended: dict[Phase, date] = {}
    here: Phase | None = None
    for state, day in moves:
        phase = PHASES[State(state)]
        if here is not None and phase is not here:
            ended[here] = day
        began.setdefault(phase, day)
        ended.pop(phase, None)
        here = phase
    return tuple(
        Stage(one, planned.get(one.value), began.get(one), ended.get(one))
        for one in Phase
        if one is not Phase.CLOSED
    )


def _stays(
    work: Work, session: Session, round_id: int, person_id: int, acting_for: int | None
) -> Iterable[Stay]:
    """Return the stays of the assignments that the person sees, as far as their dates are read."""
    query = (
        select(Case, AssignmentDetail, Entry)
        .join(AssignmentDetail, col(AssignmentDetail.case_id) == col(Case.id))
        .join(Entry, (col(Entry.case_id) == col(Case.id)) & (col(Entry.seq) == 1))
        .where(Case.kind == "assignment", Case.round_id == round_id, Case.state != "cancelled")
        .where(open_to(work.directory, person_id, acting_for, work.today))
        .order_by(col(Case.group_id), col(Case.id))
        .limit(MOST_STAYS)
    )
    found = list(session.exec(query))
    dues = _dues(session, [int(case.id or 0) for case, _, _ in found])
    for case, told, opened in found:
        actor = work.directory.actor(person_id, acting_for, place_of(case), work.today)
        seen = CaseView(case.kind, case.state, place_of(case))
        sight = find_sight(work.tx, int(case.id or 0), seen, actor.posts)
        if sight is None or not sight.detail("on_site_end"):
            continue
        first = json.loads(opened.body)["inputs"]
        planned = tuple(date.fromisoformat(first[f"on_site_{one}"]) for one in ("start", "end"))
        shown = sight.state(case.state) or case.state
        unit = work.directory.units.get(case.unit_id or 0)
        group = work.directory.groups.get(case.group_id or 0)
        yield Stay(
            case_number(case.id or 0), unit.name if unit else "", group.name if group else "",
            LIFE_CYCLES[case.kind, case.version].state(shown).label, (planned[0], planned[1]),
            told.on_site_end, told.entered_on, told.left_on,
            tuple(
                DueDay(work.office.policy.deadline(one.deadline, one.effective_from).label,
                       one.due_on, one.original_on)
                for one in dues.get(int(case.id or 0), ())
                if sight.deadline(one.deadline)
            ),
        )  # fmt: skip


def _dues(session: Session, ids: list[int]) -> dict[int, list[Timer]]:
    """Return the running deadlines of cases, the nearest first."""
    found: dict[int, list[Timer]] = {}
    query = select(Timer).where(col(Timer.case_id).in_(ids), Timer.status == "armed")
    for one in session.exec(query.order_by(col(Timer.due_on), col(Timer.deadline))):
        found.setdefault(one.case_id, []).append(one)
    return found
