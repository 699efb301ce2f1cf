"""What is done for every recurring duty of `rules/recurring.py`, in the order of that table.

A new one is a line in `_DONE`; flows and commands follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.routines.backups import daily_backup, restore_drill
from engine.routines.calendar_horizon import calendar_horizon
from engine.routines.clue_reconciliation import clue_reconciliation
from engine.routines.coverage_pace import coverage_pace
from engine.routines.daily_reports import daily_reports
from engine.routines.document_readers import document_readers
from engine.routines.duty_check import duty_check
from engine.routines.gap_lists import gap_lists
from engine.routines.paper_sampling import paper_sampling
from engine.routines.patrol_picks import patrol_picks
from engine.routines.provisional_dates import provisional_dates
from engine.routines.record_check import record_check
from engine.routines.retention_review import retention_review
from engine.routines.routine import Routine
from engine.routines.weekly_summary import weekly_summary
from rules.recurring import DUTIES

_DONE: tuple[Routine, ...] = (
    paper_sampling,
    provisional_dates,
    calendar_horizon,
    daily_reports,
    weekly_summary,
    patrol_picks,
    duty_check,
    gap_lists,
    coverage_pace,
    clue_reconciliation,
    retention_review,
    document_readers,
    record_check,
    daily_backup,
    restore_drill,
)

_BY_NAME = {one.name: one for one in _DONE}

ROUTINES: Mapping[str, Routine] = MappingProxyType({name: _BY_NAME[name] for name in DUTIES})
"""Name → routine."""

PLAYED: tuple[Routine, ...] = tuple(one for one in ROUTINES.values() if one.played)
"""Those that come round in a simulation."""
