"""Who of the unit has acknowledged the text of discipline: do not ask, pry or discuss (L04).

The text goes out as a notice when the group enters, and again with `tell_discipline`; what counts
is the receipt 签收 of each person. A further figure is a field of `DisciplineLine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.office import Office
from engine.onsite.reading import assignments_for
from engine.work import Work
from notifications.catalogue import NOTICES
from notifications.catalogue.assignment import UNIT_DISCIPLINE
from rules.posts import CaseScope

_TOLD = (
    "SELECT person_id, created_at, acknowledged_at FROM notices"
    " WHERE case_id = :id AND notice = :notice ORDER BY created_at, acknowledged_at"
)


@dataclass(frozen=True, slots=True)
class DisciplineLine:
    """One person of a unit, and whether the text of discipline has reached them."""

    number: str
    unit: str
    group: str
    person: str
    told_at: datetime | None
    """None for somebody who came to the unit after the text had gone out."""
    acknowledged_at: datetime | None


def discipline_of(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> tuple[DisciplineLine, ...]:
    """Return the people of each unit of a round, or of one assignment, who missed it first.

    Raises:
        NotFound: there is no such round or assignment for this person.
    """
    found = []
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        for one in assignments_for(work, case_id, person_id, acting_for):
            told: dict[int, datetime] = {}
            acknowledged: dict[int, datetime] = {}
            for row in tx.rows(_TOLD, id=one.id, notice=UNIT_DISCIPLINE):
                told.setdefault(row["person_id"], row["created_at"])
                if row["acknowledged_at"] is not None:
                    acknowledged.setdefault(row["person_id"], row["acknowledged_at"])
            scope = CaseScope(unit_id=one.row["unit_id"])
            people = work.directory.holders(NOTICES[UNIT_DISCIPLINE].to, scope, work.today)
            for person in people:
                name = work.directory.people[person].name
                found.append(
                    DisciplineLine(
                        one.number, one.unit, one.group, name, told.get(person),
                        acknowledged.get(person),
                    )
                )  # fmt: skip
    return tuple(sorted(found, key=lambda line: (line.number, line.acknowledged_at is not None)))
