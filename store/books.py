"""The table of the books: what was recorded on a case line by line.

Which books there are is told in `states/books.py`; the entry with the same number tells who left a
line, and when, so a line is never changed.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from store import moves
from store.database import Row, Statement, Transaction


class BookLine(SQLModel, table=True):
    """One line in a book of a case."""

    __tablename__ = "book_lines"
    __table_args__ = {"sqlite_with_rowid": False}
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    seq: int = Field(primary_key=True)
    """The entry that left it."""
    n: int = Field(primary_key=True)
    """Its place among the lines of that entry, from 1."""
    book: str = Field(max_length=32)
    at: datetime
    person_id: int
    """Who left it; 0 is the clock."""
    body: str
    """What it holds, as canonical JSON."""


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
