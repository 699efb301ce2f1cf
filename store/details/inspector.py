"""The details of an inspector in the pool.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class InspectorDetail(SQLModel, table=True):
    """What the pool knows of a person."""

    __tablename__ = "inspector_details"
    __table_args__ = (Index("inspector_details_of_person", "person_id"),)
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    person_id: int = Field(foreign_key="people.id")
    pool: str
    rank: str
    origin: str
    skills: str
    education: str | None = None
    birth_year: int | None = None
    newly_promoted: bool | None = None
    to_be_promoted: bool | None = None
    home_unit: str | None = None
    rounds_before: int | None = None
    basis: str | None = None
    reviewed_on: date | None = None
    home_told_on: date | None = None
    organisation_told_on: date | None = None
