"""A clue in the hands of its group, its receiver and, when the group is gone, its office."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine import people
from engine.directory import CLOCK
from engine.queries import list_cases, show_case
from engine.work import Work
from kernel.errors import NotFound
from rules.handover import PACKAGE
from rules.posts import Post, Scope
from tests.support.office import SINCE, SmallOffice

PACK: dict[str, Any] = {name: "supplied" for name, _ in PACKAGE}


def second_member(desk: SmallOffice) -> None:
    """Have somebody join the group who signs the pledges."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        people.give_post(
            work, desk.who["stranger"], Post.GROUP_MEMBER, scope=Scope.GROUP,
            scope_id=desk.group, round_id=desk.round_id, valid_from=SINCE,
        )  # fmt: skip
        work.finish()
    desk.pledge("stranger")


def seen(desk: SmallOffice, name: str, kind: str) -> set[int]:
    return {one.case_id for one in list_cases(desk.office, desk.who[name], kind=kind)}


def test_a_member_of_the_group_knows_of_a_clue_only_once_named(desk: SmallOffice) -> None:
    desk.to("on_site")
    second_member(desk)
    clue = desk.clue()

    assert seen(desk, "member", "clue") == seen(desk, "leader", "clue") == {clue}
    assert seen(desk, "stranger", "clue") == set()
    try:
        show_case(desk.office, clue, desk.who["stranger"])
    except NotFound:
        pass
    else:
        raise AssertionError("a clue was shown to somebody who was not named")
    with pytest.raises(NotFound):
        desk.give(clue, "package", "stranger", suggestion="核实", **PACK)

    desk.give(clue, "name_people", "leader", people=[desk.who["stranger"]])

    assert seen(desk, "stranger", "clue") == {clue}
    desk.give(clue, "package", "stranger", suggestion="核实", **PACK)


def test_a_clue_is_looked_into_and_comes_back_to_be_packaged(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue()
    assert set(desk.timers(clue)) == {"clue_package"}

    desk.give(clue, "deepen", "leader", deepen_task="核对票据", deepen_until="2021-11-19")
    assert desk.timers(clue)["clue_deepening"]["due_on"] == date(2021, 11, 19)
    desk.give(clue, "report_deepened", "member", deepened="票据属实")

    assert desk.state(clue) == "registered"
    [row] = desk.rows("SELECT deepenings FROM clue_details WHERE case_id = :id", id=clue)
    assert row["deepenings"] == 1


def test_each_step_before_the_handover_has_its_limit(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue()
    running = []
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("package", "member", {"suggestion": "核实", **PACK}),
        ("review_by_group", "leader", {}),
        ("review_by_office", "staff", {}),
        ("decide_route", "chief", {"route": "discipline_commission", "body_id": desk.body}),
    )
    for event, who, inputs in steps:
        desk.give(clue, event, who, **inputs)
        running.append(sorted(desk.timers(clue)))

    assert running == [
        ["clue_group_review"], ["clue_office_review"], ["clue_decision"], ["clue_handover"],
    ]  # fmt: skip


def test_priority_runs_a_shorter_clock_in_the_hands_of_the_receiver(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handed_over")
    usual = {"clue_result", "clue_usual", "clue_outer"}
    assert set(desk.timers(clue)) == usual

    desk.give(clue, "prioritise", "chief", priority=True, reason="性质严重")
    assert set(desk.timers(clue)) == usual | {"clue_start", "clue_result_priority"}
    desk.give(clue, "start_handling", "contact", handling="inquiry")
    assert set(desk.timers(clue)) == usual | {"clue_result_priority"}
    desk.give(clue, "prioritise", "chief", priority=False, reason="情况缓和")

    assert set(desk.timers(clue)) == usual


def test_what_is_out_of_scope_is_fast_without_being_marked(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.open(
        "clue", "member", desk.assignment, clue_kind="out_of_scope", summary="超出范围"
    )
    desk.give(clue, "package", "member", suggestion="转办", **PACK)
    desk.give(clue, "review_by_group", "leader")
    desk.give(clue, "review_by_office", "staff")
    desk.give(clue, "decide_route", "chief", route="discipline_commission", body_id=desk.body)
    desk.hand_over(clue)

    assert {"clue_start", "clue_result_priority"} <= set(desk.timers(clue))


def test_a_clue_about_the_leading_bodies_goes_up_whatever_the_reason(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.open(
        "clue", "member", desk.assignment, clue_kind="discipline", summary="涉及领导",
        touches_leading_body=True,
    )  # fmt: skip
    desk.give(clue, "package", "member", suggestion="上报", **PACK)
    desk.give(clue, "review_by_group", "leader")
    desk.give(clue, "review_by_office", "staff")

    reasons = desk.no(
        clue, "decide_route", "chief", route="discipline_commission", body_id=desk.body,
        override_reason="便于办理",
    )  # fmt: skip

    assert any("one level up" in reason for reason in reasons)


def test_a_clue_that_comes_back_when_the_group_is_gone_still_has_a_way(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handed_over")
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        for name in ("leader", "member"):
            people.release_posts(work, desk.who[name], actor=CLOCK)
        work.finish()
    desk.give(clue, "return_for_quality", "contact", reason="笼统")

    desk.give(clue, "package", "clerk", suggestion="核实", **PACK)
    desk.give(clue, "review_by_group", "director")
    desk.give(clue, "review_by_office", "staff")
    desk.give(clue, "decide_route", "chief", route="discipline_commission", body_id=desk.body)
    desk.hand_over(clue, group="vice")

    assert desk.state(clue) == "handed_over"
    [row] = desk.rows("SELECT returns FROM clue_details WHERE case_id = :id", id=clue)
    assert row["returns"] == 1
