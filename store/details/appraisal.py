"""The details of an appraisal.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class AppraisalDetail(SQLModel, table=True):
    """What is known of an appraisal."""

    __tablename__ = "appraisal_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    person_id: int = Field(foreign_key="people.id")
    appraisal_grade: str | None = None
    remarks: str | None = None
    sent_on: date | None = None
    organisation_received_on: date | None = None
    home_received_on: date | None = None
