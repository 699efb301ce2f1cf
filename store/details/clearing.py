"""The details of a clearing.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class ClearingDetail(SQLModel, table=True):
    """What is known of a clearing; its numbers are in its books."""

    __tablename__ = "clearing_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
