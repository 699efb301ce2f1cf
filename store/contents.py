"""The table of contents: texts that no entry and no book holds, only their digest.

What is kept here leaves it through `engine/contents.py` alone, which asks the access rule first.
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


KEEP = (
    "INSERT INTO contents (case_id, digest, field, text, at)"
    " VALUES (:case_id, :digest, :field, :text, :at) ON CONFLICT (case_id, digest) DO NOTHING"
)
READ = "SELECT text FROM contents WHERE case_id = :case_id AND digest = :digest"
ELSEWHERE = "SELECT case_id, text FROM contents WHERE field = :field AND case_id <> :case_id"
"""Every text of a field on other cases, for comparing."""
