"""The details of a unit's rectification report.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class RectificationReportDetail(SQLModel, table=True):
    """What is known of a unit's rectification report."""

    __tablename__ = "rectification_report_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    fed_back_on: date
    document: str | None = None
    fingerprint: str | None = None
    edition: int | None = None
