"""The tables by which the office watches itself: its last ticks, and how often each rule said no.

Both hold figures only and are no part of the audited record; their statements are in
`store/ticks.py`, because a sweep needs no SQLModel.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from store.constraints import one_of


class Tick(SQLModel, table=True):
    """The last tick of one kind, and the sums over all of them."""

    __tablename__ = "ticks"
    __table_args__ = (one_of("outcome", "done", "failed"), {"sqlite_with_rowid": False})
    name: str = Field(primary_key=True, max_length=48)
    """`sweep`, `deliver`, `seal`, `backup`, or the name of a routine."""
    at: datetime
    """When it ended."""
    outcome: str = Field(max_length=8)
    reason: str = Field(default="", max_length=64)
    """The kind of error that ended it; never its words."""
    figures: str
    """What it did, in numbers, as JSON."""
    done_at: datetime | None = None
    """When one last went well."""
    runs: int = Field(sa_type=BigInteger)
    failures: int = Field(sa_type=BigInteger)
    took_ms: int = Field(sa_type=BigInteger)
    """How long the last one took."""
    total_ms: int = Field(sa_type=BigInteger)
    """How long all of them took."""


class RefusalCount(SQLModel, table=True):
    """How often one rule has refused something."""

    __tablename__ = "refusal_counts"
    __table_args__ = {"sqlite_with_rowid": False}
    rule: str = Field(primary_key=True, max_length=64)
    """The rule; `other` is a no that no rule of a life cycle has said."""
    refusals: int = Field(sa_type=BigInteger)
