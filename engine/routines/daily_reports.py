"""Opens the daily report of every group on site, each working day in the morning (H04, §4.9).

Days that the office was shut down are made up for: such a report is marked, and due the day on
which it is opened. There is one for each group and day, whoever opens it and however often.
"""

from __future__ import annotations

from datetime import date

from engine.commands import Open
from engine.office import Office
from engine.opening import open_case
from engine.progress import ON_SITE
from engine.routines.routine import Figures, routine
from kernel.clock import office_day
from states.daily_report import DAILY_REPORT

_THERE = ", ".join(f"'{state}'" for state in ON_SITE)
_RUNNING = ", ".join(f"'{state}'" for state in DAILY_REPORT.opened_in)
_GROUPS = (
    "SELECT DISTINCT c.round_id, c.group_id FROM cases c"  # noqa: S608 - states of our own
    " JOIN assignment_details d ON d.case_id = c.id JOIN cases r ON r.id = c.round_id"
    " WHERE c.kind = 'assignment' AND d.entered_on <= :day AND c.suspended_at IS NULL"
    f" AND (c.state IN ({_THERE}) OR d.left_on >= :day)"
    f" AND r.suspended_at IS NULL AND r.state IN ({_RUNNING})"
    " ORDER BY c.round_id, c.group_id"
)
_OPENED = "SELECT case_id FROM daily_report_details WHERE slot = :slot"


@routine("daily_reports")
def daily_reports(office: Office, day: date) -> Figures:
    """Open what is missing of the reports of one working day."""
    today = max(day, office_day(office.now()))
    with office.database.reading() as tx:
        slots = [
            (row, f"{row['group_id']}/{day}") for row in tx.rows(_GROUPS, day=day)
        ]  # fmt: skip
        missing = [(row, slot) for row, slot in slots if tx.row(_OPENED, slot=slot) is None]
    for row, slot in missing:
        details = {
            "group_id": row["group_id"], "report_day": day, "hand_in_on": today,
            "caught_up": today > day, "slot": slot,
        }  # fmt: skip
        key = f"daily_report/{slot}"
        open_case(office, Open("daily_report", 0, details, row["round_id"], key=key))
    return {"groups": len(slots), "opened": len(missing)}
