"""The files whose years are over and that are still kept: the list of the yearly review.

§7 row 12. Only what a person may see is listed; a further column is a field of `DueFile`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.office import Office
from engine.queries import list_cases
from kernel.ids import case_number
from kernel.words import Text
from states.archive_file import State
from store.database import Row, Transaction

_MOST = 100_000
_DUE = (
    "SELECT c.id, c.state, d.title, d.archive_number, d.review_on, d.held_since, r.name AS round"
    " FROM cases c JOIN archive_file_details d ON d.case_id = c.id"
    " JOIN round_details r ON r.case_id = c.round_id"
    " WHERE c.kind = 'archive_file' AND d.review_on <= :day"
    " AND c.state IN ('in_archive', 'due_for_review', 'to_be_destroyed')"
    " ORDER BY d.review_on, c.id"
)


@dataclass(frozen=True, slots=True)
class DueFile:
    """One file that has been kept for as long as it must be."""

    number: str
    title: str
    archive_number: str | None
    round: str
    review_on: date
    """Until when it had to be kept."""
    held_since: date | None
    """Since when a hold stops everything."""
    state: str
    state_label: Text


def rows_due(tx: Transaction, day: date) -> list[Row]:
    """Return every file that is kept on `day` though its years are over."""
    return tx.rows(_DUE, day=day)


def files_due(office: Office, day: date, person_id: int) -> list[DueFile]:
    """Return the files whose years are over on `day`, as far as a person may see them."""
    seen = list_cases(office, person_id, kind="archive_file", limit=_MOST)
    visible = {line.case_id for line in seen}
    with office.database.reading() as tx:
        return [
            DueFile(
                case_number(row["id"]), row["title"], row["archive_number"], row["round"],
                row["review_on"], row["held_since"], row["state"], State(row["state"]).label,
            )
            for row in rows_due(tx, day)
            if row["id"] in visible
        ]  # fmt: skip
