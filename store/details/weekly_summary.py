"""The details of a weekly summary; what is told of each group is in its book.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class WeeklySummaryDetail(SQLModel, table=True):
    """What is known of a weekly summary; `slot` lets there be one for each round and week."""

    __tablename__ = "weekly_summary_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    week_from: date
    week_to: date
    slot: str = Field(unique=True)
    note: str | None = None
