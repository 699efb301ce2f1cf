"""The table of relations between people and units that recusal asks for; part of the register.

It is read by the office alone: no view and no export opens it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel


class RelationRow(SQLModel, table=True):
    """That somebody is tied to a unit, or is kin of somebody; never who their kin are otherwise."""

    __tablename__ = "relations"
    __table_args__ = (
        CheckConstraint("(unit_id IS NULL) <> (kin_id IS NULL)", name="one_end"),
        Index("relations_of_person", "person_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people.id")
    kind: str = Field(max_length=16)
    unit_id: int | None = Field(default=None, foreign_key="units.id")
    kin_id: int | None = Field(default=None, foreign_key="people.id")
    ended_at: datetime | None = None
