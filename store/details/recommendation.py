"""The details of a recommendation.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class RecommendationDetail(SQLModel, table=True):
    """What is known of a recommendation."""

    __tablename__ = "recommendation_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    addressee: str
    matter: str
    advice: str
    sent_on: date | None = None
    reply: str | None = None
    replied_on: date | None = None
