"""The details of an action item.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ActionItemDetail(SQLModel, table=True):
    """What is known of an action item of the dispatch meeting."""

    __tablename__ = "action_item_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    comment: str
    task: str
    due_on: date
    outcome: str | None = None
