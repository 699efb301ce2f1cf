"""The statements about the files of the archive; their table is in `store/details/archive_file.py`.

A further question is one statement here; both databases run the same text.
"""

from __future__ import annotations

from datetime import date

from store.database import Row, Transaction

_DUE = (
    "SELECT c.id, c.state, d.title, d.archive_number, d.review_on, d.held_since, r.name AS round"
    " FROM cases c JOIN archive_file_details d ON d.case_id = c.id"
    " JOIN round_details r ON r.case_id = c.round_id"
    " WHERE c.kind = 'archive_file' AND d.review_on <= :day"
    " AND c.state IN ('in_archive', 'due_for_review', 'to_be_destroyed')"
    " ORDER BY d.review_on, c.id"
)


def rows_due(tx: Transaction, day: date) -> list[Row]:
    """Return every file that is kept on `day` though its years are over."""
    return tx.rows(_DUE, day=day)
