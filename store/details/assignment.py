"""The details of an assignment.

A field that its life cycle stores is a column here and a line of a revision.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class AssignmentDetail(SQLModel, table=True):
    """What is known of one group at one unit."""

    __tablename__ = "assignment_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    mode: str
    on_site_start: date
    on_site_end: date
    information_asked_on: date | None = None
    focus_list: str | None = None
    enter_from: date | None = None
    """The earliest day of entry that leaves the unit its notice."""
    roster_received_on: date | None = None
    duty_hours: str | None = None
    boxes: int | None = None
    intake_closes_on: date | None = None
    intake_closed_on: date | None = None
    entered_on: date | None = None
    unit_report_on: date | None = None
    talks: int | None = None
    questionnaires: int | None = None
    documents: int | None = None
    reports_heard: int | None = None
    visits: int | None = None
    problems: int | None = None
    checklists: str | None = None
    checklist_items: int | None = None
    left_on: date | None = None
    report_from: date | None = None
    approved_version: int | None = None
    disposal: str | None = None
    fed_back_on: date | None = None
    evaluation: str | None = None
    satisfaction: int | None = None
    score: int | None = None
    satisfied: int | None = None
    fairly_satisfied: int | None = None
    dissatisfied: int | None = None
    no_opinion: int | None = None
    score_organisation: int | None = None
    score_duty: int | None = None
    score_results: int | None = None
    head_id: int | None = None
    meetings_held: int | None = None
    rules_made: int | None = None
    money_returned: int | None = Field(default=None, sa_type=BigInteger)
    money_recovered: int | None = Field(default=None, sa_type=BigInteger)
