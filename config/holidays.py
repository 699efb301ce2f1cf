"""The names of the published holidays, for people who ask why a day is no working day."""

from __future__ import annotations

from datetime import date

import chinese_calendar

from kernel.words import Text


def holiday_name(day: date) -> Text | None:
    """Return the holiday to which `day` belongs as published; None when it belongs to none."""
    name = chinese_calendar.holidays.get(day)
    if name is None:
        return None
    found = chinese_calendar.Holiday(name)
    return Text(found.chinese, found.value)
