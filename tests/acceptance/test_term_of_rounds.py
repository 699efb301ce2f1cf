"""Rounds of one term are played one after another in one office; figures cover them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.term import Measured, play, write
from benchmarks.term_rounds import Size
from tests.support.terminal import ask

SMALL = Size(
    departments=4, townships=2, villages=6, papers=30, groups=2, rounds=2, clues_a_round=3,
    items_a_unit=1,
)  # fmt: skip


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder = tmp_path_factory.mktemp("term")
    return play(write(SMALL, folder), folder / "term.db")


def test_the_term_sums_up_its_rounds(measured: Measured) -> None:
    term = {name: one["value"] for name, one in measured.summary.figures["term"].items()}

    assert (term["rounds"], term["units"], term["problems"]) == (2, 12, 30)
    assert (term["coverage"]["universe"], term["coverage"]["done"]) == (12, 12)
    assert term["rectification"]["rate"] == 100.0
    assert term["handover"]["dc"] == 6


def test_each_round_of_it_tells_its_own_figures(measured: Measured) -> None:
    figures = measured.summary.figures["figures"]

    assert measured.summary.agrees
    assert figures["units"]["value"] == 6
    assert figures["problems"]["value"] == 15


def test_a_kept_play_is_never_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    kept.touch()

    answer = ask(
        None, "simulate", "tests/acceptance/planned_round.yaml", "--keep", str(kept), "--json"
    )

    assert answer.code == 2
    assert kept.read_bytes() == b""
