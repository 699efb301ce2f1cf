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
