"""The ordered tasks of a group's plan and which of them are done (C08).

A further column is a field of `TaskLine`.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.lines import lines_of
from engine.office import Office
from engine.onsite.reading import assignments_for
from engine.work import Work
from kernel.clock import office_day
from rules.readiness import done_of_plan, newest_plan


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of the plan in force."""

    number: str
    unit: str
    group: str
    place: int
    task: str
    person: str
    until: str
    done_on: str
    """Empty while it is open."""
    late: bool


def tasks_of(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> tuple[TaskLine, ...]:
    """Return the tasks of the plans of a round, or of one assignment, in their order.

    Raises:
        NotFound: there is no such round or assignment for this person.
    """
    found = []
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        people = office.directory(tx).people
        for one in assignments_for(work, case_id, person_id, acting_for):
            plan = newest_plan(lines_of(tx, one.id, "plan_tasks"))
            done = done_of_plan(plan, lines_of(tx, one.id, "tasks_done"))
            for line in plan:
                told = line.values
                place, until = int(told["place"]), str(told["until"])
                ticked = str(office_day(done[place].at)) if place in done else ""
                found.append(
                    TaskLine(
                        one.number, one.unit, one.group, place, str(told["task"]),
                        people[int(told["person"])].name, until, ticked,
                        (ticked or str(work.today)) > until,
                    )
                )  # fmt: skip
    return tuple(found)
