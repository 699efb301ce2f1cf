"""The details of an issue.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class IssueDetail(SQLModel, table=True):
    """What is known of an issue."""

    __tablename__ = "issue_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    topic: str
    question: str
    answer: str | None = None
