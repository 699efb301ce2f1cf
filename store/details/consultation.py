"""The details of a consultation before publication.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ConsultationDetail(SQLModel, table=True):
    """What is known of a text that a unit wants to publish."""

    __tablename__ = "consultation_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    subject: str
    medium: str
    publish_on: date
    opinion: str | None = None
    opinion_note: str | None = None
    published_on: date | None = None
