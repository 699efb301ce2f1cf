"""The details of a document of the library.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class LibraryDocumentDetail(SQLModel, table=True):
    """What is known of a document."""

    __tablename__ = "library_document_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    category: str
    document_code: str
    title: str
    readers: str | None = None
    """Codes of posts, with commas."""
    read_by: date | None = None
    """Until when the newest version is to be read."""
    versions: int | None = None
    """How many versions there are."""
    read_on: date | None = None
    """When the last of those who must had read the newest version."""
