"""Checklists 检查清单: versions of what a group checks one by one, with their items.

A list is for kinds of units (the negative list and its packs, C01, C11), or for one unit (what
earlier inspections told it to rectify, D14). A version is never changed; a new one is imported.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Checklist(SQLModel, table=True):
    """One version of a list."""

    __tablename__ = "checklists"
    __table_args__ = (UniqueConstraint("name", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100)
    version: int
    unit_types: str = Field(default="", max_length=500)
    """Kinds of units it is for, with commas; empty for every kind."""
    unit_id: int | None = Field(default=None, foreign_key="units.id")
    """The one unit it is for: what earlier inspections found there."""
    effective_from: date
    digest: str = Field(max_length=64)
    """The SHA-256 over its items."""
    imported_by: int = Field(foreign_key="people.id")
    imported_at: datetime


class ChecklistItem(SQLModel, table=True):
    """One item of a version."""

    __tablename__ = "checklist_items"
    checklist_id: int = Field(primary_key=True, foreign_key="checklists.id")
    code: str = Field(primary_key=True, max_length=32)
    n: int
    """Its place in the list, from 1."""
    area: str = Field(default="", max_length=100)
    item: str
    basis: str = ""
    """The rule it was taken from, or the inspection that found it."""


LISTS = (
    "SELECT l.id, l.name, l.version, l.unit_types, l.unit_id, l.effective_from, l.digest,"
    " (SELECT count(*) FROM checklist_items i WHERE i.checklist_id = l.id) AS items"
    " FROM checklists l ORDER BY l.name, l.version"
)
ITEMS = (
    "SELECT n, code, area, item, basis FROM checklist_items WHERE checklist_id = :id ORDER BY n"
)
NEWEST = "SELECT max(version) AS version FROM checklists WHERE name = :name"
FITTING = (
    "SELECT l.id, l.name, l.version, l.unit_types, l.unit_id FROM checklists l"
    " WHERE l.effective_from <= :today AND (l.unit_id IS NULL OR l.unit_id = :unit)"
    " ORDER BY l.name, l.version"
)
"""What may concern a unit; its kind is looked at by who asks."""


def codes_query(ids: str) -> str:
    """Return the query for the codes of every item of the lists with `ids`, with commas."""
    numbers = ", ".join(str(int(one)) for one in ids.split(","))
    return f"SELECT DISTINCT code FROM checklist_items WHERE checklist_id IN ({numbers})"  # noqa: S608
