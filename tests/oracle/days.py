"""Dates as one would count them on a wall calendar: one day at a time, slow and obvious."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Wall:
    """A calendar on the wall: closed weekdays, worked weekends, and the last published day."""

    closed: frozenset[date]
    made_up: frozenset[date]
    published_until: date

    def works(self, day: date) -> bool:
        """Say whether people work on a day."""
        weekend = day.isoweekday() in {6, 7}
        return (weekend and day in self.made_up) or (not weekend and day not in self.closed)

    def count(self, day: date, amount: int, unit: str) -> date:
        """Count so many units on from a day; fewer than none counts back."""
        if unit == "days":
            return day + amount * ONE
        if unit == "months":
            return _months_on(day, amount)
        way = ONE if amount > 0 else -ONE
        for _ in range(abs(amount)):
            day += way
            while not self.works(day):
                day += way
        return day

    def rolled(self, day: date, roll: str) -> date:
        """Return a day, or the next (the last) one on which people work."""
        while roll != "none" and not self.works(day):
            day += ONE if roll == "forward" else -ONE
        return day

    def left(self, today: date, due: date, unit: str) -> int:
        """Return how many units are left until a day; less than nothing when it is over."""
        if unit != "workdays":
            return (due - today).days
        first, last = min(today, due), max(today, due)
        days = [first + n * ONE for n in range((last - first).days + 1)]
        counted = days[1:] if due >= today else days[:-1]
        worked = sum(self.works(day) for day in counted)
        return worked if due >= today else -worked


def _months_on(day: date, amount: int) -> date:
    year, month = day.year, day.month
    for _ in range(abs(amount)):
        month += 1 if amount > 0 else -1
        if month in {0, 13}:
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def at(day: date, hour: time) -> datetime:
    """Return an hour of a day in China."""
    return datetime.combine(day, hour, CHINA)


def day_of(moment: datetime) -> date:
    """Return the day it is in China."""
    return moment.astimezone(CHINA).date()
