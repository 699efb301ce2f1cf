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
from store import archive

_MOST = 100_000


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
            for row in archive.rows_due(tx, day)
            if row["id"] in visible
        ]  # fmt: skip
