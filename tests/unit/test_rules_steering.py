"""Guards and arithmetic of steering: daily reports, draws, the progress index."""

from __future__ import annotations

from datetime import date

from kernel.words import Text
from rules import daily
from rules.draw import drawn
from rules.progress import Done, Pace, progress, time_share
from rules.workdays import Calendar
from tests.support.facts import LIMITS, facts

WEEK = Calendar(frozenset(), frozenset(), date(2022, 12, 31), "weekends only")
TALKS = Text("个别谈话", "interviews")
NUMBERS = [f"C{n:03}" for n in range(40)]


def test_papers_are_named_by_number_only() -> None:
    told = facts(inputs={"papers": "G1-001, 张某 G1-002"})

    refusal = daily.problems_are_numbers.check(told)

    assert refusal is not None
    assert refusal.text.zh.endswith("：2。")
    assert "张某" not in refusal.text.zh
    assert daily.problems_are_numbers.check(facts(inputs={})) is None


def test_a_draw_depends_on_seed_and_numbers_and_on_nothing_else() -> None:
    first = drawn("seed", NUMBERS, 5)

    assert first == drawn("seed", reversed(NUMBERS), 5)
    assert first != drawn("another", NUMBERS, 5)
    assert drawn("seed", NUMBERS, 40)[:5] == first
    assert len(set(first)) == 5


def test_over_many_seeds_nobody_is_favoured() -> None:
    firsts = [drawn(f"seed-{n}", NUMBERS[:4], 1)[0] for n in range(400)]

    assert all(60 < firsts.count(number) < 140 for number in NUMBERS[:4])


def test_the_index_is_what_is_done_against_the_time_that_has_passed() -> None:
    found = progress(Done({TALKS: (5, 10)}), 50, LIMITS)

    assert (found.done_share, found.index, found.pace) == (50, 100, Pace.ON_PACE)


def test_the_index_explains_itself_part_by_part() -> None:
    found = progress(Done({TALKS: (0, 10)}, papers=4, papers_signed=1), 50, LIMITS)

    assert found.pace is Pace.SLOW
    assert "个别谈话 0/10" in found.why.zh
    assert "Papers signed 25% (1/4, weight 30)" in found.why.en
    assert [term.name for term in found.terms] == ["pace_methods", "pace_papers"]


def test_rushing_is_told_like_lagging() -> None:
    found = progress(Done({TALKS: (10, 10)}), 10, LIMITS)

    assert found.pace is Pace.HASTY


def test_where_nothing_is_recorded_or_no_time_has_passed_there_is_no_index() -> None:
    assert progress(Done(), 50, LIMITS).pace is Pace.NOT_MEASURED
    assert progress(Done({TALKS: (5, 10)}), 0, LIMITS).index is None


def test_more_than_the_least_of_a_method_does_not_make_up_for_another() -> None:
    other = Text("走访", "visits")

    found = progress(Done({TALKS: (100, 10), other: (0, 10)}), 100, LIMITS)

    assert found.done_share == 50


def test_the_time_of_a_stay_is_counted_in_working_days() -> None:
    first, last = date(2022, 1, 3), date(2022, 1, 14)

    assert time_share(first, last, date(2022, 1, 9), WEEK) == 50
    assert time_share(first, last, date(2022, 1, 2), WEEK) == 0
    assert time_share(first, last, date(2022, 3, 1), WEEK) == 100
