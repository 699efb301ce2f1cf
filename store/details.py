"""The typed detail table of each kind of case; every stored field of a life cycle is a column here.

A test compares the columns with the fields, so neither can be forgotten.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

import store.tables  # noqa: F401 - what these tables refer to, and how constraints are named


class RoundDetail(SQLModel, table=True):
    """What is known of a round."""

    __tablename__ = "round_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    name: str
    on_site_start: date | None = None
    on_site_end: date | None = None
    focus: str | None = None
    plan_line: str | None = None
    problems_found: int | None = None
    dispatch_extension: str | None = None


class AssignmentDetail(SQLModel, table=True):
    """What is known of one group at one unit."""

    __tablename__ = "assignment_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    mode: str
    on_site_start: date
    on_site_end: date
    focus_list: str | None = None
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
    open_gaps: int | None = None
    left_on: date | None = None
    report_from: date | None = None
    disposal: str | None = None
    fed_back_on: date | None = None
    evaluation: str | None = None
    satisfaction: int | None = None
    meetings_held: int | None = None
    rules_made: int | None = None
    money_returned: int | None = Field(default=None, sa_type=BigInteger)
    money_recovered: int | None = Field(default=None, sa_type=BigInteger)


class ClueDetail(SQLModel, table=True):
    """What is known of a clue; the receiver's case facts stay with the receiver."""

    __tablename__ = "clue_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    clue_kind: str
    summary: str
    important: bool | None = None
    touches_leading_body: bool | None = None
    pack_petitions: str | None = None
    pack_interviews: str | None = None
    pack_accounts: str | None = None
    pack_documents: str | None = None
    pack_findings: str | None = None
    suggestion: str | None = None
    route: str | None = None
    opinion: str | None = None
    override_reason: str | None = None
    result: str | None = None
    result_on: date | None = None
    merged_into: str | None = None


class RectificationDetail(SQLModel, table=True):
    """What is known of a rectification item."""

    __tablename__ = "rectification_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    problem: str
    weight: int | None = None
    fed_back_on: date
    measures: str | None = None
    leader_post: str | None = None
    planned_on: date | None = None
    progress_on: date | None = None
    evidence: str | None = None
    similar_problems: str | None = None
    rules_note: str | None = None
    extended_to: date | None = None
    reopened_until: date | None = None
    progress_from: date | None = None
    supervisor_id: int | None = None
    evidence_count: int | None = None
    finding: str | None = None
    held_on: date | None = None
    head_id: int | None = None


class ExtensionDetail(SQLModel, table=True):
    """What is known of an extension; the old date stays visible in `present_on`."""

    __tablename__ = "extension_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    deadline: str
    present_on: date
    requested_on: date
    asked_on: date
    why: str
    progress: str
    earlier_extensions: int = 0
    granted_on: date | None = None


class ActionItemDetail(SQLModel, table=True):
    """What is known of an action item of the dispatch meeting."""

    __tablename__ = "action_item_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    comment: str
    task: str
    due_on: date
    outcome: str | None = None


class RegisterDetail(SQLModel, table=True):
    """The register of people and bodies."""

    __tablename__ = "register_details"
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    name: str
