"""The table of routine runs; its statements are in `store/routine_runs.py`.

They stand apart because a sweep, which runs every minute, needs no SQLModel.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class RoutineRun(SQLModel, table=True):
    """That a recurring duty was done for a period; its primary key lets it count once."""

    __tablename__ = "routine_runs"
    __table_args__ = {"sqlite_with_rowid": False}
    name: str = Field(primary_key=True, max_length=48)
    period: str = Field(primary_key=True, max_length=10)
    day: date
    """The day on which the period began."""
    ran_at: datetime
    figures: str
    """What was done, in numbers, as JSON."""
