"""Ladders: reminders and escalations, in and out of office hours, with and without downtime."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.policy import load_policy
from kernel.clock import office_moment
from kernel.words import Text
from rules.deadlines import Unit
from rules.ladder import Firing, Ladder, Position, Step, Tone, fire, resume, start

POLICY = load_policy()
OFFICE = POLICY.calendar
DUE_DAY = date(2022, 3, 28)
DUE_AT = office_moment(DUE_DAY, time(18))
LABEL = Text("一级", "A step")
STANDARD = POLICY.ladders["E-STD"]
ARMED_AT = office_moment(date(2022, 1, 27), time(10))


def step(offset: int, *, repeat: int = 0, ack: int = 0) -> Step:
    tone = Tone.REMINDER if offset < 0 else Tone.OVERDUE
    return Step(offset, ("owner",), tone, LABEL, repeat, ack)


def ladder(*steps: Step, unit: Unit = Unit.DAYS) -> Ladder:
    return Ladder("test", LABEL, steps, unit)


def speak(on: Ladder, at: Position, now: datetime) -> Firing | None:
    return fire(on, at, DUE_DAY, DUE_AT, now, OFFICE)


def sweep(on: Ladder, until: datetime, every: timedelta) -> tuple[Position, list[Firing]]:
    """Do what a sweep does, every so often: speak when the timer is to wake, else stay silent."""
    at, wakes = start(on, DUE_DAY, DUE_AT, ARMED_AT, OFFICE)
    spoken = []
    now = ARMED_AT
    while now < until:
        now = min(now + every, until)
        if wakes is None or wakes > now:
            continue
        firing = speak(on, at, now)
        assert firing is not None
        at, wakes = firing.position, firing.next_at
        assert wakes is None or wakes > now
        spoken.append(firing)
    return at, spoken


def test_the_steps_of_the_standard_ladder_speak_on_their_days() -> None:
    at, spoken = sweep(STANDARD, DUE_AT + timedelta(days=61), timedelta(hours=1))

    firsts = [firing.step for firing in spoken if not firing.repeated]
    assert firsts == list(range(len(STANDARD.steps)))
    assert not any(firing.skipped for firing in spoken)
    assert at.spoken == len(STANDARD.steps) - 1


def test_an_overdue_notice_speaks_the_moment_the_time_is_up() -> None:
    on = ladder(step(-1), step(0))

    assert speak(on, Position(1, 0, ARMED_AT), DUE_AT - timedelta(minutes=1)) is None
    firing = speak(on, Position(1, 0, ARMED_AT), DUE_AT)
    assert firing is not None
    assert firing.step == 1


def test_after_downtime_the_highest_due_step_speaks_once_and_lists_the_others() -> None:
    on = ladder(step(-20), step(-10), step(0), step(10), step(30))

    firing = speak(on, Position(), DUE_AT + timedelta(days=12))

    assert firing is not None
    assert (firing.step, firing.skipped, firing.repeated) == (3, (0, 1, 2), False)
    assert firing.next_at == office_moment(DUE_DAY + timedelta(days=30), time(9))


def test_steps_whose_time_has_passed_when_the_timer_is_armed_never_speak() -> None:
    on = ladder(step(-20), step(-10), step(0))
    late = office_moment(DUE_DAY - timedelta(days=10), time(9, 1))

    at, wakes = start(on, DUE_DAY, DUE_AT, late, OFFICE)

    assert at == Position(step=2)
    assert wakes == DUE_AT
    firing = speak(on, at, DUE_AT)
    assert firing is not None
    assert (firing.step, firing.skipped) == (2, ())


def test_a_step_of_the_very_moment_of_arming_speaks() -> None:
    on = ladder(step(-10), step(0))

    at, wakes = start(on, DUE_DAY, DUE_AT, DUE_AT, OFFICE)

    assert (at.step, wakes) == (1, DUE_AT)


def test_a_ladder_that_was_shortened_falls_silent_instead_of_failing() -> None:
    longer = Position(step=5, spoken=4, spoken_at=DUE_AT)

    assert speak(ladder(step(-1), step(0, repeat=1)), longer, DUE_AT + timedelta(days=9)) is None


def test_an_unacknowledged_step_is_repeated_until_the_next_one_speaks() -> None:
    on = ladder(step(0, repeat=7), step(20))

    _, spoken = sweep(on, DUE_AT + timedelta(days=40), timedelta(minutes=30))

    assert [(firing.step, firing.repeated) for firing in spoken] == [
        (0, False),
        (0, True),
        (0, True),
        (1, False),
    ]


def test_repetitions_missed_in_downtime_are_one_repetition() -> None:
    on = ladder(step(0, repeat=2))
    first = speak(on, Position(), DUE_AT)
    assert first is not None

    back = DUE_AT + timedelta(days=21)
    again = speak(on, first.position, back)

    assert again is not None
    assert again.repeated
    assert speak(on, again.position, back) is None


def test_an_acknowledgement_stops_repetitions_but_not_the_next_step() -> None:
    on = ladder(step(0, repeat=2), step(10))
    first = speak(on, Position(), DUE_AT)
    assert first is not None
    heard = replace(first.position, acknowledged=True)

    assert speak(on, heard, DUE_AT + timedelta(days=9)) is None
    assert resume(on, heard, DUE_DAY, DUE_AT, OFFICE) == office_moment(
        DUE_DAY + timedelta(days=10), time(9)
    )
    second = speak(on, heard, DUE_AT + timedelta(days=10))
    assert second is not None
    assert second.step == 1
    assert not second.position.acknowledged


def test_an_unacknowledged_step_brings_the_next_one_early() -> None:
    on = ladder(step(0, ack=3), step(10), step(20))
    first = speak(on, Position(), DUE_AT)
    assert first is not None

    early = office_moment(DUE_DAY + timedelta(days=3), time(9))
    assert first.next_at == early
    second = speak(on, first.position, early)

    assert second is not None
    assert (second.step, second.skipped) == (1, ())
    assert second.next_at == office_moment(DUE_DAY + timedelta(days=20), time(9))


def test_an_acknowledged_step_does_not_bring_the_next_one_early() -> None:
    on = ladder(step(0, ack=3), step(10))
    first = speak(on, Position(), DUE_AT)
    assert first is not None

    heard = replace(first.position, acknowledged=True)

    assert speak(on, heard, DUE_AT + timedelta(days=4)) is None


def test_nobody_is_called_overdue_before_the_time_is_up() -> None:
    on = ladder(step(-20), step(-10, ack=2), step(0))
    reminded = Position(2, 1, office_moment(DUE_DAY - timedelta(days=10), time(9)))

    assert speak(on, reminded, DUE_AT - timedelta(days=1)) is None
    assert resume(on, reminded, DUE_DAY, DUE_AT, OFFICE) == DUE_AT


def test_a_reminder_may_bring_the_next_reminder_early() -> None:
    on = ladder(step(-20, ack=2), step(-10), step(0))
    reminded = Position(1, 0, office_moment(DUE_DAY - timedelta(days=20), time(9)))

    firing = speak(on, reminded, office_moment(DUE_DAY - timedelta(days=18), time(9)))

    assert firing is not None
    assert firing.step == 1


def test_a_step_that_can_go_up_early_is_not_repeated_meanwhile() -> None:
    on = ladder(step(0, repeat=1, ack=3), step(10))
    first = speak(on, Position(), DUE_AT)
    assert first is not None

    assert speak(on, first.position, DUE_AT + timedelta(days=1)) is None
    second = speak(on, first.position, DUE_AT + timedelta(days=3))
    assert second is not None
    assert second.step == 1


def test_the_end_of_a_ladder_without_repetitions_is_silence() -> None:
    on = ladder(step(0))
    first = speak(on, Position(), DUE_AT)
    assert first is not None

    assert first.next_at is None
    assert speak(on, first.position, DUE_AT + timedelta(days=999)) is None


def test_a_ladder_in_workdays_skips_the_weekend() -> None:
    on = ladder(step(0), step(1), unit=Unit.WORKDAYS)
    friday = date(2022, 3, 25)

    assert on.moment(1, friday, office_moment(friday, time(18)), OFFICE) == office_moment(
        date(2022, 3, 28), time(9)
    )


@pytest.mark.parametrize("on", POLICY.ladders.values(), ids=list(POLICY.ladders))
@pytest.mark.parametrize("due_day", [date(2022, 1, 31), date(2022, 10, 8), date(2024, 2, 29)])
def test_the_steps_of_every_shipped_ladder_speak_one_after_the_other(
    on: Ladder, due_day: date
) -> None:
    due_at = office_moment(due_day, time(18))

    moments = [on.moment(index, due_day, due_at, OFFICE) for index in range(len(on.steps))]

    assert all(earlier < later for earlier, later in pairwise(moments))


STEPS = st.builds(
    lambda offsets, repeats: ladder(
        *(
            step(offset, repeat=repeat)
            for offset, repeat in zip(sorted(offsets), repeats, strict=False)
        )
    ),
    st.sets(st.integers(-15, 15), min_size=1, max_size=5),
    st.lists(st.sampled_from([0, 0, 1, 3]), min_size=5, max_size=5),
)


@settings(deadline=None, max_examples=60)
@given(STEPS, st.integers(0, 60 * 24 * 40))
def test_sweeping_often_and_sweeping_once_stand_on_the_same_step(on: Ladder, late: int) -> None:
    until = DUE_AT - timedelta(days=20) + timedelta(minutes=late)

    often, spoken = sweep(on, until, timedelta(minutes=31))
    once, said = sweep(on, until, until - ARMED_AT)

    assert (often.step, often.spoken) == (once.step, once.spoken)
    assert len(said) <= 1
    heard = {firing.step for firing in spoken}
    listed = {number for firing in said for number in (*firing.skipped, firing.step)}
    assert heard == listed


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 60 * 24 * 90))
def test_downtime_never_puts_a_case_higher_than_steady_sweeping_would(late: int) -> None:
    until = DUE_AT - timedelta(days=20) + timedelta(minutes=late)

    steady, _ = sweep(STANDARD, until, timedelta(minutes=61))
    once, _ = sweep(STANDARD, until, until - ARMED_AT)

    assert once.spoken <= steady.spoken
