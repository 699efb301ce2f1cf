"""The details of one check of a look-back.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class LookBackCheckDetail(SQLModel, table=True):
    """What is known of one check of a look-back."""

    __tablename__ = "look_back_check_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    item: str
    problem: str
    seen: str | None = None
    mend_until: date | None = None
