"""Coverage adds up, for any tree and any rounds; what does not count is told apart."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rules.covering import (
    Pace,
    Standing,
    Tally,
    Visit,
    Visits,
    by_type,
    elapsed_share,
    standing_of,
    tally,
    tree,
)

CODES = [f"u{number}" for number in range(12)]
VISIT = st.builds(Visit, st.sampled_from(Standing), st.booleans(), st.booleans())
VISITS = st.dictionaries(st.sampled_from(CODES), st.lists(VISIT, max_size=4))
UNIVERSE = st.dictionaries(st.sampled_from(CODES), st.sampled_from(["部门", "乡镇", "村"]))


@st.composite
def parents(draw: st.DrawFn) -> dict[str, str | None]:
    """Return a forest over all codes: each unit hangs below an earlier one, or below none."""
    return {code: draw(st.sampled_from([None, *CODES[:place]])) for place, code in enumerate(CODES)}


def parts(one: Tally) -> int:
    return one.done + one.on_site + one.planned + one.left


@given(UNIVERSE, VISITS)
def test_universe_is_done_and_on_site_and_planned_and_left(
    universe: dict[str, str], visits: Visits
) -> None:
    total, types = tally(universe, visits), by_type(universe, visits)

    assert parts(total) == total.universe == len(universe)
    for name in ("universe", "done", "on_site", "planned", "left", "extended", "twice"):
        assert sum(getattr(one, name) for one in types.values()) == getattr(total, name)


@given(UNIVERSE, VISITS, parents())
def test_every_branch_adds_up_and_the_roots_are_the_total(
    universe: dict[str, str], visits: Visits, above: dict[str, str | None]
) -> None:
    branches = tree(universe, above, visits)

    total = tally(universe, visits)
    assert all(parts(one.tally) == one.tally.universe for one in branches)
    roots = [one.tally for one in branches if one.depth == 0]
    assert sum(one.universe for one in roots) == total.universe
    assert sum(one.done for one in roots) == total.done
    assert {one.code for one in branches} >= set(universe)


@given(st.lists(VISIT))
def test_the_furthest_visit_that_counts_decides(visits: list[Visit]) -> None:
    counted = [one.standing for one in visits if one.counts]

    found = standing_of(visits)

    assert found is (min(counted, key=list(Standing).index) if counted else Standing.LEFT)


def test_an_extension_is_told_apart_and_is_no_coverage() -> None:
    reached = {"v1": [Visit(Standing.DONE, counts=False, extended=True)]}

    count = tally(["v1", "v2"], reached)

    assert (count.done, count.left, count.extended) == (0, 2, 1)


def test_a_unit_inspected_twice_is_counted_once_and_named() -> None:
    count = tally(["u1"], {"u1": [Visit(Standing.DONE), Visit(Standing.DONE)]})

    assert (count.universe, count.done, count.twice) == (1, 1, 1)


def test_the_pace_is_behind_when_it_trails_by_more_than_allowed() -> None:
    assert not Pace(done_share=30.0, elapsed_share=40.0, allowed=10).behind
    assert Pace(done_share=29.9, elapsed_share=40.0, allowed=10).behind


def test_a_term_is_never_more_than_over() -> None:
    first, last = date(2021, 6, 1), date(2026, 6, 1)

    assert elapsed_share(first, last, date(2020, 1, 1)) == 0
    assert elapsed_share(first, last, date(2030, 1, 1)) == 100
