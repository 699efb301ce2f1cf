"""The statements about who complains and who read what; see `store/confidential_tables.py`.

A further question is one statement here; both databases run the same text.
"""

from __future__ import annotations

from datetime import date

from store.database import Row, Transaction

_SEALED = "SELECT sealed FROM complainants WHERE case_id = :id"
_READ = "SELECT seq FROM case_reads WHERE case_id = :id AND person_id = :person AND day = :day"
FORGET = "DELETE FROM complainants WHERE case_id = :case_id"


def sealed_identity(tx: Transaction, case_id: int) -> bytes | None:
    """Return who complains in a letter, still sealed; None where nothing is sealed."""
    row = tx.row(_SEALED, id=case_id)
    return None if row is None else bytes(row["sealed"])


def has_read(tx: Transaction, case_id: int, person_id: int, day: date) -> bool:
    """Say whether a person's reading of a case on a day is on its chain already."""
    found: Row | None = tx.row(_READ, id=case_id, person=person_id, day=day)
    return found is not None
