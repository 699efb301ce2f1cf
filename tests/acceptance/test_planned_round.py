"""A term, the plan of a year and a round of it can be told in a scenario file."""

from __future__ import annotations

from tests.support.playing import play
from tests.support.repository import ROOT


def test_a_scenario_plays_term_and_plan_before_the_round_that_belongs_to_them() -> None:
    played = play(ROOT / "tests/acceptance/planned_round.yaml")

    assert played.summary.agrees
