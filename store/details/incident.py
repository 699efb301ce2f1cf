"""The details of an incident.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class IncidentDetail(SQLModel, table=True):
    """What is known of an obstruction, an important matter or a matter of public opinion."""

    __tablename__ = "incident_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    incident_kind: str
    happened_on: date
    summary: str
    opinion: str | None = None
    advice: str | None = None
    outcome: str | None = None
    settled_on: date | None = None
