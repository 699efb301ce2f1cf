"""The details of a follow-up.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class FollowUpDetail(SQLModel, table=True):
    """What is known of a follow-up."""

    __tablename__ = "follow_up_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    track: str
    unit_from: date | None = None
    discipline_from: date | None = None
    organisation_from: date | None = None
    departments_from: date | None = None
