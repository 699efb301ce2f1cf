"""The working days of the office: published facts, and what holds for every date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.policy import load_policy
from rules.workdays import Roll, add_months

OFFICE = load_policy().calendar
DAYS = st.dates(date(2004, 3, 1), date(2025, 6, 30))
AMOUNTS = st.integers(0, 120)
quick = settings(deadline=None)


def test_ten_workdays_span_the_spring_festival_of_2022() -> None:
    assert OFFICE.add_workdays(date(2022, 1, 27), 10) == date(2022, 2, 15)


def test_five_workdays_span_the_national_day_of_2025() -> None:
    assert OFFICE.add_workdays(date(2025, 9, 26), 5) == date(2025, 10, 10)


@pytest.mark.parametrize("day", [date(2024, 9, 29), date(2025, 1, 26)])
def test_a_make_up_sunday_is_worked(day: date) -> None:
    assert day.isoweekday() == 7
    assert OFFICE.is_workday(day)


def test_the_stay_of_a_real_round_had_thirty_working_days() -> None:
    first, last = date(2021, 11, 8), date(2021, 12, 20)

    assert OFFICE.workdays_between(first, last) == 30


def test_a_day_of_a_year_without_published_holidays_is_provisional() -> None:
    assert not OFFICE.provisional(OFFICE.known_until)
    assert OFFICE.provisional(OFFICE.known_until + timedelta(days=1))


@quick
@given(DAYS, st.integers(1, 120))
def test_counting_workdays_never_lands_on_a_rest_day(day: date, amount: int) -> None:
    assert OFFICE.is_workday(OFFICE.add_workdays(day, amount))
    assert OFFICE.is_workday(OFFICE.add_workdays(day, -amount))


@quick
@given(DAYS, AMOUNTS, AMOUNTS)
def test_a_split_span_ends_where_the_whole_one_does(day: date, first: int, second: int) -> None:
    whole = OFFICE.add_workdays(day, first + second)

    assert OFFICE.add_workdays(OFFICE.add_workdays(day, first), second) == whole


@quick
@given(DAYS, st.integers(0, 30), AMOUNTS)
def test_a_later_start_never_ends_earlier(day: date, later: int, amount: int) -> None:
    other = day + timedelta(days=later)

    assert OFFICE.add_workdays(day, amount) <= OFFICE.add_workdays(other, amount)


@quick
@given(DAYS, st.integers(-120, 120))
def test_what_is_counted_between_is_what_was_added(day: date, amount: int) -> None:
    assert OFFICE.workdays_between(day, OFFICE.add_workdays(day, amount)) == amount


@quick
@given(DAYS)
def test_rolling_finds_the_nearest_working_day_on_its_side(day: date) -> None:
    forward, backward = OFFICE.roll(day, Roll.FORWARD), OFFICE.roll(day, Roll.BACKWARD)

    assert backward <= day <= forward
    assert OFFICE.is_workday(forward)
    assert OFFICE.is_workday(backward)
    assert OFFICE.roll(day, Roll.NONE) == day
    if OFFICE.is_workday(day):
        assert forward == backward == day


@pytest.mark.parametrize(
    ("day", "amount", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2022, 10, 31), 4, date(2023, 2, 28)),
        (date(2022, 1, 27), 6, date(2022, 7, 27)),
        (date(2022, 1, 15), -1, date(2021, 12, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(
    day: date, amount: int, expected: date
) -> None:
    assert add_months(day, amount) == expected


@quick
@given(DAYS, st.integers(-60, 60))
def test_months_keep_the_day_unless_the_month_is_too_short(day: date, amount: int) -> None:
    found = add_months(day, amount)

    assert (found.year - day.year) * 12 + found.month - day.month == amount
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)
