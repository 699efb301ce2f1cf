"""The recurring duties at the terminal: listed, and done by hand by who may."""

from __future__ import annotations

from datetime import date

import pytest

from cli.errors import REFUSED, WRONG
from engine.routines.catalogue import ROUTINES
from tests.support.office import SmallOffice
from tests.support.terminal import ask

DAY = date(2026, 12, 7)


@pytest.fixture
def late(small: SmallOffice) -> SmallOffice:
    small.on(DAY)
    return small


def test_the_list_tells_when_each_was_done_and_comes_next(late: SmallOffice) -> None:
    before = ask(late.office, "routine", "list", "--as", "staff", "--json").document
    ask(late.office, "sweep")
    after = ask(late.office, "routine", "list", "--as", "staff", "--json").document
    drawn = ask(late.office, "routine", "list", "--as", "staff")

    assert [one["name"] for one in after] == list(ROUTINES)
    assert {one["period"] for one in before} == {None}
    [horizon] = [one for one in after if one["name"] == "calendar_horizon"]
    assert (horizon["period"], horizon["when"]["rhythm"]) == ("2026-12-07", "day")
    assert horizon["next_at"].startswith("2026-12-08T00:30")
    assert "检查工作日历是否够用" in drawn.out
    assert "每天 08:30" in drawn.out
    assert "2026-12-08 08:30" in drawn.out


def test_a_routine_done_by_hand_is_recorded_and_done_once(late: SmallOffice) -> None:
    command = ("routine", "run", "calendar_horizon", "--as", "staff", "--json")

    first, second = ask(late.office, *command), ask(late.office, *command)
    swept = ask(late.office, "sweep", "--json").document["routines"]

    assert (first.code, first.document["period"], first.document["told"]) == (0, "2026-12-07", 3)
    assert (second.code, second.document["told"]) == (0, 0)
    assert "calendar_horizon" not in {one["name"] for one in swept}
    [case] = late.rows("SELECT id FROM cases WHERE kind = 'register'")
    by_hand = [one for one in late.entries(case["id"]) if one.get("period")]
    assert [(one["by"], one["routine"]) for one in by_hand] == [
        (late.who["staff"], "calendar_horizon")
    ] * 2


def test_a_day_that_is_over_can_be_made_up_for_by_hand(late: SmallOffice) -> None:
    answer = ask(
        late.office, "routine", "run", "calendar_horizon", "--day", "2026-12-01", "--as", "staff"
    )

    assert answer.code == 0
    assert "已办: 2026-12-01" in answer.out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("calendar_horizon", "--day", "2026-12-08", "--as", "staff"),
            WRONG,
            "2026-12-08 还没有到",
        ),
        (("calendar_horizon", "--day", "soon", "--as", "staff"), WRONG, "应为日期"),
        (("tea_break", "--as", "staff"), REFUSED, "没有例行工作“tea_break”"),
        (("calendar_horizon", "--as", "member"), REFUSED, "例行工作只能由"),
    ],
    ids=["a day that lies ahead", "no day", "no routine", "somebody else"],
)
def test_what_cannot_be_done_by_hand_is_told_and_changes_nothing(
    late: SmallOffice, words: tuple[str, ...], code: int, told: str
) -> None:
    answer = ask(late.office, "routine", "run", *words)

    assert answer.code == code
    assert told in answer.err
    assert late.rows("SELECT * FROM routine_runs") == []


def test_only_who_keeps_the_office_running_sees_the_list(late: SmallOffice) -> None:
    assert ask(late.office, "routine", "list", "--as", "member").code != 0
    assert ask(late.office, "routine", "list", "--as", "director").code == 0
