"""Who answers the duty phone when, and which hours nobody covers (D08).

The windows are announced with the channels, the roster and the attendance are books; what is left
between them is computed here, for the routine and for the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.office import Office
from engine.onsite.reading import assignments_for, bodies
from engine.work import Work
from rules.duty import Window, gaps, spoken, typed_hour, typed_windows
from store.database import Transaction

Lines = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One assignment on one day."""

    number: str
    unit: str
    group: str
    windows: str
    people: tuple[str, ...]
    """The codes of those on the roster."""
    nobody: str
    """Hours without anybody on the roster; empty when all are covered."""
    not_there: str
    """Hours of which nobody has signed that they were there."""


def rostered(lines: Lines, day: date, windows: tuple[Window, ...]) -> list[Window]:
    """Return the hours of a day for which somebody stands on the roster."""
    found: list[Window] = []
    for line in lines:
        if _covers(line, day):
            found += [_hours(line)] if "from_time" in line and "to_time" in line else windows
    return found


def _covers(line: Mapping[str, Any], day: date) -> bool:
    """Say whether a line of the roster is about a day."""
    if line.get("whole_stay"):
        return True
    return bool(line["day"] <= day.isoformat() <= line.get("until", line["day"]))


def attended(lines: Lines, day: date) -> list[Window]:
    """Return the hours of a day for which somebody signed that they were there."""
    return [_hours(line) for line in lines if line["day"] == day.isoformat()]


def _hours(line: Mapping[str, Any]) -> Window:
    return typed_hour(line["from_time"]), typed_hour(line["to_time"])


def uncovered(tx: Transaction, case_id: int, duty_hours: str, day: date, *, past: bool) -> str:
    """Return the duty hours of a day that nobody covers, as words.

    Args:
        tx: The transaction.
        case_id: The assignment.
        duty_hours: Its windows.
        day: The day.
        past: Whether attendance counts too, because the day is over.
    """
    windows = typed_windows(duty_hours)
    covered = rostered(bodies(tx, case_id, "duty_roster"), day, windows)
    if past:
        covered += attended(bodies(tx, case_id, "duty_attendance"), day)
    return spoken(gaps(windows, covered))


def duty_on(
    office: Office, case_id: int, day: date, person_id: int, acting_for: int | None = None
) -> tuple[DutyDay, ...]:
    """Return who is on duty on `day` at each assignment of a round, or at one.

    Raises:
        NotFound: there is no such round or assignment for this person.
    """
    found = []
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        people = work.directory.people
        for one in assignments_for(work, case_id, person_id, acting_for):
            hours = one.row["duty_hours"]
            if hours is None:
                continue
            windows = typed_windows(hours)
            roster = [line for line in bodies(tx, one.id, "duty_roster") if _covers(line, day)]
            there = attended(bodies(tx, one.id, "duty_attendance"), day)
            codes = {people[line["person"]].code for line in roster if line["person"] in people}
            found.append(
                DutyDay(
                    one.number, one.unit, one.group, hours, tuple(sorted(codes)),
                    spoken(gaps(windows, rostered(roster, day, windows))),
                    spoken(gaps(windows, there)),
                )
            )  # fmt: skip
    return tuple(found)
