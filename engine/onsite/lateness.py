"""The record of lateness: which unit was late with which materials and interviewees (E15).

It is computed from the material requests and the activity log; nobody types it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.office import Office
from engine.onsite.reading import assignments_for, bodies
from engine.work import Work
from kernel.ids import case_number

_LATE = (
    "SELECT c.id, c.state, d.first_overdue_on, d.supplied_on, d.times_overdue FROM cases c"
    " JOIN material_request_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :id AND d.first_overdue_on IS NOT NULL ORDER BY c.id"
)


@dataclass(frozen=True, slots=True)
class LateRequest:
    """One material request that was not answered in time."""

    number: str
    state: str
    overdue_on: date
    supplied_on: date | None
    times: int
    """How often it fell overdue, counted anew after it was sent back."""
    days: int
    """Calendar days from falling overdue to the supply, or to today."""


@dataclass(frozen=True, slots=True)
class UnitLateness:
    """How often one unit was late."""

    number: str
    unit: str
    group: str
    requests: tuple[LateRequest, ...]
    interviewees_late: int
    minutes_late: int
    """All minutes together."""


def lateness(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> tuple[UnitLateness, ...]:
    """Return the units of a round, or of one assignment, that were late with something.

    Raises:
        NotFound: there is no such round or assignment for this person.
    """
    found = []
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        for one in assignments_for(work, case_id, person_id, acting_for):
            requests = tuple(
                LateRequest(
                    case_number(row["id"]), row["state"], row["first_overdue_on"],
                    row["supplied_on"], row["times_overdue"],
                    ((row["supplied_on"] or work.today) - row["first_overdue_on"]).days,
                )
                for row in tx.rows(_LATE, id=one.id)
            )  # fmt: skip
            minutes = [
                line["late_minutes"]
                for line in bodies(tx, one.id, "activities")
                if line.get("late_minutes")
            ]
            if requests or minutes:
                found.append(
                    UnitLateness(
                        one.number, one.unit, one.group, requests, len(minutes), sum(minutes)
                    )
                )
    return tuple(found)
