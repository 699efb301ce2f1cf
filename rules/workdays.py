"""Working days of the office: the State Council calendar, make-up days and the office's closures.

Pure arithmetic on a `Calendar` value; `config/calendars.py` builds it from the published tables and
`config/calendars.toml`. Source: domain §2, calendar note.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.words import Labelled

_SATURDAY = 5
_MONTHS = 12
_DAY = timedelta(days=1)


class Roll(Labelled):
    """What happens to a due date that falls on a rest day."""

    FORWARD = "forward", "顺延", "forward"
    BACKWARD = "backward", "提前", "backward"
    NONE = "none", "不动", "none"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked.

    Example:
        >>> week = Calendar(frozenset(), frozenset(), date(2026, 12, 31), "weekends only")
        >>> week.add_workdays(date(2026, 1, 2), 1)  # Friday to Monday
        datetime.date(2026, 1, 5)
    """

    rest: frozenset[date]
    """Days off between Monday and Friday: public holidays and the office's closures."""
    worked: frozenset[date]
    """Saturdays and Sundays that are worked: make-up days 调休."""
    known_until: date
    """The last day of the last year whose holidays are published."""
    version: str
    """Names the published tables and closures this calendar was made from."""

    def is_workday(self, day: date) -> bool:
        """Say whether `day` is worked."""
        if day.weekday() >= _SATURDAY:
            return day in self.worked
        return day not in self.rest

    def provisional(self, day: date) -> bool:
        """Say whether `day` lies past the last published year, so that a result may still move."""
        return day > self.known_until

    def add_workdays(self, day: date, amount: int) -> date:
        """Return the working day that is `amount` working days after (or, negative, before) `day`.

        The day itself does not count. Zero returns `day` unchanged, even if it is a rest day.

        Example:
            >>> eve = date(2022, 9, 30)  # a Friday; the office shuts for the week after it
            >>> closed = frozenset(eve + timedelta(days=n) for n in range(3, 8))
            >>> made_up = frozenset({date(2022, 10, 8), date(2022, 10, 9)})
            >>> office = Calendar(closed, made_up, date(2022, 12, 31), "one closure")
            >>> office.add_workdays(eve, 1), office.add_workdays(date(2022, 10, 8), -1)
            (datetime.date(2022, 10, 8), datetime.date(2022, 9, 30))
        """
        step = _DAY if amount >= 0 else -_DAY
        left = abs(amount)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def roll(self, day: date, rule: Roll) -> date:
        """Return `day`, or the nearest working day in the direction of `rule` if it is none."""
        if rule is Roll.NONE:
            return day
        step = _DAY if rule is Roll.FORWARD else -_DAY
        while not self.is_workday(day):
            day += step
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days from `start` to `end`: the amount `add_workdays` would need.

        As there, `start` itself does not count and `end` does; an earlier `end` gives a negative
        number, so what is left of a limit that is already over is less than nothing.

        Example:
            >>> week = Calendar(frozenset(), frozenset(), date(2026, 12, 31), "weekends only")
            >>> friday, monday = date(2026, 1, 2), date(2026, 1, 5)
            >>> week.workdays_between(friday, monday), week.workdays_between(monday, friday)
            (1, -1)
        """
        step = _DAY if end >= start else -_DAY
        worked = 0
        while start != end:
            start += step
            worked += self.is_workday(start)
        return worked if step > timedelta() else -worked


def add_months(day: date, amount: int) -> date:
    """Return the same day `amount` calendar months later, clamped to the end of the month.

    Example:
        >>> add_months(date(2022, 1, 27), 2), add_months(date(2024, 1, 31), 1)
        (datetime.date(2022, 3, 27), datetime.date(2024, 2, 29))
    """
    index = day.year * _MONTHS + day.month - 1 + amount
    year, month = divmod(index, _MONTHS)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
