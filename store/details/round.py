"""The details of a round.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class RoundDetail(SQLModel, table=True):
    """What is known of a round."""

    __tablename__ = "round_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    name: str
    on_site_start: date | None = None
    on_site_end: date | None = None
    focus: str | None = None
    plan_line: str | None = None
    next_plan_line: str | None = None
    """The line of the annual plan that the next round belongs to (I05)."""
    problems_found: int | None = None
    dispatch_extension: str | None = None
    taxonomy_from: date | None = None
    filed_up_on: date | None = None
    filing_receipt: str | None = None
    joint_with: str | None = None
    baseline_start: date | None = None
    """The window as it was authorised."""
    baseline_end: date | None = None
