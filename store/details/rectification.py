"""The details of a rectification item.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class RectificationDetail(SQLModel, table=True):
    """What is known of a rectification item."""

    __tablename__ = "rectification_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    problem: str
    weight: int | None = None
    fed_back_on: date
    measures: str | None = None
    leader_post: str | None = None
    planned_on: date | None = None
    progress_on: date | None = None
    evidence: str | None = None
    similar_problems: str | None = None
    rules_note: str | None = None
    extended_to: date | None = None
    reopened_until: date | None = None
    progress_from: date | None = None
    supervisor_id: int | None = None
    evidence_count: int | None = None
    finding: str | None = None
    held_on: date | None = None
    head_id: int | None = None
