"""The statements about books; their table is in `store/book_table.py`.

A further question is one statement here; both databases run the same text.
"""

from __future__ import annotations

from store import moves
from store.database import Row, Statement, Transaction

LINES = (
    "SELECT seq, n, book, at, person_id, body FROM book_lines WHERE case_id = :id ORDER BY seq, n"
)

COUNTS = "SELECT book, count(*) AS n FROM book_lines WHERE case_id = :id GROUP BY book"


def leave(values: Row) -> Statement:
    """Return the statement that leaves a line in a book."""
    return moves.insert("book_lines", values)


def lines_below(tx: Transaction, parent_id: int, kind: str, book: str) -> list[Row]:
    """Return the lines in one book of every case of `kind` below another, oldest case first."""
    return tx.rows(
        "SELECT l.case_id, l.seq, l.n, l.at, l.person_id, l.body FROM book_lines l"
        " JOIN cases c ON c.id = l.case_id"
        " WHERE c.parent_id = :parent AND c.kind = :kind AND l.book = :book"
        " ORDER BY l.case_id, l.seq, l.n",
        parent=parent_id,
        kind=kind,
        book=book,
    )
