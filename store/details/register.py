"""The details of the register, which are but its name.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class RegisterDetail(SQLModel, table=True):
    """The register of people and bodies."""

    __tablename__ = "register_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    name: str
