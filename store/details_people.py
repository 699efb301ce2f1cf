"""Detail tables of the people of a round: pool, secondments and appraisals.

A further field of theirs is one more column here and in the revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

import store.tables  # noqa: F401 - what these tables refer to, and how constraints are named


class InspectorDetail(SQLModel, table=True):
    """What the pool knows of a person."""

    __tablename__ = "inspector_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    person_id: int = Field(foreign_key="people.id", index=True)
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


class SecondmentDetail(SQLModel, table=True):
    """What is known of one person's secondment to a round."""

    __tablename__ = "secondment_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    person_id: int = Field(foreign_key="people.id", index=True)
    enters_on: date | None = None
    answered_on: date | None = None
    trained_on: date | None = None
    authorised_on: date | None = None
    conflict: str | None = None
    removal_ground: str | None = None
    leaves_on: date | None = None
    home_told_on: date | None = None
    organisation_told_on: date | None = None


class AppraisalDetail(SQLModel, table=True):
    """What is known of an appraisal."""

    __tablename__ = "appraisal_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    person_id: int = Field(foreign_key="people.id", index=True)
    appraisal_grade: str | None = None
    remarks: str | None = None
    sent_on: date | None = None
    organisation_received_on: date | None = None
    home_received_on: date | None = None
