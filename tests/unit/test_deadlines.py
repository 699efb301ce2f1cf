"""Due dates: how they follow from an anchor, roll off rest days and keep their version."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from config.policy import load_policy
from kernel.words import Text
from rules.deadlines import DeadlineRule, Direction, Unit, in_force
from rules.workdays import Roll

POLICY = load_policy()
OFFICE = POLICY.calendar
FEEDBACK = date(2022, 1, 27)


def limit(
    amount: int,
    unit: Unit,
    direction: Direction = Direction.AFTER,
    roll: Roll = Roll.FORWARD,
    since: date = date(2000, 1, 1),
) -> DeadlineRule:
    label = Text("期限", "Limit")
    return DeadlineRule(
        "limit",
        label,
        amount,
        unit,
        "E-STD",
        Text("本办自定", "own choice"),
        "§2",
        direction,
        roll,
        time(18),
        since,
    )


def test_two_months_after_a_real_feedback_end_on_a_sunday_and_count_on_the_monday() -> None:
    due = POLICY.deadline("rectification_report", FEEDBACK).due(FEEDBACK, OFFICE)

    assert (due.nominal, due.day) == (date(2022, 3, 27), date(2022, 3, 28))
    assert due.rolled
    assert not due.provisional


def test_six_months_after_a_real_feedback_fall_on_a_working_day() -> None:
    due = limit(6, Unit.MONTHS).due(FEEDBACK, OFFICE)

    assert due.day == due.nominal == date(2022, 7, 27)
    assert not due.rolled


def test_concentrated_rectification_took_two_months_and_takes_six_since_2024() -> None:
    before = POLICY.deadline("rectification_concentrated", date(2022, 1, 27))
    after = POLICY.deadline("rectification_concentrated", date(2024, 3, 1))

    assert (before.amount, before.unit) == (2, Unit.MONTHS)
    assert (after.amount, after.unit) == (6, Unit.MONTHS)


def test_a_notice_before_entry_rolls_backward_so_that_it_is_never_late() -> None:
    entry = date(2021, 11, 9)

    due = POLICY.deadline("unit_notice", entry).due(entry, OFFICE)

    assert due.nominal == date(2021, 10, 30)
    assert due.day == date(2021, 10, 29)


def test_a_meeting_two_weeks_before_the_end_of_a_real_stay() -> None:
    due = POLICY.deadline("mid_term_dispatch", date(2021, 11, 8)).due(date(2021, 12, 20), OFFICE)

    assert due.day == date(2021, 12, 6)


def test_the_time_is_up_at_the_hour_of_the_office() -> None:
    rule = limit(2, Unit.MONTHS)

    assert rule.due_at(date(2022, 3, 28)) == datetime(2022, 3, 28, 10, tzinfo=UTC)


def test_a_date_in_an_unpublished_year_is_provisional() -> None:
    last = OFFICE.known_until

    assert limit(1, Unit.DAYS).due(last, OFFICE).provisional
    assert not limit(1, Unit.DAYS, Direction.BEFORE).due(last, OFFICE).provisional


def test_workdays_counted_back_through_an_unpublished_year_are_provisional() -> None:
    anchor = OFFICE.known_until + timedelta(days=8)

    due = limit(10, Unit.WORKDAYS, Direction.BEFORE).due(anchor, OFFICE)

    assert due.day <= OFFICE.known_until
    assert due.provisional


def test_the_version_in_force_is_the_latest_that_has_begun_in_any_order_of_the_file() -> None:
    old = limit(2, Unit.MONTHS, since=date(2017, 7, 14))
    new = limit(6, Unit.MONTHS, since=date(2024, 2, 1))

    assert in_force((new, old), date(2024, 1, 31)) is old
    assert in_force((new, old), date(2024, 2, 1)) is new
    assert in_force((new, old), date(2010, 1, 1)) is old


@settings(deadline=None)
@given(
    st.dates(date(2004, 6, 1), date(2025, 1, 1)),
    st.integers(0, 30),
    st.integers(0, 20),
    st.sampled_from(Unit),
    st.sampled_from(Direction),
    st.sampled_from([Roll.FORWARD, Roll.BACKWARD]),
)
def test_a_due_date_is_a_working_day_and_a_later_anchor_never_makes_it_earlier(
    anchor: date, later: int, amount: int, unit: Unit, direction: Direction, roll: Roll
) -> None:
    # months back or forward by at most five, so that the span stays inside the published years
    rule = limit(amount if unit is not Unit.MONTHS else amount % 6, unit, direction, roll)

    first = rule.due(anchor, OFFICE)
    second = rule.due(anchor + timedelta(days=later), OFFICE)

    assert first.day <= second.day
    assert OFFICE.is_workday(first.day) or (unit is Unit.WORKDAYS and rule.amount == 0)
    assert first.rolled == (first.day != first.nominal)
