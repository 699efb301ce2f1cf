"""The details of a look-back.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class LookBackDetail(SQLModel, table=True):
    """What is known of a look-back."""

    __tablename__ = "look_back_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    purpose: str
    focus: str
    due_on: date
    outcome: str | None = None
