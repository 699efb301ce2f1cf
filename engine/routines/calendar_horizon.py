"""Tells the office in time that the published holidays end, so that no limit stays provisional.

Source: domain §2, calendar note; the number of days is a limit of the office.
"""

from __future__ import annotations

from datetime import date, time

from engine.office import Office
from engine.routines.routine import Figures, routine
from engine.routines.telling import owe_once
from kernel.clock import office_moment
from notifications.catalogue.office import CALENDAR_ENDS

_PROVISIONAL = (
    "SELECT count(*) AS n FROM timers WHERE status = 'armed' AND next_at IS NOT NULL"
    " AND provisional"
)
"""Of the limits that wake, which the index of due timers holds: every day this is asked."""


@routine("calendar_horizon")
def calendar_horizon(office: Office, day: date) -> Figures:
    """Owe the office a notice when the calendar ends soon or limits are provisional.

    Once a month is enough: announcements come when they come.
    """
    left = (office.policy.calendar.known_until - day).days
    with office.database.reading() as tx:
        row = tx.row(_PROVISIONAL)
    provisional = int(row["n"]) if row else 0
    figures = {"days_left": left, "provisional": provisional}
    if not provisional and left >= office.policy.limit("calendar_horizon"):
        return {**figures, "told": 0}
    month = office_moment(day.replace(day=1), time())
    return {**figures, "told": owe_once(office, "calendar_horizon", CALENDAR_ENDS, since=month)}
