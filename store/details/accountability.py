"""The details of a proposal of accountability.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class AccountabilityDetail(SQLModel, table=True):
    """What is known of a proposal of accountability."""

    __tablename__ = "accountability_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    ground: str
    facts: str
    measure: str | None = None
    answerable: str | None = None
    carried_out_on: date | None = None
    record: str | None = None
    result: str | None = None
    last_measure: str | None = None
