"""The details of a working paper, and the counter that its numbers come from.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class WorkingPaperDetail(SQLModel, table=True):
    """What is known of one matter: persons, facts, responsibility, rule, and what became of it."""

    __tablename__ = "working_paper_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    problem: str
    problem_code: str
    persons: str | None = None
    facts: str | None = None
    responsibility: str | None = None
    rule_basis: str | None = None
    important: bool | None = None
    confirmation: str | None = None
    unit_statement: str | None = None
    verification: str | None = None
    paper_number: int | None = None
    outcome: str | None = None
    omitted_because: str | None = None
    decision_record: str | None = None
    drawn_on: date | None = None
    score_procedure: int | None = None
    score_content: int | None = None
    score_quality: int | None = None
    failed_on: date | None = None
    remedy: str | None = None
    merged_into: str | None = None


class PaperCounter(SQLModel, table=True):
    """The last number of a signed paper of one group; a group belongs to one round."""

    __tablename__ = "paper_counters"
    group_id: int = Field(primary_key=True, foreign_key="groups.id")
    last: int
