"""The details of a file.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ArchiveFileDetail(SQLModel, table=True):
    """What is known of a file of the archive."""

    __tablename__ = "archive_file_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    title: str
    archive_number: str | None = None
    review_on: date | None = None
    held_since: date | None = None
    destroyed_on: date | None = None
