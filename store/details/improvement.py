"""The details of an improvement.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ImprovementDetail(SQLModel, table=True):
    """What is known of an improvement."""

    __tablename__ = "improvement_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    action: str
    owner_post: str
    due_on: date
    outcome: str | None = None
