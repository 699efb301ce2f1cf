"""The details of a campaign.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class CampaignDetail(SQLModel, table=True):
    """What is known of a special campaign against a common problem."""

    __tablename__ = "campaign_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    name: str
    problem: str
    units_concerned: int
    form: str | None = None
    ends_on: date | None = None
    special_round: str | None = None
    outcome: str | None = None
