"""The tables of the seals: a daily Merkle root over the new entries of all cases.

What a seal adds to a chain is told in `engine/seal.py`; a new table is a class here and a revision.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlmodel import Field, SQLModel

from store.constraints import is_hash


class Seal(SQLModel, table=True):
    """One seal, chained to the seal before."""

    __tablename__ = "seals"
    __table_args__ = (is_hash("root"), is_hash("hash"))
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """Seals are numbered from 1 without gaps."""
    sealed_at: datetime
    entries: int = Field(sa_type=BigInteger)
    root: bytes = Field(sa_type=LargeBinary)
    clock: str | None = Field(default=None, max_length=200)
    """What sets the clock by which it was made; None on seals that were made before it was told."""
    hash: bytes = Field(sa_type=LargeBinary)
    """Over all of the above and the hash of the seal before."""


class SealedCase(SQLModel, table=True):
    """Up to which entry a seal covers a case, and how the chain ended then."""

    __tablename__ = "sealed_cases"
    __table_args__ = (
        Index("seals_of_case", "case_id", "last_seq"),
        is_hash("head"),
        {"sqlite_with_rowid": False},
    )
    seal_id: int = Field(primary_key=True, foreign_key="seals.id")
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    last_seq: int
    head: bytes = Field(sa_type=LargeBinary)
    """The hash of entry `last_seq`: it tells which case was changed when the root is not right."""
