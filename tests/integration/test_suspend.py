"""Suspension: what was left of every clock is kept, for a case and everything below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from engine.commands import Open
from engine.opening import open_case
from engine.suspend import resume, suspend
from kernel.errors import NotPermitted, OfficeError, Refused
from kernel.ids import case_number
from tests.support.office import SmallOffice

EVE = date(2022, 1, 31)
"""The last day of the year in the old calendar: a day off."""


def test_a_suspended_round_keeps_what_was_left_of_every_clock_below_it(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()
    claim = desk.timers(item)["rectification_claim"]
    assert claim["due_on"] == date(2022, 2, 15)  # ten working days, the Spring Festival between

    desk.on(EVE)
    suspend(desk.office, desk.round_id, desk.who["chief"], "上级巡视")

    stopped = desk.timers(item, "suspended")
    assert desk.timers(item) == {}
    assert stopped["rectification_claim"]["remaining"] == 7
    assert stopped["rectification_plan"]["remaining"] == 28
    assert "suspended" in desk.no(item, "claim", "liaison")[0]
    assert "suspended" in desk.no(desk.round_id, "start_evaluation", "staff")[0]
    desk.on(date(2022, 6, 1))
    assert desk.sweep().spoken == 0

    resume(desk.office, desk.round_id, desk.who["chief"], "巡视结束")

    running = desk.timers(item)
    assert running["rectification_claim"]["due_on"] == date(2022, 6, 13)  # seven working days on
    assert running["rectification_claim"]["original_on"] == date(2022, 2, 15)
    assert running["rectification_plan"]["due_on"] == date(2022, 6, 29)
    assert desk.timers(item, "suspended") == {}
    desk.give(item, "claim", "liaison")


def test_only_the_leader_suspends_and_only_what_runs(desk: SmallOffice) -> None:
    desk.to("draft")
    with pytest.raises(NotPermitted):
        suspend(desk.office, desk.round_id, desk.who["director"], "无")
    with pytest.raises(Refused):
        resume(desk.office, desk.round_id, desk.who["chief"], "无")
    suspend(desk.office, desk.round_id, desk.who["chief"], "无")
    with pytest.raises(Refused):
        suspend(desk.office, desk.round_id, desk.who["chief"], "无")


def test_who_may_not_know_of_a_case_learns_nothing_by_stopping_or_opening_and_it_is_recorded(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    clue, missing = desk.clue(), 99_999
    head = desk.who["head"]

    def tried(case_id: int) -> list[tuple[type[OfficeError], str]]:
        attempts: tuple[Callable[[], object], ...] = (
            lambda: suspend(desk.office, case_id, head, "探询"),
            lambda: suspend(desk.office, case_id, head, "探询", revision=77),
            lambda: resume(desk.office, case_id, head, "探询"),
            lambda: open_case(desk.office, Open("clue", head, {}, case_id)),
            lambda: open_case(desk.office, Open("extension", head, {}, case_id, key="k")),
            lambda: open_case(desk.office, Open("extension", head, {}, case_id, key="k")),
        )
        said = []
        for attempt in attempts:
            with pytest.raises(OfficeError) as no:
                attempt()
            said.append((no.type, str(no.value).replace(case_number(case_id), "N")))
        return said

    assert tried(clue) == tried(missing)
    refused = [one for one in desk.entries(clue) if one["what"] == "refusal"]
    assert [(one["by"], one["event"]) for one in refused] == [
        (head, event)
        for event in ("suspend", "suspend", "resume", "open clue", *["open extension"] * 2)
    ]  # fmt: skip


def test_nothing_is_opened_below_a_suspended_case(desk: SmallOffice) -> None:
    desk.to("rectifying")
    suspend(desk.office, desk.assignment, desk.who["chief"], "无")

    with pytest.raises(Refused):
        desk.item()
