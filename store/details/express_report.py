"""The details of an express report.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class ExpressReportDetail(SQLModel, table=True):
    """What is known of an express report."""

    __tablename__ = "express_report_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    occasion: str
    gist: str
    urgent: bool
    measures: str | None = None
    measures_by: str | None = None
    outcome: str | None = None
