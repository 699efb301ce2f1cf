"""The details of a term.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class TermDetail(SQLModel, table=True):
    """What is known of a term."""

    __tablename__ = "term_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    name: str
    first_day: date
    last_day: date
    drafted: int | None = None
    """The entry that wrote the newest version of the plan."""
    holds: int | None = None
    """The entry that wrote the version in force."""
