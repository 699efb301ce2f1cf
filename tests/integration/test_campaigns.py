"""Common problems are found over units and lead to a campaign that the leading group decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.common_problems import Problem, cluster, common_problems
from kernel.errors import Refused
from tests.support.office import SmallOffice

BASIS = [{"number": str(n), "unit": f"u{n}"} for n in range(3)]


def propose(desk: SmallOffice, basis: list[dict[str, Any]] = BASIS) -> int:
    return desk.open(
        "campaign", "staff", name="专项", problem="公务接待不规范", units_concerned=len(basis),
        basis=basis,
    )  # fmt: skip


def problem(number: int, words: str, code: str = "") -> Problem:
    return Problem(number, 1, f"u{number}", f"单位{number}", words, code)


def test_problems_cluster_by_code_or_by_likeness_of_words() -> None:
    found = cluster(
        [
            problem(1, "公务接待超标准、超范围"),
            problem(2, "公务接待超标准、超范围问题"),
            problem(3, "党组议事规则未落实"),
            problem(4, "甲", "3.2"),
            problem(5, "完全不同的表述", "3.2"),
        ],
        60,
    )

    assert [one.units for one in found] == [("u1", "u2"), ("u4", "u5"), ("u3",)]


def test_common_problems_are_those_of_enough_units_and_for_the_office_only(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    items = [desk.item(), desk.item()]
    policy = desk.office.policy
    one_is_enough = {**policy.limits, "common_problem_units": 1}
    office = replace(desk.office, policy=replace(policy, limits=one_is_enough))

    [found] = common_problems(office, desk.who["director"])

    assert (found.units, [one.case_id for one in found.problems]) == (("u1",), items)
    assert [row["number"] for row in found.basis()] == [one.number for one in found.problems]
    assert common_problems(office, desk.who["head"]) == []
    assert common_problems(desk.office, desk.who["director"]) == []


def test_a_campaign_rests_on_a_problem_of_enough_units(desk: SmallOffice) -> None:
    with pytest.raises(Refused, match="enough units"):
        propose(desk, BASIS[:2])


def test_a_campaign_is_decided_planned_run_and_closed(desk: SmallOffice) -> None:
    made = propose(desk)
    assert desk.timers(made)["campaign_decision"]
    desk.give(made, "decide", "chief", form="special_round", ends_on="2022-06-30")
    desk.give(
        made, "plan", "staff",
        measures=[{"measure": "专项巡察", "owner": "巡察办", "due_on": "2022-03-31"}],
    )  # fmt: skip

    [no] = desk.no(made, "start", "director")
    desk.give(made, "link_round", "staff", special_round="2")
    desk.give(made, "start", "director")
    desk.give(made, "record_progress", "staff", progress="已部署")
    desk.give(made, "close", "chief", outcome="建章立制")

    assert "special round was decided" in no
    assert desk.state(made) == "closed"
    told = {one["notice"] for one in desk.notices(made)}
    assert {"campaign_proposed", "campaign_decided"} <= told


def test_a_round_is_linked_only_where_one_was_decided(desk: SmallOffice) -> None:
    made = propose(desk)
    desk.give(made, "decide", "chief", form="systemic", ends_on="2022-06-30")
    rule = {"measure": "建制度", "owner": "财政部门", "due_on": "2022-03-31"}
    desk.give(made, "plan", "staff", measures=[rule])

    assert desk.no(made, "link_round", "staff", special_round="2")
    desk.give(made, "start", "director")
