"""Reading a ledger: the rows of one page, how many there are, and how many in each group.

Doors ask `read_ledger`; the rows are the ones that `engine.queries.list_cases` would list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, func, select

from engine.ledger.asking import Ask
from engine.ledger.column import Ledger, ShownRows
from engine.ledger.selecting import Selection
from engine.office import Office
from engine.queries import place_of
from engine.reach import open_to
from engine.visible import find_sight
from kernel.clock import office_day
from rules.grades import Grade, Mark, highest
from rules.posts import CaseScope
from rules.sight import CaseView, Sight
from store.details.round import RoundDetail
from store.tables import Case

A_PAGE = 50
"""How many rows a page shows."""
_BLOCK = 500


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row: the case, and what the reader reads of it by column."""

    case_id: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """What was read of a ledger."""

    rows: tuple[LedgerRow, ...]
    total: int
    """How many rows there are on all pages."""
    groups: Mapping[Any, int]
    """Value of the column by which rows are put together → how many rows have it, on all pages."""
    mark: Mark
    """The highest mark of secrecy of all rows; no ledger is less than internal."""
    rounds: frozenset[int]
    """The rounds that occur in the ledger, whatever was asked for."""
    group_ids: frozenset[int]
    unit_ids: frozenset[int]

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // A_PAGE))


def read_ledger(
    office: Office, ledger: Ledger, ask: Ask, person_id: int, *, acting_for: int | None = None,
    whole: bool = False,
) -> LedgerPage:  # fmt: skip
    """Return a page of a ledger, or the whole of it, as far as a person may read it.

    Args:
        office: The office.
        ledger: Which ledger.
        ask: Filters, order, groups and page.
        person_id: Who reads.
        acting_for: The person stood in for: then what that person lends.
        whole: Whether every row is wanted.
    """
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        posts, _ = directory.reach(person_id, acting_for, today)
        seen = open_to(directory, person_id, acting_for, today)
        selection = Selection(ledger, ask, posts, seen, today)
        run: Any = session.exec
        limits: dict[str, int] = (
            {} if whole else {"limit": A_PAGE, "offset": A_PAGE * (ask.page - 1)}
        )
        found = [row._mapping for row in run(selection.rows(**limits))]  # noqa: SLF001 - SQLAlchemy's name
        rows = [LedgerRow(one["case_id"], dict(one)) for one in found]
        if ledger.look_up is not None and rows:
            shown = _shown(
                ShownRows(tx, directory, today, person_id, {}, {}), session, rows, acting_for
            )
            more = ledger.look_up(shown)
            rows = [
                replace(one, values={**one.values, **more.get(one.case_id, {})}) for one in rows
            ]
        places = list(zip(*run(selection.places()), strict=True)) or [(), (), ()]
        return LedgerPage(
            tuple(rows),
            run(selection.counted()).one(),
            dict(tuple(row) for row in run(selection.counted_by(ask.by))) if ask.by else {},
            _mark(run(selection.grades())),
            *(frozenset(one for one in many if one is not None) for many in places),
        )


def counted(
    office: Office, ledger: Ledger, ask: Ask, column: str, person_id: int,
    acting_for: int | None = None,
) -> dict[Any, int]:  # fmt: skip
    """Return how many rows somebody sees with each value of a column, in its order."""
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        posts, _ = directory.reach(person_id, acting_for, today)
        seen = open_to(directory, person_id, acting_for, today)
        run: Any = session.exec
        query = Selection(ledger, ask, posts, seen, today).counted_by(column)
        return dict(tuple(row) for row in run(query))


def rounds_for(office: Office, person_id: int, acting_for: int | None = None) -> dict[int, str]:
    """Return the rounds that a person sees by their names, the newest first."""
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        seen = open_to(office.directory(tx), person_id, acting_for, today)
        query = (
            select(col(Case.id), col(RoundDetail.name))
            .join(RoundDetail, col(RoundDetail.case_id) == col(Case.id))
            .where(col(Case.kind) == "round", seen)
            .order_by(col(Case.id).desc())
        )
        return {int(case_id or 0): name for case_id, name in session.exec(query)}


def kinds_counted(office: Office, person_id: int, acting_for: int | None = None) -> dict[str, int]:
    """Return how many cases of each kind a person sees; what nobody may see of is left out."""
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        seen = open_to(office.directory(tx), person_id, acting_for, today)
        query = select(col(Case.kind), func.count()).where(seen).group_by(col(Case.kind))
        return dict(session.exec(query).all())


def _mark(found: Iterable[Any]) -> Mark:
    return highest((Mark(Grade.INTERNAL), *(Mark(Grade(grade), years) for grade, years in found)))


def _shown(
    bare: ShownRows, session: Session, rows: list[LedgerRow], acting_for: int | None
) -> ShownRows:
    """Return rows with their places, and with what may be read of each."""
    scopes: dict[int, CaseScope] = {}
    sights: dict[int, Sight] = {}
    ids = [one.case_id for one in rows]
    for start in range(0, len(ids), _BLOCK):
        for case in session.exec(select(Case).where(col(Case.id).in_(ids[start : start + _BLOCK]))):
            case_id, place = int(case.id or 0), place_of(case)
            actor = bare.directory.actor(bare.person_id, acting_for, place, bare.today)
            view = CaseView(case.kind, case.state, place)
            sight = find_sight(bare.tx, case_id, view, actor.posts)
            if sight is not None:
                scopes[case_id], sights[case_id] = place, sight
    return replace(bare, scopes=scopes, sights=sights)
