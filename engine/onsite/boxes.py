"""Compares what was taken out of the boxes with the letters registered from them (D09).

A difference is a letter that was taken out and never registered, or registered twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.office import Office
from engine.onsite.reading import assignments_for, bodies
from engine.work import Work
from states.catalogue import NEWEST

_REGISTERED = (
    "SELECT count(*) AS n FROM cases c JOIN letter_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :id AND d.channel = 'box'"
)


@dataclass(frozen=True, slots=True)
class BoxBalance:
    """The boxes of one assignment: put up, opened, and letters on both sides."""

    number: str
    unit: str
    group: str
    boxes: int
    openings: int
    taken_out: int
    registered: int

    @property
    def difference(self) -> int:
        """Return how many letters more were taken out than registered."""
        return self.taken_out - self.registered


def box_balances(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> tuple[BoxBalance, ...]:
    """Return the boxes of each assignment of a round, or of one.

    Raises:
        NotFound: there is no such round or assignment for this person.
    """
    found = []
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        for one in assignments_for(work, case_id, person_id, acting_for):
            openings = bodies(tx, one.id, "box_openings")
            registered = tx.row(_REGISTERED, id=one.id) if "letter" in NEWEST else None
            found.append(
                BoxBalance(
                    one.number, one.unit, one.group, one.row["boxes"] or 0, len(openings),
                    sum(line["letters"] for line in openings), int((registered or {"n": 0})["n"]),
                )
            )  # fmt: skip
    return tuple(found)
