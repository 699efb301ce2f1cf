"""The details of a retrospective.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class RetrospectiveDetail(SQLModel, table=True):
    """What is known of a retrospective."""

    __tablename__ = "retrospective_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    held_on: date | None = None
    minutes: str | None = None
