"""The milestones of a round: neither rushed nor late, and the stays by the templates of modes."""

from __future__ import annotations

from datetime import date

import pytest

from engine.milestones import Milestones, read_milestones
from kernel.errors import NotPermitted
from rules.milestones import Timing, timing
from tests.support.office import SmallOffice


def seen(desk: SmallOffice) -> Milestones:
    return read_milestones(desk.office, desk.round_id, desk.who["director"])


def test_neither_rushed_nor_late() -> None:
    planned, today = date(2021, 12, 20), date(2021, 12, 21)

    assert timing(planned, None, planned, 10) is Timing.AHEAD
    assert timing(planned, None, today, 10) is Timing.OVERDUE
    assert timing(planned, today, today, 10) is Timing.LATE
    assert timing(planned, date(2021, 12, 10), today, 10) is Timing.ON_TIME
    assert timing(planned, date(2021, 12, 9), today, 10) is Timing.EARLY


def test_the_baseline_is_the_window_as_it_was_authorised(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.on(date(2021, 12, 6))
    desk.give(desk.round_id, "convene_dispatch", "chief")
    desk.give(
        desk.round_id, "decide_extension", "chief", dispatch_extension="extended",
        new_end="2022-01-10", reason="工作量大",
    )  # fmt: skip

    lines = {one.name: one for one in seen(desk).lines}

    assert seen(desk).authorised
    assert lines["close_fieldwork"].planned == date(2021, 12, 20)
    assert lines["convene_dispatch"].timing is Timing.ON_TIME
    assert lines["mobilise"].timing is Timing.EARLY
    assert lines["task_setting"].timing is Timing.OVERDUE


def test_the_task_setting_meeting_is_a_milestone(desk: SmallOffice) -> None:
    desk.to("preparing")
    desk.give(
        desk.round_id, "hold_meeting", "staff", meeting_kind="task_setting", held_on="2021-10-08"
    )

    lines = {one.name: one for one in seen(desk).lines}

    assert lines["task_setting"].reached == date(2021, 10, 8)


def test_each_stay_is_shown_against_the_template_of_its_mode(desk: SmallOffice) -> None:
    desk.to("draft")

    [stay] = seen(desk).stays

    assert (stay.days, stay.usual_days, stay.too_short) == (42, 45, False)


def test_milestones_are_for_those_who_see_the_whole_round(desk: SmallOffice) -> None:
    desk.to("mobilised")

    with pytest.raises(NotPermitted):
        read_milestones(desk.office, desk.round_id, desk.who["leader"])
