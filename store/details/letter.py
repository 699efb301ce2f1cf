"""The details of a letter; who complains is not among them (`store/confidential_tables.py`).

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class LetterDetail(SQLModel, table=True):
    """What is known of a letter, call or visit."""

    __tablename__ = "letter_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    channel: str
    came_on: date
    postmark_on: date | None = None
    letter_number: str | None = None
    gist: str | None = None
    named: bool | None = None
    named_on: date | None = None
    sealed_on: date | None = None
    tier: str | None = None
    matter: str | None = None
    mass_incident: bool | None = None
    acceptance_told_on: date | None = None
    found: str | None = None
    first_letter_id: int | None = None
    paper_id: int | None = None
    clue_id: int | None = None
    outcome: str | None = None
    transfer_note: str | None = None
    receipt_number: str | None = None
