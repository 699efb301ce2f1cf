"""A wrong policy file tells all its mistakes, with file, key and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.policy import load_policy
from tests.support.policy import add, copy_of_policy, edit, mistakes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped policy that a test may spoil."""
    return copy_of_policy(tmp_path)


# Mistakes


def test_all_mistakes_of_all_files_are_told_at_once(folder: Path) -> None:
    edit(folder, "deadlines.toml", 'unit = "months"', 'unit = "weeks"')
    edit(folder, "ladders.toml", 'to = ["owner"]', 'to = ["boss"]')
    edit(folder, "calendars.toml", "rest = []", 'rest = ["soon"]')
    edit(folder, "routing.toml", '["party_committee"]', '["parliament"]')
    edit(folder, "posts.toml", 'scope = "office"', 'scope = "galaxy"')
    edit(folder, "channels.toml", "attempts = 6", "attempts = 0")

    told = mistakes(folder)

    assert "deadlines.toml, secretary_hearing[1].unit" in told
    assert 'ladders.toml, E-STD.step[1].to[1]: "boss" is wrong: give one of owner, leader' in told
    assert "calendars.toml, days.rest[1]" in told
    assert "routing.toml, routes.systemic[1]" in told
    assert "posts.toml, secretary.scope" in told
    assert "channels.toml, retry.attempts" in told
    assert len(told.splitlines()) == 6


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("deadlines.toml", "amount = 10", "amout = 10", "[1].amount: is missing"),
        ("deadlines.toml", "amount = 10", "amout = 10", "amout: unknown key"),
        ("deadlines.toml", "amount = 10", 'amount = "ten"', '"ten" is wrong'),
        ("deadlines.toml", "amount = 10", "amount = true", "a whole number"),
        ("deadlines.toml", "amount = 10", "amount = 999999", "a whole number"),
        ("deadlines.toml", '"E-ROUND"', '"E-OTHER"', ".ladder"),
        ("deadlines.toml", 'roll = "backward"', 'roll = "sideways"', "forward, backward, none"),
        ("deadlines.toml", '"before"', '"around"', "after, before"),
        ("deadlines.toml", "= 2000-01-01", '= "2000-01-01"', "a date such as"),
        ("deadlines.toml", 'hour = "12:00"', 'hour = "25:00"', "an hour such as"),
        ("deadlines.toml", 'hour = "12:00"', "hour = 12:00:00", "an hour such as"),
        ("deadlines.toml", "effective_from = 2024-02-01", "effective_from = 2015-08-03",
         "rectification_concentrated[2].effective_from: another version holds"),
        ("deadlines.toml", "[[clue_result]]", "[[clue_outcome]]",
         "clue_result: the program runs this"),
        ("deadlines.toml", "[[clue_usual]]", "[clue_usual]", "[[clue_usual]]"),
        ("deadlines.toml", "[[clue_usual]]", "[[Clue-Usual]]", "small letters"),
        ("deadlines.toml", 'en = "Mid-term dispatch meeting"', 'fr = "…"', "label.en: is missing"),
        ("ladders.toml", "offset = -10", "offset = -30", "must be more than -20"),
        ("ladders.toml", "offset = -10", "offset = -20", "must be more than -20"),
        ("ladders.toml", 'tone = "reminder"', 'tone = "overdue"', "only a reminder is true"),
        ("ladders.toml", "ack_days = 5", "ack_days = 5\nrepeat_days = 2", "keep repeat_days or"),
        ("ladders.toml", "repeat_days = 30", "ack_days = 30", "the last step"),
        ("ladders.toml", '["owner"]', "[]", "a list in brackets"),
        ("ladders.toml", '["owner"]', '["clock"]', '"clock" is wrong'),
        ("ladders.toml", '"days"', '"years"', "E-STD.unit"),
        ("calendars.toml", "version = ", "edition = ", "version: is missing"),
        ("calendars.toml", "rest = []", "rest = [2026-05-09]\nworked = [2026-05-09]\n[other]",
         "is both a rest day and a working day"),
        ("calendars.toml", 'to = "18:00"', 'to = "08:00"', "from is before to"),
        ("routing.toml", "systemic =", "systematic =", "routes.systemic: is missing"),
        ("routing.toml", "systemic =", "systematic =", "routes.systematic: unknown key"),
        ("routing.toml", '["party_committee"]', "[]", "a list in brackets"),
        ("posts.toml", "[director]", "[boss]", "director: is missing"),
        ("posts.toml", "[director]", "[boss]", "boss: unknown key"),
        ("posts.toml", '"office_staff", ', '"unit_head", ', "held in another scope"),
        ("posts.toml", '"office_staff", ', '"director", ', "a post holds itself"),
        ("posts.toml", '"office_staff", ', '"auditor", ', "separate from each other"),
        ("posts.toml", 'scope = "group"', 'scope = "office"', "behind the three pledges"),
        ("channels.toml", "cap_seconds = 3600", "cap_seconds = 3", "cannot be shorter"),
        ("channels.toml", "}, idempotent = true", '}, idempotent = "yes"', "true or false"),
        ("channels.toml", "mailto =", "Mail-To =", "small letters and digits"),
        ("goals.toml", '["handover"]', '["closed"]', "handover.states[1]"),
        ("goals.toml", '["handover"]', '["feedback"]', "handover of a round belongs to 0 links"),
        ("goals.toml", "aim = ", "target = ", "preparation.aim: is missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_its_remedy(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    edit(folder, name, old, new)

    assert told in mistakes(folder)


@pytest.mark.parametrize(
    ("year", "told"),
    [
        ("year = 2029\nrest = []", "the holidays of 2027 are not there yet"),
        ("year = 2027\nrest = [2026-01-01]", "2026-01-01 is not in 2027"),
        ("year = 2027\nworked = [2027-02-19]", "2027-02-19 is no weekend day"),
        ("year = 2027\nrest = [2027-02-20]\nworked = [2027-02-20]", "both a rest day"),
    ],
)
def test_a_wrong_year_is_told(folder: Path, year: str, told: str) -> None:
    add(folder, "calendars.toml", f'\n[[year]]\nsource = "an announcement"\n{year}\n')

    assert told in mistakes(folder)


def test_a_closure_that_ends_before_it_begins_is_told(folder: Path) -> None:
    closure = '[[closure]]\nfirst = 2026-05-09\nlast = 2026-05-08\nreason = "moving"\n'
    add(folder, "calendars.toml", closure)

    assert "closure[1].last" in mistakes(folder)


def test_a_syntax_error_is_told_with_its_line_and_hides_no_other_file(folder: Path) -> None:
    lines = (folder / "ladders.toml").read_text(encoding="utf-8").count("\n")
    add(folder, "ladders.toml", "[E-NEW\n")
    edit(folder, "channels.toml", "attempts = 6", "attempts = 0")

    told = mistakes(folder).splitlines()

    assert len(told) == 2
    assert told[0].startswith(f"ladders.toml, line {lines + 1}, column")
    assert told[1].startswith("channels.toml, retry.attempts")


def test_a_file_that_stops_in_the_middle_is_told(folder: Path) -> None:
    add(folder, "posts.toml", 'x = """\nno end')

    assert "posts.toml" in mistakes(folder)


def test_a_missing_file_is_told_with_where_to_find_it(folder: Path) -> None:
    (folder / "posts.toml").unlink()

    assert "copy it there from the shipped config folder" in mistakes(folder)


def test_a_folder_in_place_of_a_file_is_told(folder: Path) -> None:
    (folder / "posts.toml").unlink()
    (folder / "posts.toml").mkdir()

    assert "posts.toml: cannot be read" in mistakes(folder)


def test_a_file_in_another_encoding_is_told_and_a_byte_order_mark_forgiven(folder: Path) -> None:
    words = (folder / "posts.toml").read_text(encoding="utf-8")
    (folder / "posts.toml").write_text(words, encoding="utf-8-sig")
    assert load_policy(folder).digest == load_policy().digest

    (folder / "posts.toml").write_text(words, encoding="gb18030")
    assert "posts.toml: is not UTF-8" in mistakes(folder)
