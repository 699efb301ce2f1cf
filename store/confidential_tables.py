"""The tables of what is most sensitive: who complains, sealed apart; and who read which case when.

A letter itself never holds who complains; only its number leads here. The statements are in
`store/confidential.py`.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel


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
