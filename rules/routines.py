"""When a recurring duty of the office comes round: each day, working day, week, month or year.

Pure arithmetic on a calendar; the hours are policy (`config/routines.toml`). A further rhythm is a
member of `Rhythm`, its line in `When._falls_on` or `_EARLIER`, and the shape of its key in `_KEYS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kernel.clock import office_day, office_moment
from kernel.words import Labelled
from rules.workdays import Calendar

_DAY = timedelta(days=1)
_FARTHEST = 400
"""Days that are looked through: no office rests for longer, and a search must end."""


class Rhythm(Labelled):
    """How often a duty comes round."""

    DAY = "day", "每天", "Every day"
    WORKDAY = "workday", "每个工作日", "Every working day"
    WEEK = "week", "每周第一个工作日", "First working day of the week"
    MONTH = "month", "每月第一个工作日", "First working day of the month"
    YEAR = "year", "每年第一个工作日", "First working day of the year"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


_KEYS: Mapping[Rhythm, Callable[[date], str]] = {
    Rhythm.DAY: date.isoformat,
    Rhythm.WORKDAY: date.isoformat,
    Rhythm.WEEK: _week,
    Rhythm.MONTH: lambda day: f"{day:%Y-%m}",
    Rhythm.YEAR: lambda day: f"{day:%Y}",
}
"""Rhythm → how the period of a day is called; two days of one period have one key."""


_EARLIER: Mapping[Rhythm, Callable[[date], int]] = {
    Rhythm.WEEK: date.weekday,
    Rhythm.MONTH: lambda day: day.day - 1,
    Rhythm.YEAR: lambda day: day.timetuple().tm_yday - 1,
}
"""Rhythm of which the first working day counts → how many days of its period lie before a day."""


@dataclass(frozen=True, slots=True)
class Period:
    """One time round: what is done for it is done once."""

    key: str
    """Such as 2026-11-23, 2026-W48, 2026-11 or 2026."""
    day: date
    """The day of the office on which it begins."""
    begins_at: datetime


@dataclass(frozen=True, slots=True)
class When:
    """A rhythm and the hour of the office at which it comes.

    Example:
        >>> week = Calendar(frozenset(), frozenset(), date(2026, 12, 31), "weekends only")
        >>> monday = When(Rhythm.WEEK, time(9))
        >>> monday.latest(week, office_moment(date(2026, 11, 25), time(8))).key
        '2026-W48'
    """

    rhythm: Rhythm
    at: time

    def latest(self, calendar: Calendar, now: datetime) -> Period | None:
        """Return the newest period that has begun at `now`."""
        day = office_day(now)
        if office_moment(day, self.at) > now:
            day -= _DAY
        return self._from(calendar, day, -_DAY)

    def following(self, calendar: Calendar, now: datetime) -> Period | None:
        """Return the first period that begins after `now`."""
        day = office_day(now)
        if office_moment(day, self.at) <= now:
            day += _DAY
        return self._from(calendar, day, _DAY)

    def begun_since(
        self, calendar: Calendar, after: date, now: datetime, most: int
    ) -> tuple[Period, ...]:
        """Return the periods of the days after `after` that have begun at `now`, oldest first.

        Where there are more than `most`, the oldest are left out.
        """
        found: list[Period] = []
        period = self.latest(calendar, now)
        while period is not None and period.day > after and len(found) < most:
            found.append(period)
            period = self._from(calendar, period.day - _DAY, -_DAY)
        return tuple(reversed(found))

    def of_day(self, calendar: Calendar, day: date) -> Period | None:
        """Return the newest period that has begun by the end of `day`."""
        return self._from(calendar, day, -_DAY)

    def _from(self, calendar: Calendar, day: date, step: timedelta) -> Period | None:
        for _ in range(_FARTHEST):
            if self._falls_on(calendar, day):
                key = _KEYS[self.rhythm](day)
                return Period(key, day, office_moment(day, self.at))
            day += step
        return None

    def _falls_on(self, calendar: Calendar, day: date) -> bool:
        if self.rhythm is Rhythm.DAY:
            return True
        if not calendar.is_workday(day):
            return False
        if self.rhythm is Rhythm.WORKDAY:
            return True
        earlier = _EARLIER[self.rhythm](day)
        return not any(calendar.is_workday(day - _DAY * back) for back in range(1, earlier + 1))
