"""Figures: counted from what is recorded, each with its definition, for who reads the whole."""

from __future__ import annotations

import pytest

from engine.clue_figures import clue_balance
from engine.figures.reading import read_figures
from engine.queries import show_case
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


def test_a_clue_that_came_back_for_its_quality_is_open_in_every_balance(desk: SmallOffice) -> None:
    desk.to("on_site")
    back = desk.clue(to="handed_over")
    desk.give(back, "return_for_quality", "contact", reason="笼统")

    found = value(desk, "clues")
    *_, whole = clue_balance(desk.office, desk.round_id, desk.who["director"])

    assert isinstance(found, dict)
    assert (found["found"], found["returned"], found["open"]) == (1, 1, 1)
    assert whole.unsettled == (case_number(back),)
    assert value(desk, "first_pass_rate") == 0.0


def test_handling_and_outcomes_of_clues_are_told_in_totals_without_small_ones(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    clues = [desk.clue(to="handed_over") for _ in range(6)]
    for clue in clues:
        desk.give(clue, "start_handling", "contact", handling="verification")
    desk.give(clues[0], "change_handling", "contact", handling="case_filed")
    for clue in clues:
        desk.give(clue, "report_result", "contact", result="first_form", criticised=2)
    desk.open("letter", "member", desk.assignment, channel="letter", postmark_on="2021-11-01")

    assert value(desk, "clue_handling") == {"case_filed": "<5", "verification": "*"}
    assert value(desk, "clue_results") == {"first_form": 6}
    assert value(desk, "clue_people") == {"disciplined": 0, "admonished": 0, "criticised": 12}
    assert value(desk, "letters") == {"letter": "<5"}
    shown = show_case(desk.office, clues[0], desk.who["staff"])
    assert (shown.row["handling"], shown.row["criticised"]) == ("case_filed", "<5")


def test_each_part_of_a_figure_is_told_by_its_name(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.clue(to="handed_over")
    words = ("figures", case_number(desk.round_id), "--as", "director")

    sheet = read_figures(desk.office, desk.round_id, desk.who["director"])
    told = ask(desk.office, *words).out

    for one in sheet.figures:
        for part in one.value if isinstance(one.value, dict) else ():
            assert one.names[part].zh != part, (one.figure.name, part)
    assert "纪检监察机关 移交 1" in told
    assert "b1" not in told
    assert "handed_over" not in told


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
    lasting, longer = desk.item(to="in_progress"), desk.item(to="in_progress")
    desk.give(lasting, "mark_long_term", "staff", reason="长期坚持")
    wish = desk.open(
        "extension", "liaison", longer, deadline="rectification_concentrated",
        requested_on="2022-06-30", why="汛期", progress="七成",
    )  # fmt: skip
    desk.give(wish, "check", "staff")
    desk.give(wish, "sign", "head")
    desk.give(wish, "approve", "chief", granted_on="2022-06-30")

    assert value(desk, "rectification") == {
        "total": 4, "done": 1, "basically_done": 1, "extended": 1, "not_done": 1, "carried": 0,
        "rate": 25.0, "ever_extended": 1, "extension_share": 25.0,
    }  # fmt: skip


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
