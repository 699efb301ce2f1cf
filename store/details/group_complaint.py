"""The details of a complaint about the group.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class GroupComplaintDetail(SQLModel, table=True):
    """What is known of a complaint about the group."""

    __tablename__ = "group_complaint_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    conduct: str
    gist: str
    found: str | None = None
    answer: str | None = None
    answered_on: date | None = None
    consequence: str | None = None
