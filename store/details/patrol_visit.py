"""The details of a patrol visit.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class PatrolVisitDetail(SQLModel, table=True):
    """What is known of a patrol visit; `seed` and `drawn_from` let anybody draw again."""

    __tablename__ = "patrol_visit_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    visited: str
    drawn_on: date
    seed: str
    drawn_from: str
    place: int
    slot: str = Field(unique=True)
    held_on: date | None = None
    visitors: str | None = None
    findings: str | None = None
    solved: int | None = None
