"""The only place that reads the time; everybody else is handed a `Clock`.

Moments are aware datetimes in UTC; days are days of the office, in `OFFICE_ZONE`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
"""All of China keeps one time; a day of the office is a day in this zone."""


class Clock(Protocol):
    """Tells the moment, in UTC, and what sets it."""

    @property
    def source(self) -> str:
        """Return what sets the clock, for the record (§7 row 13)."""
        ...

    def now(self) -> datetime:
        """Return the present moment as an aware datetime in UTC."""
        ...


class SystemClock:
    """The clock of the machine, set by what the office says sets it."""

    def __init__(self, source: str = "system") -> None:
        self.source = source

    def now(self) -> datetime:
        """Return the present moment as an aware datetime in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place


class ShiftedClock:
    """The machine's clock, always the same span behind: for an office that is only played."""

    source = "pretended"

    def __init__(self, behind: timedelta) -> None:
        self._behind = behind
        self._system = SystemClock()

    def now(self) -> datetime:
        """Return the present moment, that span earlier."""
        return self._system.now() - self._behind


class ManualClock:
    """A clock that stands still until it is told to move: for simulation and tests.

    Example:
        >>> clock = ManualClock(office_moment(date(2022, 1, 27), time(9)))
        >>> clock.now().isoformat()
        '2022-01-27T01:00:00+00:00'
    """

    source = "manual"

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment the clock was last set to."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Move the clock to `moment`, forwards or (to test a faulty clock) backwards."""
        self._moment = moment.astimezone(UTC)


def office_day(moment: datetime) -> date:
    """Return the day of the office on which `moment` falls."""
    return moment.astimezone(OFFICE_ZONE).date()


def office_moment(day: date, hour: time) -> datetime:
    """Return the moment of `hour` o'clock in the office on `day`, in UTC."""
    return datetime.combine(day, hour, OFFICE_ZONE).astimezone(UTC)
