"""The details of an extension.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ExtensionDetail(SQLModel, table=True):
    """What is known of an extension; the old date stays visible in `present_on`."""

    __tablename__ = "extension_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    deadline: str
    present_on: date
    requested_on: date
    asked_on: date
    why: str
    progress: str
    earlier_extensions: int = 0
    granted_on: date | None = None
