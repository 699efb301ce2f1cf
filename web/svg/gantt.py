"""A Gantt chart: what was planned against what was, deadlines, today, and where it slips.

Above in each row stands the plan with its extension, below what was; what goes past the plan is
drawn apart. A further thing in a row is a field of `Line` and a few lines of `_line`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from kernel.words import Language, Text
from web.dates import day_words, month_words
from web.svg.frame import box, drawing, fitted, mark, stroke, words

_LABEL, _WIDE, _ROW, _HEAD, _END = 200, 1020, 34, 44, 24
_LEAST_MONTH = 56
_TODAY = Text("今天", "today")
_SAID = {
    "planned": Text("计划", "planned"), "extended": Text("延期", "extended"),
    "actual": Text("实际", "actual"), "slip": Text("超出计划", "past the plan"),
    "due": Text("到期", "due"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in a row, with the day it fell on before it was extended."""

    label: str
    day: date
    original: date


@dataclass(frozen=True, slots=True)
class Line:
    """One row: from when to when it was planned, extended to, and was."""

    label: str
    planned: tuple[date, date] | None = None
    extended_to: date | None = None
    began: date | None = None
    ended: date | None = None
    """None while it goes on."""
    dues: tuple[Due, ...] = ()

    def slip(self, today: date) -> tuple[date, date] | None:
        """Return from when to when it went past its plan and its extension.

        Example:
            >>> line = Line("", (date(2022, 1, 4), date(2022, 1, 10)), began=date(2022, 1, 5))
            >>> line.slip(date(2022, 1, 12))
            (datetime.date(2022, 1, 10), datetime.date(2022, 1, 12))
            >>> line.slip(date(2022, 1, 10)) is None
            True
        """
        if self.planned is None:
            return None
        allowed = max(self.planned[1], self.extended_to or self.planned[1])
        until = self.ended or today
        return (allowed, until) if until > allowed else None


def gantt(lines: Sequence[Line], today: date, language: Language, title: str) -> Markup:
    """Return the chart; without a single day in it, nothing."""
    days = [day for line in lines for day in _days(line)]
    if not days:
        return Markup("")
    chart = _Chart(min(days), max(days), today, language)
    height = _HEAD + _ROW * len(lines) + _END
    parts = [*chart.months(height), *chart.now(height)]
    for at, line in enumerate(lines):
        parts += chart.line(line, _HEAD + _ROW * at)
    return drawing(_LABEL + _WIDE + 20, height, title, parts)


def _days(line: Line) -> Iterator[date]:
    yield from line.planned or ()
    yield from filter(None, (line.extended_to, line.began, line.ended))
    yield from (due.day for due in line.dues)


class _Chart:
    """Where days stand on the page."""

    def __init__(self, first: date, last: date, today: date, language: Language) -> None:
        self.today, self.language = today, language
        near = first - timedelta(45) <= today <= last + timedelta(45)
        first, last = (min(first, today), max(last, today)) if near else (first, last)
        self.first, self.last = first.replace(day=1), last + timedelta(3)

    def x(self, day: date) -> float:
        return _LABEL + _WIDE * (day - self.first).days / max((self.last - self.first).days, 1)

    def months(self, height: int) -> Iterator[Markup]:
        """Draw the months, as many of their names as fit."""
        day, free = self.first, 0.0
        while day <= self.last:
            x = self.x(day)
            yield stroke(f"M{x:.1f} {_HEAD - 8}V{height - _END + 4}", "rule")
            if x >= free and x + _LEAST_MONTH <= _LABEL + _WIDE + 20:
                yield words(x + 3, 16, month_words(day, self.language), "small")
                free = x + _LEAST_MONTH * (1.5 if self.language == "zh" else 1.2)
            day = (day.replace(day=1) + timedelta(32)).replace(day=1)

    def now(self, height: int) -> Iterator[Markup]:
        if self.first <= self.today <= self.last:
            x = self.x(self.today)
            yield stroke(f"M{x:.1f} {_HEAD - 10}V{height - _END + 4}", "today")
            yield words(x, height - 6, _TODAY.say(self.language), "small now", "middle")

    def line(self, line: Line, top: int) -> Iterator[Markup]:
        """Draw one row."""
        yield words(0, top + 21, fitted(line.label, _LABEL - 12), "label")
        yield stroke(f"M0 {top + _ROW}H{_LABEL + _WIDE}", "rule")
        if line.planned is not None:
            yield self._bar(line.planned, top + 6, 7, "planned")
            if line.extended_to is not None and line.extended_to > line.planned[1]:
                yield self._bar((line.planned[1], line.extended_to), top + 6, 7, "extended")
        if line.began is not None:
            until = line.ended or max(self.today, line.began)
            yield self._bar((line.began, until), top + 16, 11, "actual")
        slip = line.slip(self.today)
        if slip is not None:
            start = max(slip[0], line.began) if line.began else slip[0]
            yield self._bar((start, slip[1]), top + 16, 11, "slip")
        for due in line.dues:
            moved = due.original != due.day
            if moved and self.first <= due.original:
                yield mark(self.x(due.original), top + 9.5, "due was", self._due(due, due.original))
            late = due.day < self.today
            yield mark(self.x(due.day), top + 9.5, "due late" if late else "due",
                       self._due(due, due.day))  # fmt: skip

    def _bar(self, span: tuple[date, date], y: float, height: int, look: str) -> Markup:
        start, end = (self.x(day) for day in span)
        first, last = (day_words(day, self.language) for day in span)
        said = _SAID[look].say(self.language)
        return box(start, y, end - start, height, look, f"{said} {first} → {last}")

    def _due(self, due: Due, day: date) -> str:
        said = _SAID["due"].say(self.language)
        return f"{due.label} {said} {day_words(day, self.language)}"
