"""Immediate rectification and express reports, played through the real engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.queries import show_case
from kernel.errors import NotFound
from tests.support.office import SmallOffice

FIX: dict[str, Any] = {
    "problem": "违规收费", "rule_broken": "收费规定", "strongly_reflected": True,
    "plainly_irregular": True, "soon_soluble": True,
}  # fmt: skip
MENDED: dict[str, Any] = {"measures": "已清退", "evidence": "清退清单"}


def test_a_notice_is_approved_signed_for_mended_and_verified_during_the_stay(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    made = desk.open("immediate_rectification", "member", desk.assignment, **FIX)
    assert desk.no(made, "approve", "leader")  # the leading group approves, not the group
    with pytest.raises(NotFound):
        show_case(desk.office, made, desk.who["head"])  # the unit knows of it once it is issued
    desk.give(made, "approve", "chief")
    desk.give(made, "issue", "leader")

    due = desk.timers(made)
    assert due["immediate_rectification"]["due_on"] == date(2021, 12, 20)  # within the stay
    assert {"fix_receipt", "immediate_rectification"} == set(due)
    [notice] = [
        one
        for one in desk.notices(made)
        if one["notice"] == "fix_issued" and one["person_id"] == desk.who["head"]
    ]
    assert notice["wants_receipt"]
    assert "chief" not in str(show_case(desk.office, made, desk.who["head"]).row)

    assert desk.no(made, "acknowledge", "liaison")  # the head signs in person
    desk.give(made, "acknowledge", "head")
    desk.give(made, "start_fixing", "liaison", leader_post="副局长")
    desk.give(made, "report_fixed", "liaison", **MENDED)
    desk.give(made, "return_fix", "member", reason="清单不全")
    desk.give(made, "report_fixed", "liaison", **MENDED)
    desk.give(made, "verify", "leader", checked_how="抽查群众")
    assert desk.no(made, "close", "leader") == ("Who verified it cannot close it.",)
    desk.give(made, "return_fix", "member", reason="换人核实")
    desk.give(made, "report_fixed", "liaison", **MENDED)
    desk.give(made, "verify", "member", checked_how="实地查看")
    desk.give(made, "close", "leader")
    assert desk.state(made) == "closed"


def test_what_is_not_mended_in_time_is_carried_over_before_the_group_leaves(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    made = desk.open("immediate_rectification", "member", desk.assignment, **FIX)
    desk.give(made, "approve", "chief")
    desk.give(made, "issue", "leader")
    desk.on(date(2021, 12, 20))
    desk.give(desk.assignment, "wrap_up", "leader")

    reasons = desk.no(desk.assignment, "leave", "leader")
    desk.give(made, "carry_over", "leader", reason="需要制度整改")
    desk.give(desk.assignment, "leave", "leader")

    assert reasons == (
        "Some immediate-rectification notices are open: close or carry them over before leaving.",
    )
    assert desk.state(made) == "carried"
    assert desk.timers(made) == {}


def test_the_clock_of_a_notice_follows_a_stay_that_is_extended(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = desk.open("immediate_rectification", "member", desk.assignment, **FIX)
    desk.give(made, "approve", "chief")
    desk.give(made, "issue", "leader")
    desk.on(date(2021, 12, 6))
    desk.give(desk.round_id, "convene_dispatch", "chief")
    desk.give(desk.round_id, "hear_group", "staff", group=desk.group, progress="过半")

    desk.give(
        desk.round_id, "decide_extension", "chief", dispatch_extension="extended",
        new_end="2021-12-27",
    )  # fmt: skip

    assert desk.timers(made)["immediate_rectification"]["due_on"] == date(2021, 12, 27)


def test_an_urgent_report_goes_straight_up_and_an_ordinary_one_through_the_office(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    said = {"occasion": "sudden", "gist": "突发情况"}
    urgent = desk.open("express_report", "member", desk.assignment, urgent=True, **said)
    plain = desk.open("express_report", "member", desk.assignment, urgent=False, **said)

    reasons = desk.no(plain, "send_up", "leader")
    desk.give(plain, "forward", "staff")
    desk.give(urgent, "send_up", "leader")

    assert reasons == (
        "What is not urgent goes up through the office, not straight from the group leader.",
    )
    told = {one["person_id"] for one in desk.notices(urgent) if one["notice"] == "express_sent_up"}
    assert told == {desk.who["chief"], desk.who["director"]}
    with pytest.raises(NotFound):
        show_case(desk.office, urgent, desk.who["head"])
    desk.give(urgent, "receive", "chief")
    desk.give(urgent, "decide", "chief", measures="立即稳控", measures_by="分管副市长")
    desk.give(urgent, "close", "leader", outcome="已稳控")
    assert desk.state(urgent) == "closed"
    assert set(desk.timers(plain)) == {"express_decision"}


def test_a_report_that_nobody_sends_up_is_told_to_the_leader_the_next_day(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    made = desk.open(
        "express_report", "member", desk.assignment, occasion="mass_incident", gist="群访苗头",
        urgent=True,
    )  # fmt: skip

    desk.on(date(2021, 11, 10))
    desk.sweep()

    [row] = desk.timers(made).values()
    assert row["due_on"] == date(2021, 11, 9)
    told = {one["person_id"] for one in desk.notices(made) if one["notice"] == "deadline_overdue"}
    assert desk.who["chief"] in told


def test_a_clue_on_the_fast_track_has_a_shorter_clock(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = desk.clue()
    fits: dict[str, Any] = {"concrete": True, "strong_reaction": True}

    reasons = desk.no(made, "fast_track", "leader", **fits, impact=False)
    desk.give(made, "fast_track", "leader", **fits, impact=True)

    assert len(reasons) == 1
    assert desk.timers(made)["clue_fast_track"]["due_on"] == date(2021, 11, 15)
