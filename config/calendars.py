"""Builds the office's calendar from the published holidays and `calendars.toml`.

The published tables come from the `chinesecalendar` package; a year it does not know yet is typed
into the file from the State Council's announcement, and so are the office's own closures.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

import chinese_calendar

from config.reading import Sheet
from rules.workdays import Calendar

_SATURDAY = 5
_LIBRARY = "chinesecalendar"
_LONGEST_CLOSURE = 366
Hours = tuple[tuple[time, time], ...]


def read_calendar(sheet: Sheet) -> Calendar:
    """Return the calendar of the office; what is wrong is noted on `sheet`.

    A year typed into the file replaces the published table of that year; the office's own days
    stand above both.
    """
    rest = {day for day in chinese_calendar.holidays if day.weekday() < _SATURDAY}
    worked = {day for day in chinese_calendar.workdays if day.weekday() >= _SATURDAY}
    last_year = max(chinese_calendar.holidays).year
    for year, off, on in _read_years(sheet, last_year):
        rest = {day for day in rest if day.year != year} | _weekdays(off)
        worked = {day for day in worked if day.year != year} | set(on)
        last_year = max(last_year, year)
    shut, opened = _read_own_days(sheet)
    rest = (rest | _weekdays(shut)) - opened
    worked = (worked - shut) | {day for day in opened if day.weekday() >= _SATURDAY}
    named = f"{_LIBRARY} {chinese_calendar.__version__} + {sheet.text('version')}"
    return Calendar(frozenset(rest), frozenset(worked), date(last_year, 12, 31), named)


def _weekdays(days: Iterable[date]) -> set[date]:
    return {day for day in days if day.weekday() < _SATURDAY}


def _read_years(
    sheet: Sheet, last_year: int
) -> list[tuple[int, tuple[date, ...], tuple[date, ...]]]:
    found = []
    for one in sheet.tables("year"):
        year = one.whole("year", 2004, 2100)
        one.source()
        off, on = one.days("rest"), one.days("worked")
        if year > last_year + 1:
            one.wrong(
                "year",
                f"{last_year + 1} 年的放假安排还没有；年份须逐年相接、由先到后填写。",
                f"the holidays of {last_year + 1} are not there yet: give the years in order.",
            )
        for key, days in (("rest", off), ("worked", on)):
            for day in days:
                if day.year != year:
                    one.wrong(key, f"{day} 不在 {year} 年。", f"{day} is not in {year}.")
        for day in on:
            if day.weekday() < _SATURDAY:
                one.wrong(
                    "worked",
                    f"{day} 不是周末，不会是调休上班日；请核对日期。",
                    f"{day} is no weekend day, so it cannot be a make-up day: check the date.",
                )
        _check_apart(one, "worked", off, on)
        one.close()
        last_year = max(last_year, year)
        found.append((year, off, on))
    return found


def _read_own_days(sheet: Sheet) -> tuple[set[date], set[date]]:
    shut: set[date] = set()
    for one in sheet.tables("closure"):
        first, last = one.day("first"), one.day("last")
        one.text("reason")
        length = (last - first).days + 1
        if 1 <= length <= _LONGEST_CLOSURE:
            shut |= {first + timedelta(days=n) for n in range(length)}
        else:
            one.wrong(
                "last",
                f"关闭时段从 first 到 last，应为 1 到 {_LONGEST_CLOSURE} 天，现为 {length} 天。",
                f"a closure from first to last has 1 to {_LONGEST_CLOSURE} days, not {length}.",
            )
        one.close()
    days = sheet.table("days")
    shut |= set(days.days("rest"))
    opened = days.days("worked")
    days.close()
    _check_apart(sheet, "days.worked", shut, opened)
    return shut, set(opened)


def _check_apart(sheet: Sheet, key: str, off: Iterable[date], on: Iterable[date]) -> None:
    for day in sorted(set(off) & set(on)):
        sheet.wrong(
            key,
            f"{day} 既是休息日又是工作日；请删去其中一处。",
            f"{day} is both a rest day and a working day: delete it in one place.",
        )


def read_duty_hours(sheet: Sheet) -> Hours:
    """Return when the duty phone is answered on working days."""
    phone = sheet.table("duty_phone")
    found: list[tuple[time, time]] = []
    for one in phone.tables("window", required=True):
        start, end = one.hour("from"), one.hour("to")
        if start >= end or (found and start < found[-1][1]):
            one.wrong(
                "from",
                "各时段须由早到晚、互不重叠，且 from 早于 to。",
                "windows stand in the order of the day, do not overlap, and from is before to.",
            )
        found.append((start, end))
        one.close()
    phone.close()
    return tuple(found)
