"""The details of a material request; its list, what was supplied and copied are books.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class MaterialRequestDetail(SQLModel, table=True):
    """What is known of a material request."""

    __tablename__ = "material_request_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    exception_reason: str | None = None
    supplied_on: date | None = None
    overdue_on: date | None = None
    first_overdue_on: date | None = None
    times_overdue: int | None = None
    returned_on: date | None = None
