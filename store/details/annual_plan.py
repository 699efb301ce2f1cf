"""The details of an annual plan.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class AnnualPlanDetail(SQLModel, table=True):
    """What is known of the plan of a year."""

    __tablename__ = "annual_plan_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    year: int
    shortfall_reason: str | None = None
    drafted: int | None = None
    """The entry that wrote the newest version of the lines."""
    holds: int | None = None
    """The entry that wrote the version in force."""
    year_end: date | None = None
