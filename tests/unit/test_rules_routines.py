"""When a recurring duty comes round, over holidays, make-up days and closures."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.policy import load_policy
from kernel.clock import office_moment
from rules.routines import Period, Rhythm, When
from rules.workdays import Calendar

OFFICE = load_policy().calendar
NINE = time(9)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
WHENS = st.builds(
    When, st.sampled_from(Rhythm), st.times().map(lambda one: one.replace(second=0, microsecond=0))
)


def latest(rhythm: Rhythm, day: date, hour: time = NINE) -> Period:
    found = When(rhythm, NINE).latest(OFFICE, office_moment(day, hour))
    assert found is not None
    return found


def test_a_period_begins_at_its_hour_and_not_before() -> None:
    monday = date(2026, 11, 23)

    assert latest(Rhythm.DAY, monday, time(8, 59)).key == "2026-11-22"
    assert latest(Rhythm.DAY, monday, NINE).key == "2026-11-23"
    assert latest(Rhythm.DAY, monday, NINE).begins_at == office_moment(monday, NINE)


def test_a_working_day_duty_rests_on_holidays_and_works_on_make_up_days() -> None:
    assert latest(Rhythm.WORKDAY, date(2026, 11, 22)).key == "2026-11-20"
    assert latest(Rhythm.WORKDAY, date(2025, 1, 26)).key == "2025-01-26"
    assert latest(Rhythm.WORKDAY, date(2025, 2, 4)).key == "2025-01-27"


def test_a_daily_duty_knows_no_rest_days() -> None:
    assert latest(Rhythm.DAY, date(2025, 2, 1)).key == "2025-02-01"


@pytest.mark.parametrize(
    ("day", "key", "begins_on"),
    [
        (date(2026, 11, 23), "2026-W48", date(2026, 11, 23)),
        (date(2026, 11, 29), "2026-W48", date(2026, 11, 23)),
        (date(2025, 5, 5), "2025-W18", date(2025, 4, 28)),
        (date(2025, 5, 6), "2025-W19", date(2025, 5, 6)),
        (date(2022, 10, 7), "2022-W39", date(2022, 9, 26)),
        (date(2022, 10, 8), "2022-W40", date(2022, 10, 8)),
        (date(2021, 1, 3), "2020-W53", date(2020, 12, 28)),
    ],
    ids=["Monday", "the Sunday after", "a Monday off", "the Tuesday after it",
         "a week without a working day so far", "its make-up Saturday", "the turn of the year"],
)  # fmt: skip
def test_a_weekly_duty_comes_on_monday_or_the_first_working_day_after(
    day: date, key: str, begins_on: date
) -> None:
    found = latest(Rhythm.WEEK, day)

    assert (found.key, found.day) == (key, begins_on)


def test_a_monthly_duty_comes_on_the_first_working_day_of_the_month() -> None:
    assert latest(Rhythm.MONTH, date(2025, 10, 8)).key == "2025-09"
    assert latest(Rhythm.MONTH, date(2025, 10, 9)) == Period(
        "2025-10", date(2025, 10, 9), office_moment(date(2025, 10, 9), NINE)
    )


def test_a_yearly_duty_comes_on_the_first_working_day_of_the_year() -> None:
    assert latest(Rhythm.YEAR, date(2025, 1, 1)).key == "2024"
    assert latest(Rhythm.YEAR, date(2025, 12, 31)) == Period(
        "2025", date(2025, 1, 2), office_moment(date(2025, 1, 2), NINE)
    )


@pytest.mark.parametrize("rhythm", [Rhythm.WORKDAY, Rhythm.WEEK, Rhythm.MONTH, Rhythm.YEAR])
def test_an_office_that_never_works_has_no_such_period(rhythm: Rhythm) -> None:
    shut = Calendar(
        frozenset(date(2020, 1, 1) + timedelta(days=n) for n in range(3000)),
        frozenset(), date(2027, 12, 31), "shut for years",
    )  # fmt: skip
    now = office_moment(date(2025, 1, 1), NINE)

    assert When(rhythm, NINE).latest(shut, now) is None
    assert When(rhythm, NINE).following(shut, now) is None


def test_missed_periods_come_oldest_first_and_only_the_newest_when_there_are_too_many() -> None:
    when, now = When(Rhythm.WORKDAY, NINE), office_moment(date(2026, 11, 24), time(12))

    missed = when.begun_since(OFFICE, date(2026, 11, 18), now, 31)
    newest = when.begun_since(OFFICE, date(2026, 11, 18), now, 1)

    assert [one.key for one in missed] == ["2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24"]
    assert [one.key for one in newest] == ["2026-11-24"]
    assert when.begun_since(OFFICE, date(2026, 11, 24), now, 31) == ()


def test_the_period_of_a_day_is_the_one_that_has_begun_when_it_ends() -> None:
    found = When(Rhythm.WEEK, time(18)).of_day(OFFICE, date(2026, 11, 23))

    assert found is not None
    assert found.key == "2026-W48"


@given(WHENS, MOMENTS)
def test_the_latest_period_has_begun_and_the_following_has_not(when: When, now: datetime) -> None:
    latest, following = when.latest(OFFICE, now), when.following(OFFICE, now)

    assert latest is not None
    assert following is not None
    assert latest.begins_at <= now < following.begins_at
    assert latest.key != following.key


@given(WHENS, MOMENTS)
def test_no_period_lies_between_the_latest_and_the_following(when: When, now: datetime) -> None:
    latest, following = when.latest(OFFICE, now), when.following(OFFICE, now)

    assert latest is not None
    assert following is not None
    assert when.following(OFFICE, latest.begins_at) == following
    assert when.latest(OFFICE, following.begins_at) == following
