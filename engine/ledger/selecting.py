"""A ledger as a query: what a person may read of each row, and nothing else, is what it is about.

The inner query holds for each row only the values the reader may read (`engine/reach.py`); filters,
order, groups and counts are asked of that, so none of them can tell what is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import and_, case, cast, col, exists, func, null, or_, select, true

from engine.ledger.asking import Ask, Due
from engine.ledger.column import Column, Ledger, Source
from engine.reach import Way, ways_to
from rules.posts import HeldPost
from states.field_types import FieldType
from store.conditions import Condition
from store.tables import Case, SignOffRow, Timer

_PLACES = ("round_id", "group_id", "unit_id")


class Selection:
    """The rows of a ledger that one person sees, as somebody asked for them.

    Args:
        ledger: The ledger.
        ask: What was asked for.
        posts: Every post of the reader, whenever held.
        visible: The condition on `cases` for what the reader may know of.
        today: The present day.
    """

    def __init__(
        self, ledger: Ledger, ask: Ask, posts: Iterable[HeldPost], visible: Condition, today: date,
    ) -> None:  # fmt: skip
        held = tuple(posts)
        self.ledger, self.ask, self.today = ledger, ask, today
        self._ways = ways_to(held, today, ledger.kind)
        self._table: Any = ledger.table
        due_on: Any = Timer.due_on
        self._day = due_on.type
        self._shown = self._readable(visible).subquery("shown").c

    def _readable(self, visible: Condition) -> Any:
        """Return the query of what the reader may read, row by row."""
        shown = [
            self._value(one).label(one.name)
            for one in self.ledger.columns
            if one.source is not Source.LOOKED_UP
        ]
        where = [getattr(Case, name).label(f"in_{name}") for name in _PLACES]
        query: Any = (
            select(
                col(Case.id).label("case_id"), col(Case.grade).label("case_grade"),
                col(Case.grade_years).label("case_grade_years"),
                *where, *shown,
            )
            .select_from(Case)
            .join(self._table, self._table.case_id == col(Case.id), isouter=True)
            .where(col(Case.kind) == self.ledger.kind, visible)
        )  # fmt: skip
        if self.ledger.signed:
            query = query.where(
                exists().where(
                    col(SignOffRow.case_id) == col(Case.id),
                    col(SignOffRow.topic) == self.ledger.signed,
                )
            )
        return query

    def _value(self, column: Column) -> Any:
        match column.source:
            case Source.DETAIL:
                return self._read(getattr(self._table, column.key), column.key)
            case Source.DUE:
                return self._due()
            case Source.SIGNER:
                return (
                    select(func.coalesce(col(SignOffRow.acting_for), col(SignOffRow.person_id)))
                    .where(
                        col(SignOffRow.case_id) == col(Case.id),
                        col(SignOffRow.topic) == column.key,
                    )
                    .order_by(col(SignOffRow.seq).desc())
                    .limit(1)
                    .correlate(Case)
                    .scalar_subquery()
                )
            case _:
                return getattr(Case, column.key)

    def _read(self, value: Any, name: str) -> Any:
        """Return the value where the reader reads the detail, and nothing elsewhere."""
        through = [one for one in self._ways if one.view.whole or name in one.view.details]
        if not through:
            return cast(null(), value.type)
        if len(through) == len(self._ways):
            return value
        return case((_one_of(through), value), else_=None)

    def _due(self) -> Any:
        """Return the nearest date of the deadlines that are read through any of the ways."""
        by_names: dict[frozenset[str] | None, list[Way]] = {}
        for one in self._ways:
            names = None if one.view.whole else one.view.deadlines
            by_names.setdefault(names, []).append(one)
        found: Any = None
        for names, ways in by_names.items():
            dates = select(func.min(Timer.due_on)).where(
                col(Timer.case_id) == col(Case.id), col(Timer.status) == "armed",
                true() if names is None else col(Timer.deadline).in_(sorted(names)),
            )  # fmt: skip
            nearest = dates.correlate(Case).scalar_subquery()
            if len(by_names) == 1:
                return nearest
            read = case((_one_of(ways), nearest), else_=None)
            if found is None:
                found = read
            else:
                found = case((found.is_(None), read), (read < found, read), else_=found)
        return cast(null(), self._day) if found is None else found

    def _conditions(self) -> list[Condition]:
        """Return what was asked for, as conditions on what is shown."""
        ask, shown = self.ask, self._shown
        places = zip(_PLACES, (ask.round_id, ask.group_id, ask.unit_id), strict=True)
        found = [shown[f"in_{name}"] == value for name, value in places if value is not None]
        for name, value in ask.chosen.items():
            wanted: Any = value
            if self.ledger.by_name[name].field.of is FieldType.YES_NO:
                wanted = value == "yes"
            found.append(shown[name] == wanted)
        if ask.number:
            searched = [one.name for one in self.ledger.columns if one.searched]
            found.append(or_(shown.case_id == ask.case_id, *(
                shown[name].contains(ask.number, autoescape=True) for name in searched
            )))  # fmt: skip
        if ask.due is not None:
            found.append(self._is_due(ask.due))
        return found

    def _is_due(self, due: Due) -> Condition:
        day: Any = self._shown[_due_column(self.ledger).name]
        if due is Due.NONE:
            return and_(day.is_(None))
        if due is Due.OVERDUE:
            return and_(day < self.today)
        return and_(day >= self.today, day <= due.last(self.today))

    def rows(self, *, limit: int | None = None, offset: int = 0) -> Any:
        """Return the query of the rows in the order that was asked for."""
        query = select(*self._shown).where(*self._conditions()).order_by(*self._order())
        return query.limit(limit).offset(offset) if limit is not None else query

    def counted(self) -> Any:
        """Return the query of how many rows there are."""
        return select(func.count()).select_from(select(self._shown.case_id).where(
            *self._conditions()
        ).subquery())  # fmt: skip

    def places(self) -> Any:
        """Return the query of the rounds, groups and units that occur, whatever was asked for."""
        return select(*(self._shown[f"in_{name}"] for name in _PLACES)).distinct()

    def grades(self) -> Any:
        """Return the query of the grades that are among the rows."""
        shown = self._shown
        return (
            select(shown.case_grade, shown.case_grade_years).where(*self._conditions()).distinct()
        )

    def counted_by(self, name: str) -> Any:
        """Return the query of how many rows there are with each value of a column."""
        value = self._shown[name]
        return (
            select(value, func.count())
            .where(*self._conditions())
            .group_by(value)
            .order_by(*self._by(self.ledger.by_name[name], down=False))
        )

    def _order(self) -> list[Any]:
        ask, columns = self.ask, self.ledger.by_name
        first = self._by(columns[ask.by], down=False) if ask.by else []
        return [*first, *self._by(columns[ask.sort], down=ask.down), self._shown.case_id]

    def _by(self, column: Column, *, down: bool) -> list[Any]:
        """Return the order of a column: what is empty comes last, either way."""
        value = self._shown[column.name]
        ordered = value
        if column.field.choices is not None:
            places = {one.value: at for at, one in enumerate(column.field.choices)}
            ordered = case(places, value=value, else_=len(places))
        return [value.is_(None), ordered.desc() if down else ordered.asc()]


def _one_of(ways: Iterable[Way]) -> Condition:
    return or_(*(one.opens for one in ways))


def _due_column(ledger: Ledger) -> Column:
    return next(one for one in ledger.columns if one.source is Source.DUE)
