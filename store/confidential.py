"""The tables of what is most sensitive: who complains, sealed apart; and who read which case when.

A letter itself never holds who complains; only its number leads here. The statements are beside
the tables.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from store.database import Row, Transaction

_SEALED = "SELECT sealed FROM complainants WHERE case_id = :id"
_READ = "SELECT seq FROM case_reads WHERE case_id = :id AND person_id = :person AND day = :day"
FORGET = "DELETE FROM complainants WHERE case_id = :case_id"


class Complainant(SQLModel, table=True):
    """Who complains in one letter: encrypted, and opened for named people only."""

    __tablename__ = "complainants"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    sealed: bytes = Field(sa_type=LargeBinary)
    sealed_at: datetime


class CaseRead(SQLModel, table=True):
    """That a person read a sensitive case on a day, and which entry tells so."""

    __tablename__ = "case_reads"
    __table_args__ = {"sqlite_with_rowid": False}
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    person_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True)
    seq: int


def sealed_identity(tx: Transaction, case_id: int) -> bytes | None:
    """Return who complains in a letter, still sealed; None where nothing is sealed."""
    row = tx.row(_SEALED, id=case_id)
    return None if row is None else bytes(row["sealed"])


def has_read(tx: Transaction, case_id: int, person_id: int, day: date) -> bool:
    """Say whether a person's reading of a case on a day is on its chain already."""
    found: Row | None = tx.row(_READ, id=case_id, person=person_id, day=day)
    return found is not None
