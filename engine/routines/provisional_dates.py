"""Recomputes provisional dates every day, so that a published year needs nobody to think of it.

Source: domain §2, calendar note; what moves and what stays is told in `engine/recalendar.py`.
"""

from __future__ import annotations

from datetime import date

from engine.office import Office
from engine.recalendar import recompute_provisional
from engine.routines.routine import Figures, routine


@routine("provisional_dates")
def provisional_dates(office: Office, day: date) -> Figures:
    """Recompute every provisional due date with the calendar in force, whichever day it is for."""
    del day
    return {"moved": recompute_provisional(office)}
