"""Rows that are shown by what the office does: approval, methods, dispatch, three signatures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kernel.errors import InvalidInput, NotPermitted
from rules.handover import PACKAGE
from tests.support.office import WINDOW, SmallOffice


def test_no_round_starts_before_the_secretary_has_approved_it(desk: SmallOffice) -> None:
    desk.to("draft")
    desk.give(desk.round_id, "approve_plan", "chief")
    for who in ("chief", "director", "staff"):
        with pytest.raises(NotPermitted):
            desk.give(desk.round_id, "authorise", who)
    assert desk.no(desk.round_id, "start_preparation", "staff")

    desk.give(desk.round_id, "authorise", "secretary")
    desk.give(desk.round_id, "start_preparation", "staff")

    assert desk.state(desk.round_id) == "preparing"


def test_the_clocks_of_the_fieldwork_hang_on_the_last_day_on_site(desk: SmallOffice) -> None:
    desk.to("on_site")

    last = date.fromisoformat(WINDOW["on_site_end"])
    assert desk.timers(desk.assignment)["assignment_window"]["due_on"] == last
    assert desk.timers(desk.round_id)["on_site_window"]["due_on"] == last


def test_an_activity_has_the_code_of_a_method(desk: SmallOffice) -> None:
    desk.to("on_site")

    with pytest.raises(InvalidInput):
        desk.give(desk.assignment, "record_activity", "member", activities=[{"method": "gossip"}])
    with pytest.raises(InvalidInput):
        desk.give(desk.assignment, "record_activity", "member", activities=[{"count": 3}])


def test_a_group_that_heard_no_report_does_not_wrap_up(desk: SmallOffice) -> None:
    desk.to("noticed")
    desk.work = lambda **_: None  # type: ignore[method-assign]  # nothing is recorded on entry
    desk.to("on_site", after="noticed")
    desk.on(date(2021, 12, 20))

    [before] = [one for one in desk.no(desk.assignment, "wrap_up", "leader") if "methods" in one]
    desk.give(desk.assignment, "record_activity", "member", activities=[{"method": "hearing"}])
    [after] = [one for one in desk.no(desk.assignment, "wrap_up", "leader") if "methods" in one]

    assert "Hearing a report" in before
    assert "Hearing a report" not in after


def test_the_dispatch_meeting_hears_each_group_and_its_comments_become_items_of_two_kinds(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    desk.on(date(2021, 12, 6))
    desk.give(desk.round_id, "convene_dispatch", "chief")
    desk.give(desk.round_id, "decide_extension", "chief", dispatch_extension="not_extended")
    [reason] = desk.no(desk.round_id, "close_dispatch", "director")
    assert "第一组" in reason

    desk.give(desk.round_id, "hear_group", "staff", group=desk.group, progress="过半")
    items = [
        desk.open(
            "action_item", "chief", desk.round_id, group_id=desk.group, comment=comment,
            task="补充谈话", due_on="2021-12-10",
        )
        for comment in ("support", "criticism")
    ]  # fmt: skip
    desk.give(desk.round_id, "close_dispatch", "director")

    assert [desk.details(one)["comment"] for one in items] == ["support", "criticism"]
    with pytest.raises(InvalidInput):
        desk.open(
            "action_item",
            "chief",
            desk.round_id,
            group_id=desk.group,
            task="无",
            due_on="2021-12-10",
        )


def test_nobody_signs_a_handover_sheet_for_two_sides(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.stand_in("director", "leader")
    clue = desk.clue(to="handover_pending")
    desk.give(clue, "sign_by_group", "leader")

    reasons = desk.no(clue, "sign_by_office", "leader", acting_for="director")

    assert any("Three different people" in one for one in reasons), reasons


def test_an_important_clue_is_not_routed_without_an_opinion(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.open(
        "clue", "member", desk.assignment, clue_kind="discipline", summary="摘要", important=True
    )
    pack: dict[str, Any] = {one: "supplied" for one, _ in PACKAGE}
    desk.give(clue, "package", "member", suggestion="核实", **pack)
    desk.give(clue, "review_by_group", "leader")
    desk.give(clue, "review_by_office", "staff")
    route: dict[str, Any] = {"route": "discipline_commission", "body_id": desk.body}

    [reason] = desk.no(clue, "decide_route", "chief", **route)
    desk.give(clue, "decide_route", "chief", opinion="初步核实", **route)

    assert "opinion" in reason
