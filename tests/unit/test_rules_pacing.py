"""When a notice leaves: urgent ones at once, reminders in the morning, nothing at night."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from kernel.clock import office_moment
from rules.pacing import AT_ONCE, Pace, Pacing, pace
from rules.workdays import Calendar

WEEK = Calendar(frozenset({date(2026, 3, 5)}), frozenset(), date(2026, 12, 31), "one holiday")
PACING = Pacing(time(9, 10), time(21), time(7, 30), most_a_day=3)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return office_moment(day, time(hour, minute))


def paced(now: datetime, tone: str = "", *, urgent: bool = False, due: date | None = None,
          sent: int = 0) -> Pace:  # fmt: skip
    return pace(PACING, WEEK, now, tone=tone, urgent=urgent, due_on=due, sent_today=sent)


def test_a_reminder_waits_for_the_morning_message_of_the_same_day() -> None:
    assert paced(at(MONDAY, 9), "reminder", due=TUESDAY) == Pace(at(MONDAY, 9, 10), gathered=True)


@pytest.mark.parametrize(
    ("day", "hour", "morning"),
    [
        (MONDAY, 10, TUESDAY),
        (date(2026, 3, 4), 10, date(2026, 3, 6)),  # Thursday is a holiday
        (date(2026, 3, 6), 10, date(2026, 3, 9)),
        (date(2026, 3, 7), 8, date(2026, 3, 9)),
    ],
)
def test_the_morning_message_comes_on_working_days(day: date, hour: int, morning: date) -> None:
    found = paced(at(day, hour), "reminder", due=date(2026, 3, 20))

    assert found == Pace(at(morning, 9, 10), gathered=True)


def test_a_reminder_that_would_come_too_late_leaves_at_once() -> None:
    assert paced(at(MONDAY, 16), "reminder", due=MONDAY) == AT_ONCE


@pytest.mark.parametrize(("tone", "urgent"), [("escalation", False), ("", True)])
@pytest.mark.parametrize("hour", [3, 23])
def test_what_is_urgent_leaves_at_night_and_however_many_there_were(
    tone: str, hour: int, *, urgent: bool
) -> None:
    assert paced(at(MONDAY, hour), tone, urgent=urgent, sent=99) == AT_ONCE


@pytest.mark.parametrize(
    ("hour", "until"), [(23, at(TUESDAY, 7, 30)), (3, at(MONDAY, 7, 30)), (12, None)]
)
def test_the_rest_waits_until_the_quiet_hours_are_over(hour: int, until: datetime | None) -> None:
    assert paced(at(MONDAY, hour), "overdue") == Pace(until)


def test_beyond_the_cap_messages_are_gathered() -> None:
    assert paced(at(MONDAY, 12), "overdue", sent=2) == AT_ONCE
    assert paced(at(MONDAY, 12), "overdue", sent=3) == Pace(at(TUESDAY, 9, 10), gathered=True)


def test_an_office_may_have_quiet_hours_in_the_day_or_none() -> None:
    noon = Pacing(time(9, 10), time(12), time(14), 3)
    never = Pacing(time(9, 10), time(12), time(12), 3)

    assert noon.quiet_until(at(MONDAY, 13)) == at(MONDAY, 14)
    assert noon.quiet_until(at(MONDAY, 14)) is None
    assert [never.quiet_until(at(MONDAY, hour)) for hour in (0, 12, 23)] == [None] * 3
