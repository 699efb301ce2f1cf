"""The details of a reconciliation.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ReconciliationDetail(SQLModel, table=True):
    """What is known of a reconciliation; the ledgers and differences are in its books."""

    __tablename__ = "reconciliation_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    as_of: date
