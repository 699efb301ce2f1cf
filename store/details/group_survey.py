"""The details of a survey about a group: counts only.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class GroupSurveyDetail(SQLModel, table=True):
    """What is known of a survey about a group: counts only."""

    __tablename__ = "group_survey_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    fed_back_on: date
    manner_good: int | None = None
    manner_fair: int | None = None
    manner_poor: int | None = None
    discipline_good: int | None = None
    discipline_fair: int | None = None
    discipline_poor: int | None = None
    work_good: int | None = None
    work_fair: int | None = None
    work_poor: int | None = None
    opinion: str | None = None
