"""Lists of cases page by page: filtered, sorted, counted and cut by the database.

A further filter is a field of `Wanted` and its line in `condition`; a further order is a member of
`Order` and its line in `_sorted`. What a person may see is decided by `engine/reach.py`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import and_, col, func, or_, select

from engine.office import Office
from engine.queries import CaseLine, case_lines
from engine.reach import open_to
from kernel.clock import office_day
from kernel.words import Labelled
from store.conditions import Condition
from store.tables import Case, Timer

PAGE = 50
"""How many cases one page shows."""


class Order(Labelled):
    """In which order a list stands."""

    MOVED = "moved", "最近变动在前", "Last moved first"
    DUE = "due", "最早到期在前", "Due first"
    OPENED = "opened", "按建立先后", "In order of opening"
    KIND = "kind", "按类别", "By kind"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are asked for; None asks for all of them."""

    kind: str | None = None
    state: str | None = None
    """As the person sees it."""
    round_id: int | None = None
    """The round and what belongs to it."""
    group_id: int | None = None
    unit_id: int | None = None
    parent_id: int | None = None
    """What is directly below this case."""
    ids: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of a list, and how long the whole list is."""

    lines: tuple[CaseLine, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return how many pages there are; an empty list has one."""
        return max(1, -(-self.total // PAGE))


def page_of_cases(
    office: Office,
    person_id: int,
    wanted: Wanted,
    *,
    order: Order = Order.MOVED,
    page: int = 1,
    acting_for: int | None = None,
) -> CasePage:
    """Return one page of the cases a person, or who stands in for one, may see.

    Args:
        office: The office.
        person_id: Who looks.
        wanted: Which cases.
        order: In which order.
        page: Which page, from 1; a page beyond the last is the last.
        acting_for: The person stood in for: then what that person lends.
    """
    with office.database.reading() as tx, office.database.session() as session:
        today = office_day(office.now())
        seen = open_to(office.directory(tx), person_id, acting_for, today, state=wanted.state)
        found = and_(seen, condition(wanted))
        total = session.exec(select(func.count()).select_from(Case).where(found)).one()
        shown = min(max(page, 1), max(1, -(-total // PAGE)))
        query = select(Case).where(found).order_by(*_sorted(order))
        cases = list(session.exec(query.offset((shown - 1) * PAGE).limit(PAGE)))
        lines = case_lines(office, tx, session, cases, person_id, acting_for)
    return CasePage(tuple(lines), total, shown)


def condition(wanted: Wanted) -> Condition:
    """Return the condition on `cases` that a filter is."""
    told: list[Condition] = [col(Case.kind) != "register"]
    for column, value in (
        (Case.kind, wanted.kind), (Case.group_id, wanted.group_id), (Case.unit_id, wanted.unit_id),
        (Case.parent_id, wanted.parent_id),
    ):  # fmt: skip
        if value is not None:
            told.append(col(column) == value)
    if wanted.round_id is not None:
        told.append(or_(col(Case.round_id) == wanted.round_id, col(Case.id) == wanted.round_id))
    if wanted.ids is not None:
        told.append(col(Case.id).in_(sorted(wanted.ids)))
    return and_(*told)


def _sorted(order: Order) -> tuple[Any, ...]:
    """Return what a list is ordered by; the number of the case settles ties."""
    match order:
        case Order.DUE:
            due = (
                select(func.min(col(Timer.due_on)))
                .where(col(Timer.case_id) == col(Case.id), Timer.status == "armed")
                .correlate(Case)
                .scalar_subquery()
            )
            return func.coalesce(due, date.max), col(Case.id)
        case Order.OPENED:
            return (col(Case.id),)
        case Order.KIND:
            return col(Case.kind), col(Case.state), col(Case.id)
        case Order.MOVED:
            return col(Case.moved_at).desc(), col(Case.id).desc()
