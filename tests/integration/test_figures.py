"""Figures: counted from what is recorded, each with its definition, for who reads the whole."""

from __future__ import annotations

import pytest

from engine.figures.reading import read_figures
from kernel.errors import InvalidInput, NotFound
from kernel.ids import case_number
from tests.support.office import SmallOffice
from tests.support.terminal import ask


def value(desk: SmallOffice, name: str) -> object:
    """Return one figure of the round as the director reads it."""
    sheet = read_figures(desk.office, desk.round_id, desk.who["director"])
    return next(one.value for one in sheet.figures if one.figure.name == name)


def test_every_figure_is_told_with_its_definition_in_both_languages(desk: SmallOffice) -> None:
    desk.to("rectifying")

    sheet = read_figures(desk.office, desk.round_id, desk.who["director"])

    assert {"units", "clues", "rectification", "extensions"} < {
        o.figure.name for o in sheet.figures
    }
    assert all(one.figure.means.zh and one.figure.means.en for one in sheet.figures)


def test_clues_are_in_one_account_each(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.clue(to="handed_over")
    desk.clue()

    assert value(desk, "clues") == {
        "found": 2, "handed_over": 1, "merged": 0, "returned": 0, "parked": 0, "rejected": 0,
        "expressed": 0, "transferred": 0, "open": 1,
    }  # fmt: skip
    assert value(desk, "first_pass_rate") == 100.0
    assert value(desk, "zero_clue_groups") == ""


def test_what_only_asks_for_attention_says_so(desk: SmallOffice) -> None:
    desk.to("on_site")

    told = ask(
        desk.office, "figures", case_number(desk.round_id), "--as", "director", "--json"
    ).document

    assert told["figures"]["zero_clue_groups"]["value"] == "第一组"
    assert told["figures"]["zero_clue_groups"]["attention_only"] is True
    assert "attention_only" not in told["figures"]["rectification"]


def test_done_long_term_and_extended_items_are_kept_apart(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item(to="written_off")
    desk.item()

    found = value(desk, "rectification")

    assert isinstance(found, dict)
    assert (found["total"], found["done"], found["not_done"], found["rate"]) == (2, 1, 1, 50.0)


def test_days_between_stages_are_calendar_days(desk: SmallOffice) -> None:
    desk.to("rectifying")

    assert value(desk, "days_between_stages")["leaving_to_feedback"] == 38  # type: ignore[index]


def test_groups_and_units_are_not_shown_the_figures_of_all(desk: SmallOffice) -> None:
    desk.to("rectifying")

    for name in ("leader", "member", "liaison", "supervisor", "stranger"):
        with pytest.raises(NotFound):
            read_figures(desk.office, desk.round_id, desk.who[name])
    with pytest.raises(InvalidInput):
        read_figures(desk.office, desk.assignment, desk.who["director"])
