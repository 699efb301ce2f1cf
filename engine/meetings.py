"""The register of meetings: every line of the books `meetings`, by kind and by year (A09).

A line that an event left takes its kind from `states/meetings.py`, one by hand from what was
entered. A further figure is one more function over `list_meetings`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from engine.office import Office
from engine.reach import open_to
from kernel.clock import office_day
from kernel.ids import case_number
from rules.posts import Scope
from states.meetings import MEETINGS, MeetingKind
from store.database import Transaction
from store.tables import Case

_LINES = (
    "SELECT l.case_id, l.at, l.body, c.kind, e.body AS entry FROM book_lines l"
    " JOIN cases c ON c.id = l.case_id"
    " JOIN entries e ON e.case_id = l.case_id AND e.seq = l.seq"
    " WHERE l.book IN ('meetings', 'analysis', 'mobilisation') AND l.n = 1"
    " ORDER BY l.at, l.case_id, l.seq"
)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting that was held."""

    case_id: int
    kind: MeetingKind
    held_on: date
    name: str
    """Name or number of its minutes, as entered."""

    @property
    def number(self) -> str:
        """Return the number of the case it belongs to."""
        return case_number(self.case_id)


def list_meetings(
    office: Office, person_id: int, *, year: int | None = None, acting_for: int | None = None
) -> tuple[MeetingLine, ...]:
    """Return the meetings on cases that a person may see, the oldest first.

    Only holders of an office-wide post read them: the register tells of every round.
    """
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        may_see = open_to(directory, person_id, acting_for, today, only=Scope.OFFICE)
        seen = set(session.exec(select(col(Case.id)).where(may_see)))
        found = [line for line in _read(tx) if line.case_id in seen]
    return tuple(line for line in found if year in {None, line.held_on.year})


def _read(tx: Transaction) -> list[MeetingLine]:
    found = []
    for row in tx.rows(_LINES):
        told = json.loads(row["body"])
        event = json.loads(row["entry"])["event"]
        by_hand = told.get("meeting_kind")
        kind = MeetingKind(by_hand) if by_hand else MEETINGS[row["kind"], event]
        held = told.get("held_on")
        day = date.fromisoformat(held) if held else office_day(row["at"])
        found.append(MeetingLine(row["case_id"], kind, day, told.get("meeting", "")))
    return found


def count_meetings(lines: Iterable[MeetingLine]) -> Mapping[int, Mapping[MeetingKind, int]]:
    """Return how many meetings of each kind were held in each year."""
    found: dict[int, Counter[MeetingKind]] = {}
    for line in lines:
        found.setdefault(line.held_on.year, Counter())[line.kind] += 1
    return found
