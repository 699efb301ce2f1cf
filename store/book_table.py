"""The table of the books: what was recorded on a case line by line.

Which books there are is told in `states/books.py`; the entry with the same number tells who left a
line, and when, so a line is never changed. Its statements are in `store/books.py`.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


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
