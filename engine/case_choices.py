"""What there is to filter cases by: kinds, groups, units and rounds among all a person may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, select

from engine.case_list import Wanted, condition
from engine.office import Office
from engine.reach import open_to
from engine.visible import load_visible
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import NotFound
from store.conditions import Condition
from store.details.round import RoundDetail
from store.tables import Case


@dataclass
class Choices:
    """What there is to filter by, among all that a person may see."""

    kinds: Counter[str] = field(default_factory=Counter)
    """Kind → how many cases."""
    groups: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    rounds: dict[int, str] = field(default_factory=dict)
    """Round → its name, where the person reads it; newest first."""


def choices(
    office: Office, person_id: int, *, parent_id: int | None = None, acting_for: int | None = None
) -> Choices:
    """Return what there is to filter by among the cases a person may see.

    Args:
        office: The office.
        person_id: Who looks.
        parent_id: Only what is directly below this case.
        acting_for: The person stood in for, if any.
    """
    made = Choices()
    with office.database.reading() as tx, office.database.session() as session:
        today = office_day(office.now())
        seen = open_to(office.directory(tx), person_id, acting_for, today)
        by = (col(Case.kind), col(Case.group_id), col(Case.unit_id))
        query = select(*by, func.count()).group_by(*by)
        counted = query.where(seen, condition(Wanted(parent_id=parent_id)))
        for kind, group_id, unit_id, many in session.exec(counted):
            made.kinds[kind] += many
            made.groups.update(() if group_id is None else (group_id,))
            made.units.update(() if unit_id is None else (unit_id,))
        if made.kinds["round"]:
            rounds = _named_rounds(session, seen)
            work = Work(office, tx, office.now())
            made.rounds = {
                one: name for one, name in rounds if _reads_name(work, one, person_id, acting_for)
            }
    return made


def _named_rounds(session: Session, seen: Condition) -> list[tuple[int, str]]:
    query = (
        select(col(Case.id), col(RoundDetail.name))
        .join(RoundDetail, col(RoundDetail.case_id) == col(Case.id))
        .where(seen, Case.kind == "round")
        .order_by(col(Case.id).desc())
    )
    return [(int(one or 0), name) for one, name in session.exec(query)]


def _reads_name(work: Work, case_id: int, person_id: int, acting_for: int | None) -> bool:
    try:
        _, _, sight = load_visible(work, case_id, person_id, acting_for)
    except NotFound:
        return False
    return sight.detail("name")
