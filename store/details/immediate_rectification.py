"""The details of an immediate-rectification notice.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ImmediateRectificationDetail(SQLModel, table=True):
    """What is known of a notice to mend something at once."""

    __tablename__ = "immediate_rectification_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    problem: str
    rule_broken: str
    paper: str | None = None
    strongly_reflected: bool
    plainly_irregular: bool
    soon_soluble: bool
    on_site_end: date
    leader_post: str | None = None
    measures: str | None = None
    evidence: str | None = None
    verified_on: date | None = None
