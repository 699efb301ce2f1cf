"""How a due date follows from an anchor: amount, unit, direction and roll rule.

The numbers are policy (`config/deadlines.toml`), each with its source and the date from which it
holds; the arithmetic is here. Source: domain §2, engine rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kernel.clock import office_moment
from kernel.words import Labelled, Text
from rules.workdays import Calendar, Roll, add_months


class Unit(Labelled):
    """How a span is counted; a span without its unit does not exist."""

    WORKDAYS = "workdays", "工作日", "workdays"
    DAYS = "days", "天", "days"
    MONTHS = "months", "个月", "months"


class Direction(StrEnum):
    """On which side of its anchor a deadline lies."""

    AFTER = "after"
    BEFORE = "before"


def span_from(day: date, amount: int, unit: Unit, calendar: Calendar) -> date:
    """Return the day `amount` units after (negative: before) `day`, not rolled.

    Example:
        >>> week = Calendar(frozenset(), frozenset(), date(2022, 12, 31), "weekends only")
        >>> span_from(date(2022, 1, 28), 1, Unit.WORKDAYS, week)
        datetime.date(2022, 1, 31)
        >>> span_from(date(2022, 1, 31), 1, Unit.MONTHS, week)
        datetime.date(2022, 2, 28)
    """
    match unit:
        case Unit.WORKDAYS:
            return calendar.add_workdays(day, amount)
        case Unit.DAYS:
            return day + timedelta(days=amount)
        case Unit.MONTHS:
            return add_months(day, amount)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date with the date it was rolled from."""

    anchor: date
    nominal: date
    """The date the rule gives before rest days are looked at."""
    day: date
    """The date that counts."""
    provisional: bool
    """Whether the holidays of that year were not published yet."""

    @property
    def rolled(self) -> bool:
        """Say whether the nominal date fell on a rest day."""
        return self.day != self.nominal


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One limit of the office, in the version that holds from `effective_from`.

    Example:
        >>> week = Calendar(frozenset(), frozenset(), date(2022, 12, 31), "weekends only")
        >>> report = Text("整改报告", "Rectification report")
        >>> ours = Text("本办自定", "the office's own choice")
        >>> rule = DeadlineRule("report", report, 2, Unit.MONTHS, "E-STD", ours, "K21")
        >>> due = rule.due(date(2022, 1, 27), week)  # a Sunday, so the Monday after it
        >>> due.nominal.isoformat(), due.day.isoformat(), due.rolled
        ('2022-03-27', '2022-03-28', True)
    """

    name: str
    label: Text
    amount: int
    unit: Unit
    ladder: str
    source: Text
    """Where the number comes from, or that it is the office's own choice."""
    row: str
    direction: Direction = Direction.AFTER
    roll: Roll = Roll.FORWARD
    hour: time = time(18)
    """When on the due day the time is up, in the office's zone."""
    effective_from: date = date.min

    @property
    def span(self) -> Text:
        """Return the span in words, with its side where it lies before its anchor."""
        if self.amount == 0:
            return Text("当日", "on the day")
        unit, before = self.unit.label, self.direction is Direction.BEFORE
        return Text(
            f"{'前 ' if before else ''}{self.amount} {unit.zh}",
            f"{self.amount} {unit.en}{' before' if before else ''}",
        )

    def due(self, anchor: date, calendar: Calendar) -> Due:
        """Return the due date that follows from `anchor`.

        Working days counted backwards are provisional as soon as they start in a year whose
        holidays are not published, even if they end in one whose holidays are.
        """
        amount = self.amount if self.direction is Direction.AFTER else -self.amount
        nominal = span_from(anchor, amount, self.unit, calendar)
        day = calendar.roll(nominal, self.roll)
        counted_from = anchor if self.unit is Unit.WORKDAYS else nominal
        latest = max(counted_from, nominal, day)
        return Due(anchor, nominal, day, calendar.provisional(latest))

    def due_at(self, day: date) -> datetime:
        """Return the moment on `day` when the time is up, in UTC."""
        return office_moment(day, self.hour)


def in_force(versions: tuple[DeadlineRule, ...], day: date) -> DeadlineRule:
    """Return the version of a limit that holds on `day`: the latest that has begun.

    A day before every version gets the earliest, so that an old round can still be played.
    """
    begun = [version for version in versions if version.effective_from <= day]
    if begun:
        return max(begun, key=_began)
    return min(versions, key=_began)


def _began(version: DeadlineRule) -> date:
    return version.effective_from
