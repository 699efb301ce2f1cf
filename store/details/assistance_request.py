"""The details of a request to another body.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class AssistanceRequestDetail(SQLModel, table=True):
    """What is known of a request; of personal matters a code, and nobody's name."""

    __tablename__ = "assistance_request_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    purpose: str
    topic: str
    question: str
    people_checked: int | None = None
    needed_on: date
    override_reason: str | None = None
    answer: str | None = None
    check_result: str | None = None
    answered_on: date | None = None
