"""What links a round to those before and after it: actions carried on, the plan that is deployed.

Rows M05, I05. Each link is shown only to who may see the case at its other end; of many the first
are listed and all are counted, both by the database. A further link is one field of `Links`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from engine.loading import LoadedCase
from kernel.ids import case_number
from kernel.words import Text
from rules.sight import Sight
from states.improvement import State
from states.round import State as RoundState
from store.conditions import Condition
from store.details.improvement import ImprovementDetail
from store.details.round import RoundDetail
from store.tables import Case

MOST_LINKED = 50
"""So many cases are listed of each link."""


@dataclass(frozen=True, slots=True)
class CarriedAction:
    """An action of an earlier retrospective that this round carries on."""

    number: str
    action: str
    owner_post: str
    due_on: date
    state: str
    state_label: Text
    round: str
    """The round in whose retrospective it was decided."""


@dataclass(frozen=True, slots=True)
class RoundLink:
    """Another round that a plan links to this one."""

    number: str
    name: str
    state_label: Text


@dataclass(frozen=True, slots=True)
class Links:
    """How a round hangs together with others, as far as somebody may see them."""

    carried: tuple[CarriedAction, ...] = ()
    """The first of them, the one due first at the head."""
    carried_total: int = 0
    before: tuple[RoundLink, ...] = ()
    """The rounds at whose end this one was deployed."""
    next_plan_line: str | None = None
    """The line of the plan that was deployed as this round was heard."""
    after: tuple[RoundLink, ...] = ()
    """The rounds that belong to that line."""


def links_of(session: Session, case: LoadedCase, sight: Sight, seen: Condition) -> Links:
    """Return what links a round to others.

    Args:
        session: The session.
        case: The round.
        sight: What the reader may read of it.
        seen: The condition for what the reader may see (`engine.reach.open_to`).
    """
    own, following = (
        case.row[name] if sight.detail(name) else None for name in ("plan_line", "next_plan_line")
    )
    carried, total = _carried(session, case.id, seen)
    return Links(
        carried, total, _linked(session, case.id, RoundDetail.next_plan_line, own, seen),
        following, _linked(session, case.id, RoundDetail.plan_line, following, seen),
    )  # fmt: skip


def _carried(
    session: Session, round_id: int, seen: Condition
) -> tuple[tuple[CarriedAction, ...], int]:
    """Return actions of earlier rounds that were to be done when this one was opened, and all."""
    opened = select(Case.opened_at).where(Case.id == round_id).correlate(None).scalar_subquery()
    wanted = and_(
        Case.kind == "improvement", col(Case.round_id) < round_id,
        or_(Case.state == State.CARRIED.value, col(Case.moved_at) >= opened), seen,
    )  # fmt: skip
    total = session.exec(select(func.count()).select_from(Case).where(wanted)).one()
    query = (
        select(Case, ImprovementDetail, RoundDetail.name)
        .join(ImprovementDetail, col(ImprovementDetail.case_id) == col(Case.id))
        .join(RoundDetail, col(RoundDetail.case_id) == col(Case.round_id))
        .where(wanted)
        .order_by(col(ImprovementDetail.due_on), col(Case.id))
        .limit(MOST_LINKED)
    )
    found = tuple(
        CarriedAction(
            case_number(case.id or 0), told.action, told.owner_post, told.due_on, case.state,
            State(case.state).label, name,
        )
        for case, told, name in session.exec(query)
    )  # fmt: skip
    return found, total


def _linked(
    session: Session, round_id: int, column: Any, line: str | None, seen: Condition
) -> tuple[RoundLink, ...]:
    """Return the first rounds that somebody sees and that have `line` in `column`."""
    if line is None:
        return ()
    query = (
        select(Case.id, Case.state, RoundDetail.name)
        .join(RoundDetail, col(RoundDetail.case_id) == col(Case.id))
        .where(Case.kind == "round", Case.id != round_id, col(column) == line, seen)
        .order_by(col(Case.id))
        .limit(MOST_LINKED)
    )
    return tuple(
        RoundLink(case_number(case_id or 0), name, RoundState(state).label)
        for case_id, state, name in session.exec(query)
    )
