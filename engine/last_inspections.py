"""When each unit was last inspected, in which round, and where that inspection is.

For the office and those above it, in one query; the coverage of a term shows it beside its tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from engine.office import Office
from engine.oversight import check_oversight
from engine.reach import visible_to
from kernel.clock import office_day
from kernel.ids import case_number
from kernel.words import Text
from states.catalogue import LIFE_CYCLES
from store.details.assignment import AssignmentDetail
from store.details.round import RoundDetail
from store.tables import Case


@dataclass(frozen=True, slots=True)
class LastInspection:
    """The newest inspection of a unit."""

    number: str
    """The assignment."""
    round_name: str
    round_number: str
    from_on: date
    left_on: date | None
    """None while the group has not left."""
    state: Text


def last_inspections(
    office: Office, person_id: int, units: Iterable[str]
) -> Mapping[str, LastInspection]:
    """Return code of a unit → its newest inspection, of those units that were ever inspected.

    Args:
        office: The office.
        person_id: Who looks.
        units: The codes of the units that are shown.

    Raises:
        NotPermitted: the person is neither of the office nor above it.
    """
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        check_oversight(office, tx, person_id)
        directory = office.directory(tx)
        posts, wanted = directory.posts_of(person_id), frozenset(units)
        ids = [one.id for one in directory.units.values() if one.code in wanted]
        query = (
            select(Case, AssignmentDetail, RoundDetail)
            .join(AssignmentDetail, col(AssignmentDetail.case_id) == col(Case.id))
            .join(RoundDetail, col(RoundDetail.case_id) == col(Case.round_id))
            .where(col(Case.unit_id).in_(ids))
            .where(Case.kind == "assignment", Case.state != "cancelled", visible_to(posts, today))
            .order_by(col(AssignmentDetail.on_site_start), col(Case.id))
        )
        found: dict[str, LastInspection] = {}
        for case, stay, of in session.exec(query):
            unit = directory.units.get(case.unit_id or 0)
            if unit is not None:
                found[unit.code] = LastInspection(
                    case_number(case.id or 0), of.name, case_number(of.case_id),
                    stay.on_site_start, stay.left_on,
                    LIFE_CYCLES[case.kind, case.version].state(case.state).label,
                )  # fmt: skip
    return found
