"""The details of a daily report.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class DailyReportDetail(SQLModel, table=True):
    """What a group tells of one working day; `slot` lets there be one for each group and day."""

    __tablename__ = "daily_report_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    report_day: date
    hand_in_on: date
    caught_up: bool
    slot: str = Field(unique=True)
    talks: int | None = None
    questionnaires: int | None = None
    documents: int | None = None
    reports_heard: int | None = None
    visits: int | None = None
    papers: str | None = None
    difficulties: str | None = None
    help_needed: str | None = None
    tomorrow: str | None = None
    excuse: str | None = None
    handed_in_on: date | None = None
    late: bool | None = None
