"""Looks each working day for duty hours that nobody covers, and tells of them (D08).

The group hears of today's gaps, the office of those of the working day before that stayed open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.advance import advance
from engine.commands import Advance
from engine.office import Office
from engine.onsite.duty import uncovered
from engine.routines.routine import Figures, routine
from kernel.errors import Conflict, Refused

_MANNED = (
    "SELECT c.id, d.duty_hours, d.entered_on, d.on_site_end FROM cases c"
    " JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND c.state IN ('entered', 'on_site', 'wrapping')"
    " AND c.suspended_at IS NULL AND d.duty_hours IS NOT NULL ORDER BY c.id"
)
Gap = tuple[int, str, date, str]
"""Assignment, event, day, hours."""


@routine("duty_check")
def duty_check(office: Office, day: date) -> Figures:
    """Tell the group of today's gaps, and the office of yesterday's."""
    told = dict.fromkeys(("duty_gap", "duty_missed"), 0)
    for case_id, event, gap_on, hours in list(_gaps(office, day)):
        key = f"{event}:{case_id}:{gap_on}"
        command = Advance(case_id, event, 0, {"gap_on": gap_on, "gaps": hours}, key=key)
        try:
            advance(office, command)
        except (Refused, Conflict):
            continue  # the group has left meanwhile, or the clocks were stopped
        told[event] += 1
    return told


def _gaps(office: Office, day: date) -> Iterator[Gap]:
    before = office.policy.calendar.add_workdays(day, -1)
    with office.database.reading() as tx:
        for row in tx.rows(_MANNED):
            for event, on, past in (("duty_gap", day, False), ("duty_missed", before, True)):
                if not row["entered_on"] <= on <= row["on_site_end"]:
                    continue
                hours = uncovered(tx, row["id"], row["duty_hours"], on, past=past)
                if hours:
                    yield row["id"], event, on, hours
