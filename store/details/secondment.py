"""The details of a secondment.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class SecondmentDetail(SQLModel, table=True):
    """What is known of one person's secondment to a round."""

    __tablename__ = "secondment_details"
    __table_args__ = (Index("secondment_details_of_person", "person_id"),)
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    person_id: int = Field(foreign_key="people.id")
    enters_on: date | None = None
    answered_on: date | None = None
    trained_on: date | None = None
    authorised_on: date | None = None
    conflict: str | None = None
    removal_ground: str | None = None
    leaves_on: date | None = None
    home_told_on: date | None = None
    organisation_told_on: date | None = None
