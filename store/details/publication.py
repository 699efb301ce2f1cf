"""The details of a publication.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class PublicationDetail(SQLModel, table=True):
    """What is known of what is to be published."""

    __tablename__ = "publication_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    milestone: str
    milestone_on: date
    exception: str | None = None
    unit_statement: str | None = None
    published_on: date | None = None
    published_in: str | None = None
