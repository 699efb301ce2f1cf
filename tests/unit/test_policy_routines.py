"""The hours of the recurring duties: what is shipped is whole, and a wrong file tells it all."""

from __future__ import annotations

from datetime import time

from config.policy import load_policy
from config.reading import Sheet
from config.routines import read_routines
from engine.routines.catalogue import ROUTINES
from kernel.words import Text
from rules.routines import Rhythm, When

KNOWN = ("weekly_summary", "calendar_horizon")
WHOLE = {"every": "week", "at": "09:00", "source": "office", "row": "H05"}


def told(**tables: object) -> list[Text]:
    mistakes: list[Text] = []
    read_routines(Sheet("routines.toml", tables, mistakes), KNOWN)
    return mistakes


def test_every_routine_has_its_hour() -> None:
    assert set(load_policy().routines) == set(ROUTINES)


def test_an_hour_is_read_with_its_rhythm() -> None:
    mistakes: list[Text] = []
    sheet = Sheet("routines.toml", {"weekly_summary": WHOLE}, mistakes)

    found = read_routines(sheet, ["weekly_summary"])

    assert mistakes == []
    assert found["weekly_summary"].when == When(Rhythm.WEEK, time(9))


def test_a_routine_that_does_not_exist_or_has_no_hour_is_told() -> None:
    both = told(weekly_sumary=WHOLE, calendar_horizon=WHOLE)

    assert len(both) == 2
    assert "routines.toml, weekly_sumary: no routine has this name" in both[0].en
    assert "routines.toml, weekly_summary: the office does this routinely" in both[1].en


def test_every_mistake_of_a_table_is_told() -> None:
    wrong = {"every": "fortnight", "at": "25:00", "row": "H05", "hour": "09:00"}

    found = [one.en for one in told(weekly_summary=wrong, calendar_horizon=WHOLE)]

    assert len(found) == 4
    assert "weekly_summary.every" in found[0]
    assert "day, workday, week, month" in found[0]
    assert "weekly_summary.at" in found[1]
    assert "weekly_summary.source: is missing" in found[2]
    assert "weekly_summary.hour: unknown key" in found[3]
