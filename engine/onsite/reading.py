"""Reads the books of the assignments that a person reads whole, for the lists of this package.

A further list asks `assignments_for` and `bodies`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from engine.reader import no_case
from engine.visible import find_sight
from engine.work import Work
from kernel.ids import case_number
from rules.posts import CaseScope
from rules.sight import CaseView
from store.database import Row, Transaction

_BELOW = (
    "SELECT c.*, d.* FROM cases c JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND (c.round_id = :id OR c.id = :id) ORDER BY c.id"
)

_BOOK = "SELECT body FROM book_lines WHERE case_id = :id AND book = :book ORDER BY seq, n"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One group at one unit, as far as a list names it."""

    id: int
    unit: str
    group: str
    row: Row

    @property
    def number(self) -> str:
        """Return the number of the assignment."""
        return case_number(self.id)


def assignments_for(
    work: Work, case_id: int, person_id: int, acting_for: int | None = None
) -> list[Assignment]:
    """Return the assignments of a round, or the one with this id, that a person reads whole.

    Raises:
        NotFound: there is none that this person reads whole.
    """
    found = []
    for row in work.tx.rows(_BELOW, id=case_id):
        scope = CaseScope(row["round_id"], row["group_id"], row["unit_id"], row["body_id"])
        actor = work.directory.actor(person_id, acting_for, scope, work.today)
        seen = CaseView("assignment", row["state"], scope)
        sight = find_sight(work.tx, row["id"], seen, actor.posts)
        if sight is None or not sight.whole:
            continue
        unit = work.directory.units[row["unit_id"]].name
        group = work.directory.groups[row["group_id"]].name
        found.append(Assignment(row["id"], unit, group, row))
    if not found:
        raise no_case(case_id)
    return found


def bodies(tx: Transaction, case_id: int, book: str) -> list[dict[str, Any]]:
    """Return what the lines of one book of a case hold, oldest first."""
    return [json.loads(row["body"]) for row in tx.rows(_BOOK, id=case_id, book=book)]
