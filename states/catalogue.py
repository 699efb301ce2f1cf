"""Every life cycle by kind and version; a new life cycle is its file and one line here.

The next ones of domain §4 (working paper, letter) take their place in `_ALL`.
"""

from __future__ import annotations

from typing import Any

from states.accountability import ACCOUNTABILITY
from states.action_item import ACTION_ITEM
from states.annual_plan import ANNUAL_PLAN
from states.appraisal import APPRAISAL
from states.archive_file import ARCHIVE_FILE
from states.assignment import ASSIGNMENT
from states.assistance_request import ASSISTANCE_REQUEST
from states.campaign import CAMPAIGN
from states.clearing import CLEARING
from states.clue import CLUE
from states.consultation import CONSULTATION
from states.daily_report import DAILY_REPORT
from states.definition import LifeCycle
from states.express_report import EXPRESS_REPORT
from states.extension import EXTENSION
from states.follow_up import FOLLOW_UP
from states.group_complaint import GROUP_COMPLAINT
from states.group_survey import GROUP_SURVEY
from states.immediate_rectification import IMMEDIATE_RECTIFICATION
from states.improvement import IMPROVEMENT
from states.incident import INCIDENT
from states.inspector import INSPECTOR
from states.issue import ISSUE
from states.letter import LETTER
from states.library_document import LIBRARY_DOCUMENT
from states.look_back import LOOK_BACK, LOOK_BACK_CHECK
from states.material_request import MATERIAL_REQUEST
from states.patrol_visit import PATROL_VISIT
from states.publication import PUBLICATION
from states.recommendation import RECOMMENDATION
from states.reconciliation import RECONCILIATION
from states.rectification import RECTIFICATION
from states.rectification_report import RECTIFICATION_REPORT
from states.register import REGISTER
from states.retrospective import RETROSPECTIVE
from states.round import ROUND
from states.secondment import SECONDMENT
from states.term import TERM
from states.weekly_summary import WEEKLY_SUMMARY
from states.working_paper import WORKING_PAPER

AnyLifeCycle = LifeCycle[Any, Any]

_ALL: tuple[AnyLifeCycle, ...] = (
    REGISTER,
    TERM,
    ANNUAL_PLAN,
    CAMPAIGN,
    ROUND,
    ASSIGNMENT,
    CLUE,
    RECTIFICATION,
    EXTENSION,
    ACTION_ITEM,
    WORKING_PAPER,
    MATERIAL_REQUEST,
    INCIDENT,
    INSPECTOR,
    SECONDMENT,
    APPRAISAL,
    EXPRESS_REPORT,
    ASSISTANCE_REQUEST,
    IMMEDIATE_RECTIFICATION,
    CONSULTATION,
    ACCOUNTABILITY,
    FOLLOW_UP,
    RECTIFICATION_REPORT,
    GROUP_SURVEY,
    LOOK_BACK,
    LOOK_BACK_CHECK,
    LETTER,
    RECONCILIATION,
    RECOMMENDATION,
    ARCHIVE_FILE,
    CLEARING,
    GROUP_COMPLAINT,
    IMPROVEMENT,
    PUBLICATION,
    RETROSPECTIVE,
    DAILY_REPORT,
    WEEKLY_SUMMARY,
    PATROL_VISIT,
    ISSUE,
    LIBRARY_DOCUMENT,
)

LIFE_CYCLES: dict[tuple[str, int], AnyLifeCycle] = {(one.kind, one.version): one for one in _ALL}
"""(kind, version) → life cycle: running cases keep the version they were opened with."""

NEWEST: dict[str, AnyLifeCycle] = {
    one.kind: one for one in sorted(_ALL, key=lambda cycle: cycle.version)
}
"""Kind → the version new cases are opened with."""
