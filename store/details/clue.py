"""The details of a clue.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ClueDetail(SQLModel, table=True):
    """What is known of a clue; the receiver's case facts stay with the receiver."""

    __tablename__ = "clue_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    clue_kind: str
    summary: str
    important: bool | None = None
    touches_leading_body: bool | None = None
    pack_petitions: str | None = None
    pack_interviews: str | None = None
    pack_accounts: str | None = None
    pack_documents: str | None = None
    pack_findings: str | None = None
    suggestion: str | None = None
    route: str | None = None
    opinion: str | None = None
    override_reason: str | None = None
    handling: str | None = None
    result: str | None = None
    disciplined: int | None = None
    admonished: int | None = None
    criticised: int | None = None
    result_on: date | None = None
    merged_into: str | None = None
    paper_id: int | None = None
    """The working paper that led to it."""
    fast_track_on: date | None = None
    letter_id: int | None = None
    deepen_task: str | None = None
    deepen_until: date | None = None
    priority: bool | None = None
    priority_from: date | None = None
    deepenings: int | None = None
    supplements: int | None = None
    returns: int | None = None
