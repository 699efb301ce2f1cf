"""When a notice may leave: at once, after the quiet hours, or gathered into the morning message.

Pure: the deliverer asks, `channels.toml` has the numbers. Nothing is ever dropped; what is urgent
never waits. Source: domain §7 row 4 and the office's own choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kernel.clock import OFFICE_ZONE, office_moment
from rules.ladder import Tone
from rules.workdays import Calendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pacing:
    """How notices are spread over a person's day."""

    digest_at: time
    """When the morning message leaves, on working days."""
    quiet_from: time
    quiet_to: time
    """Between these hours only what is urgent leaves; the same hour twice means never quiet."""
    most_a_day: int
    """After so many messages in a day a person's further ones wait for the morning message."""

    def quiet_until(self, now: datetime) -> datetime | None:
        """Return when the quiet hours that hold `now` end; None outside of them."""
        here = now.astimezone(OFFICE_ZONE)
        today, hour = here.date(), here.time()
        if self.quiet_from <= self.quiet_to:
            return (
                office_moment(today, self.quiet_to)
                if self.quiet_from <= hour < self.quiet_to
                else None
            )
        if hour < self.quiet_to:
            return office_moment(today, self.quiet_to)
        return office_moment(today + _DAY, self.quiet_to) if hour >= self.quiet_from else None

    def next_digest(self, calendar: Calendar, now: datetime) -> datetime:
        """Return when the next morning message leaves after `now`."""
        day = now.astimezone(OFFICE_ZONE).date()
        if not calendar.is_workday(day) or office_moment(day, self.digest_at) <= now:
            day = calendar.add_workdays(day, 1)
        return office_moment(day, self.digest_at)


@dataclass(frozen=True, slots=True)
class Pace:
    """When a notice leaves."""

    until: datetime | None = None
    """None: at once."""
    gathered: bool = False
    """Whether it waits for the morning message, rather than leaving alone."""


AT_ONCE = Pace()


def pace(
    pacing: Pacing,
    calendar: Calendar,
    now: datetime,
    *,
    tone: str,
    urgent: bool,
    due_on: date | None,
    sent_today: int,
) -> Pace:
    """Return when a notice leaves.

    A reminder is gathered when the morning message still comes on the day it is due, or before.

    Args:
        pacing: The office's numbers.
        calendar: The office's working days.
        now: The present moment.
        tone: A stored tone of a ladder, or empty.
        urgent: Whether its line in the catalogue says that it never waits.
        due_on: The date it names.
        sent_today: How many messages the person had today.
    """
    if urgent or tone == Tone.ESCALATION:
        return AT_ONCE
    digest = pacing.next_digest(calendar, now)
    in_time = due_on is None or digest.astimezone(OFFICE_ZONE).date() <= due_on
    if (tone == Tone.REMINDER and in_time) or sent_today >= pacing.most_a_day:
        return Pace(digest, gathered=True)
    return Pace(pacing.quiet_until(now))
