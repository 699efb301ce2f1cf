"""Recurring duties are done once for a period, whatever breaks off, comes twice or comes late."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from threading import Barrier, Thread

import pytest

from config.reading import OWN_CHOICE
from engine import people
from engine.office import Office
from engine.register import register
from engine.routines.routine import Figures, Routine
from engine.routines.run import RoutineReport, next_begin, run_due
from engine.work import Work
from kernel.clock import office_moment
from kernel.words import Text
from rules.policy import RoutineTerms
from rules.routines import Rhythm, When
from tests.support.acting import POLICY
from tests.support.office import SmallOffice

MONDAY = date(2026, 11, 23)


@dataclass
class Diary:
    """A routine that writes one unit a day, and where it is told to breaks off after writing."""

    done: list[date] = field(default_factory=list)
    breaks_on: frozenset[date] = frozenset()

    def run(self, office: Office, day: date) -> Figures:
        written = 0
        with office.database.writing() as tx:
            work = Work(office, tx, office.now())
            register(work)
            code = f"day-{day}"
            if tx.row("SELECT id FROM units WHERE code = :code", code=code) is None:
                people.add_unit(work, code, "单位", "department")
                work.finish()
                written = 1
        if day in self.breaks_on:
            raise ValueError("张三")
        self.done.append(day)
        return {"written": written}


def made(diary: Diary, name: str = "diary", *, catch_up: bool = False) -> Routine:
    return Routine(name, Text("日记", "Diary"), diary.run, catch_up)


def on_policy(small: SmallOffice, **rhythms: Rhythm) -> SmallOffice:
    """Have the routines come round at nine."""
    terms = {
        name: RoutineTerms(When(one, time(9)), OWN_CHOICE, "H05") for name, one in rhythms.items()
    }
    small.office.policy = replace(POLICY, routines=terms)
    return small


@pytest.fixture
def small(desk: SmallOffice) -> SmallOffice:
    on_policy(desk, diary=Rhythm.WORKDAY, other=Rhythm.WEEK)
    desk.clock.set(office_moment(MONDAY, time(10)))
    return desk


def runs(small: SmallOffice, name: str = "diary") -> list[str]:
    rows = small.rows("SELECT period FROM routine_runs WHERE name = :name ORDER BY day", name=name)
    return [row["period"] for row in rows]


def told(reports: list[RoutineReport]) -> list[tuple[str, str, Mapping[str, int], str]]:
    return [(one.name, one.period, one.figures, one.failed) for one in reports]


def test_a_routine_runs_once_for_its_period(small: SmallOffice) -> None:
    diary = Diary()

    first, second = (run_due(small.office, [made(diary)]) for _ in range(2))

    assert told(first) == [("diary", "2026-11-23", {"written": 1}, "")]
    assert second == []
    assert diary.done == [MONDAY]
    assert runs(small) == ["2026-11-23"]


def test_before_its_hour_the_period_of_the_working_day_before_is_open(small: SmallOffice) -> None:
    small.clock.set(office_moment(MONDAY, time(8)))

    [report] = run_due(small.office, [made(Diary())])

    assert report.period == "2026-11-20"


def test_what_a_routine_wrote_is_heard_by_who_called_it(small: SmallOffice) -> None:
    [report] = run_due(small.office, [made(Diary())])

    assert [entry["what"] for entry in report.entries] == ["register"]


def test_a_routine_that_broke_off_runs_again_and_writes_nothing_twice(small: SmallOffice) -> None:
    diary = Diary(breaks_on=frozenset({MONDAY}))
    [broken] = run_due(small.office, [made(diary)])
    before = small.rows("SELECT * FROM entries")
    assert runs(small) == []

    diary.breaks_on = frozenset()
    [report] = run_due(small.office, [made(diary)])

    assert broken.failed == "ValueError"
    assert (report.failed, report.figures) == ("", {"written": 0})
    assert small.rows("SELECT * FROM entries") == before
    assert runs(small) == ["2026-11-23"]


def test_a_routine_that_fails_stops_no_other_and_tells_no_content(
    small: SmallOffice, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = Diary(breaks_on=frozenset({MONDAY})), Diary()

    with caplog.at_level(logging.ERROR):
        reports = run_due(small.office, [made(broken), made(whole, "other")])

    assert [one.failed for one in reports] == ["ValueError", ""]
    assert "diary" in caplog.text
    assert "ValueError" in caplog.text
    assert "张三" not in caplog.text
    assert runs(small, "other") == ["2026-W48"]


def test_days_of_silence_are_made_up_for_once_or_day_by_day(small: SmallOffice) -> None:
    once, each = Diary(), Diary()
    routines = [made(once, "other"), made(each, "diary", catch_up=True)]
    on_policy(small, diary=Rhythm.WORKDAY, other=Rhythm.WORKDAY)
    run_due(small.office, routines)

    small.clock.set(office_moment(date(2026, 11, 30), time(8)))
    run_due(small.office, routines)

    assert once.done == [MONDAY, date(2026, 11, 27)]
    assert each.done == [MONDAY + timedelta(days=after) for after in range(5)]


def test_a_month_of_days_is_made_up_for_at_most(small: SmallOffice) -> None:
    diary = Diary()
    on_policy(small, diary=Rhythm.DAY)
    run_due(small.office, [made(diary, catch_up=True)])

    small.clock.set(office_moment(date(2027, 6, 1), time(10)))
    run_due(small.office, [made(diary, catch_up=True)])

    assert len(diary.done) == 1 + 31
    assert diary.done[-1] == date(2027, 6, 1)
    assert diary.done[1] == date(2027, 5, 2)


def test_days_after_one_that_fails_wait_for_it(small: SmallOffice) -> None:
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    diary = Diary(breaks_on=frozenset({tuesday}))
    run_due(small.office, [made(diary, catch_up=True)])

    small.clock.set(office_moment(wednesday, time(10)))
    [broken] = run_due(small.office, [made(diary, catch_up=True)])
    diary.breaks_on = frozenset()
    run_due(small.office, [made(diary, catch_up=True)])

    assert broken.failed
    assert diary.done == [MONDAY, tuesday, wednesday]


def test_a_new_office_makes_up_for_no_time_before_it(small: SmallOffice) -> None:
    diary = Diary()

    run_due(small.office, [made(diary, catch_up=True)])

    assert diary.done == [MONDAY]


def test_a_clock_that_goes_back_repeats_nothing(small: SmallOffice) -> None:
    diary = Diary()
    run_due(small.office, [made(diary)])

    small.clock.set(office_moment(MONDAY - timedelta(days=10), time(10)))

    assert run_due(small.office, [made(diary)]) == []


def test_what_has_just_begun_is_left_to_others_for_the_grace(small: SmallOffice) -> None:
    diary = Diary()
    small.clock.set(office_moment(MONDAY, time(9, 10)))
    run_due(small.office, [made(diary)], grace=timedelta(minutes=15))
    assert diary.done == [date(2026, 11, 20)]

    small.clock.set(office_moment(MONDAY, time(9, 15)))
    run_due(small.office, [made(diary)], grace=timedelta(minutes=15))

    assert diary.done == [date(2026, 11, 20), MONDAY]


def test_two_runners_at_once_write_what_one_writes(small: SmallOffice) -> None:
    barrier, reports = Barrier(2), []

    class Together(Diary):
        def run(self, office: Office, day: date) -> Figures:
            barrier.wait(timeout=30)
            return super().run(office, day)

    def runner(desk: SmallOffice) -> None:
        reports.extend(run_due(desk.office, [made(Together())]))

    desks = [on_policy(small.again(), diary=Rhythm.WORKDAY) for _ in range(2)]
    threads = [Thread(target=runner, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(one.figures["written"] for one in reports) == [0, 1]
    assert len(small.rows("SELECT * FROM units WHERE code LIKE 'day-%'")) == 1
    assert runs(small) == ["2026-11-23"]


def test_the_next_moment_is_that_of_the_first_routine_to_come(small: SmallOffice) -> None:
    routines = [made(Diary()), made(Diary(), "other")]

    coming = next_begin(small.office, routines)

    assert coming == office_moment(MONDAY + timedelta(days=1), time(9))
    assert next_begin(small.office, []) is None
