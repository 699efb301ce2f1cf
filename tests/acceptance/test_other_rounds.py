"""Rounds of another shape than the shipped ones can be told: failed, late, partly done."""

from __future__ import annotations

import pytest

from config.policy import load_policy
from tests.support.playing import Played, play
from tests.support.repository import ROOT

FILE = ROOT / "tests/acceptance/other_round.yaml"


@pytest.fixture(scope="module")
def played() -> Played:
    return play(FILE)


def test_partial_and_failed_rectification_are_told_apart(played: Played) -> None:
    items = played.summary.figures["rectification"]

    assert items == {
        "total": 20, "done": 9, "basically_done": 0, "extended": 3, "not_done": 8,
        "ever_extended": 3, "rate": 45.0, "rate_means": items["rate_means"],
        "weighted_rate": 45.0, "carried": 0, "found_failed": {"false": 5, "poor": 1},
    }  # fmt: skip
    assert played.summary.agrees


def test_extensions_are_counted_by_what_became_of_them(played: Played) -> None:
    assert played.summary.figures["extensions"] == {
        "asked": 4, "granted": 3, "rejected": 0, "withdrawn": 1, "pending": 0, "late": 1,
    }  # fmt: skip


def test_handed_over_clues_are_counted_by_receiving_body(played: Played) -> None:
    clues = played.summary.figures["clues"]

    assert (clues["found"], clues["handed_over"], clues["by_body"]) == (6, 6, {"dc": 5, "od": 1})


def test_unfinished_items_climb_the_ladder_to_the_last_letter(played: Played) -> None:
    late = [
        record.facts["step"]
        for record in played.told("escalation")
        if record.facts["deadline"] == "rectification_concentrated"
    ]

    last = len(load_policy().ladders["E-STD"].steps) - 1
    assert max(late) == last


def test_the_summary_tells_the_figures_of_the_round_by_their_one_definition(
    played: Played,
) -> None:
    figures = {name: one["value"] for name, one in played.summary.figures["figures"].items()}

    assert figures["failed_rectification"] == {
        "returned": 1, "found_failed": 6, "accountability_proposed": 5,
        "accountability_carried_out": 2, "reopened": 2, "found_false": 5, "found_poor": 1,
    }  # fmt: skip
    assert figures["handover"] == {"ever": 6, "supplements": 0, "returns": 0, "dc": 5, "od": 1}
    assert figures["clue_handling"] == {"case_filed": 5}
    assert figures["clue_people"] == {"disciplined": 5, "admonished": 10, "criticised": 0}
    assert figures["extensions"]["granted_rectification"] == 3
    assert figures["extensions"]["granted_share"] == 100.0
    assert all(one["means"] for one in played.summary.figures["figures"].values())


def test_a_published_figure_may_be_told_as_at_a_day(played: Played) -> None:
    listed = played.summary.figures["published"]

    done = [one["computed"] for one in listed if "销号" in one["label"]]
    assert done == [5, 9]
