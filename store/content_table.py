"""The table of contents: texts that no entry and no book holds, only their digest.

Its statements are in `store/contents.py`.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class Content(SQLModel, table=True):
    """One text of one case; it is never changed."""

    __tablename__ = "contents"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    digest: str = Field(primary_key=True, max_length=64)
    """Its SHA-256: entries and books name the text by it."""
    field: str = Field(max_length=48)
    """What it was entered as."""
    text: str
    at: datetime
