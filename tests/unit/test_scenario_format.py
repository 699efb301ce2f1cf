"""A scenario file is read as it was typed, and every mistake is named with its line and key."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from engine.scenario.loading import load_round, load_scenario, shipped_stretches
from engine.scenario.patterns import codes, evenly, numbered, part_of
from kernel.clock import OFFICE_ZONE
from kernel.errors import InvalidInput

GOOD = """\
title: 示例
start: 2022-03-01
until: 2022-05-31
office:
  people:
    - { code: director, name: 巡察办主任, posts: [director] }
    - { code: 01, name: 组长一 }
    - { code: "h{n:02}", name: "主要负责人{n:02}", count: 4 }
  bodies:
    - { code: dc, name: 纪委监委, kind: discipline_commission }
round:
  name: 示例轮次
  on_site_start: 2022-04-06
  on_site_end: 2022-05-13
  groups:
    - { code: g1, name: 第一组, leader: 01 }
  units:
    - { code: "u{n}", name: "单位{zh}", count: 4, type: department, group: g1, head: "h{n:02}" }
script:
  - { on: 2022-03-02 14:30, do: approve_plan, who: lg_leader }
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "round.yaml"
    file.write_text(text)
    return file


def mistakes(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidInput) as told:
        load_scenario(written(tmp_path, text))
    return [reason.zh for reason in told.value.reasons]


def with_step(step: str) -> str:
    """Return the good file with one more step, on line 21."""
    return f"{GOOD}  - {{ on: 2022-03-03, {step} }}\n"


def test_codes_keep_their_noughts_and_moments_their_hour(tmp_path: Path) -> None:
    plan = load_scenario(written(tmp_path, GOOD)).plan

    assert plan.office.everybody()[1].code == "01"
    assert plan.start == datetime(2022, 3, 1, 9, tzinfo=OFFICE_ZONE)
    assert plan.script[0].on == datetime(2022, 3, 2, 14, 30, tzinfo=OFFICE_ZONE)


def test_one_entry_stands_for_many(tmp_path: Path) -> None:
    units = load_scenario(written(tmp_path, GOOD)).plan.round.every_unit()

    assert [(unit.code, unit.name, unit.head) for unit in units] == [
        ("u1", "单位一", "h01"), ("u2", "单位二", "h02"),
        ("u3", "单位三", "h03"), ("u4", "单位四", "h04"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("start: 2022-03-01", "start: 1. März", "第 2 行 start：“1. März”不是日期"),
        ("name: 示例轮次", "nmae: 示例轮次", "第 12 行 round.nmae：没有这个键"),
        ("name: 示例轮次", "nmae: 示例轮次", "第 11 行 round.name：这一项必须填写"),
        ("posts: [director]", "posts: [group_leader]", "第 6 行 office.people[1].posts[1]："),
        ("count: 4 }", "count: four }", "第 8 行 office.people[3].count：“four”不是整数"),
        ('"h{n:02}", name', "h, name", "第 8 行 office.people[3]：count 大于 1 时"),
        ("leader: 01", "leader: 02", "第 16 行 round.groups[1]：没有代码为“02”的人员"),
        ("group: g1", "group: g2", "第 18 行 round.units[1].group：没有代码为“g2”的巡察组"),
        ("group: g1", "group: g2", "第 16 行 round.groups[1]：巡察组“g1”没有承担任何单位"),
        ("2022-05-13", "2022-04-01", "第 14 行 round.on_site_end：进驻结束须晚于开始"),
        ("discipline_commission", "nobody", "第 10 行 office.bodies[1].kind：“nobody”不对"),
        ("until: 2022-05-31", "until: 2022-03-02", "第 20 行 script[1].on：不在 start"),
        ("title: 示例\n", "title: 示例\ntitle: 又一个\n", "第 2 行 title：这个键写了两次"),
        ("[director] }", "[director }", "第 6 行：写法有误"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_plan_names_line_and_key(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in GOOD

    found = mistakes(tmp_path, GOOD.replace(old, new))

    assert any(told in mistake for mistake in found), found


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("do: approve, who: lg_leader", "script[2].do：巡察轮次没有“approve”这一事件"),
        ("do: close, who: nobody", "script[2].who：没有代码为“nobody”的人员或岗位"),
        ("do: close", "script[2].who：由谁办理，必须填写"),
        ("do: close, open: clue, who: director", "script[2]：每一步只做一件事"),
        ("do: close, who: director, because: 早", "script[2]：because 只与 expect: refused 连用"),
        ("do: close, who: director, as: x", "script[2]：count 和 as 只与 open 连用"),
        ("do: cancel, who: lg_leader", "script[2].with：缺少“理由”"),
        ("do: cancel, who: lg_leader, with: { reason: 停, colour: 红 }",
         "script[2].with.colour：没有“colour”这一项"),
        ("do: authorise_group, who: secretary, with: { group: g9 }",
         "script[2].with.group：没有代码为“g9”的巡察组"),
        ("do: evaluate, who: director, case: { all: assignment }, with: { score_duty: 优 }",
         "script[2].with.score_duty：“责任落实得分”"),
        ("do: enter, who: director, case: { all: assignment, where: { state: lost } }",
         "script[2].case.where.state：没有代码为“lost”的巡察任务状态"),
        ("do: enter, who: director, case: { all: assignment, where: { unit: u3..u9 } }",
         "script[2].case.where.unit：没有代码为“u5”的单位"),
        ("do: enter, who: director, case: { all: assignment, where: { unit: u4..u1 } }",
         "script[2].case.where.unit：“u4..u1”不是一段编码"),
        ("do: enter, who: director, case: somewhere", "script[2].case：没有名为“somewhere”的事项"),
        ("do: enter, who: director, case: { all: visit }",
         "script[2].case.all：没有“visit”这一类事项"),
        ("open: rectification, who: director, with: { problem: 一 }",
         "script[2].case：“整改事项”应在 assignment 之下新建"),
        ("open: clue, who: director, case: { all: assignment }, count: { total: 3, each: 1 }",
         "script[2].count：只能选一种写法"),
        ("play: nap", "script[2].play：没有名为“nap”的环节"),
        ("play: approve_plan, with: { duty_hours: 9-17 }",
         "script[2].with.duty_hours：“approve_plan”的各步"),
        ("play: prepare_units, case: { all: assignment }, with: { intake_closes_on: 2022-05-01 }",
         "script[2].with：缺少“值班时段"),
        ("play: approve_plan, expect: refused", "script[2]：这种步骤不能 expect: refused"),
        ("acknowledge: gossip", "script[2].acknowledge：没有名为“gossip”的通知"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_script_names_line_and_key(tmp_path: Path, step: str, told: str) -> None:
    found = mistakes(tmp_path, with_step(step))

    assert any(f"第 21 行 {told}" in mistake for mistake in found), found


def test_all_mistakes_are_reported_together_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = with_step("do: approve, who: lg_leader").replace("start: 2022-03-01", "start: 三月")
    text = text.replace("count: 4 }", "count: four }")
    text += "published:\n  - { label: 一, value: 多, count: { all: assignment } }\n"

    lines = [
        mistake.partition("第 ")[2].partition(" 行")[0] for mistake in mistakes(tmp_path, text)
    ]

    assert lines == ["2", "8", "21", "23"]


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("gossip", "“gossip”不是一轮的数字"),
        ("coverage.done", "“coverage.done”不是一轮的数字"),
        ("zero_clue_groups", "“zero_clue_groups”不是一轮的数字"),
        ("rectification", "没有“rectification”这个分项；有：rectification.total"),
        ("rectification.dnoe", "没有“rectification.dnoe”这个分项"),
        ("activities.meetings_held", "没有“activities.meetings_held”这个分项"),
        ("units.all", "没有“units.all”这个分项；有：units。"),
        ("handover.nobody", "没有“handover.nobody”这个分项"),
        ("handover.dc.gone", "没有“handover.dc.gone”这个分项"),
    ],
)
def test_a_published_figure_that_is_not_counted_is_a_mistake(
    tmp_path: Path, figure: str, told: str
) -> None:
    text = GOOD + f"published:\n  - {{ label: 一, value: 0, figure: {figure} }}\n"

    assert any(told in mistake for mistake in mistakes(tmp_path, text))


@pytest.mark.parametrize("figure", ["units", "handover.dc", "handover.dc.merged", "clues.open"])
def test_a_published_figure_may_be_any_part_that_is_counted(tmp_path: Path, figure: str) -> None:
    text = GOOD + f"published:\n  - {{ label: 一, value: 0, figure: {figure} }}\n"

    assert load_scenario(written(tmp_path, text)).plan.published[0].figure == figure


def test_every_mistake_is_told_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as told:
        load_scenario(written(tmp_path, with_step("do: approve, who: lg_leader")))

    where, _, words = told.value.sentences("en")[0].partition(": ")
    assert where == "round.yaml, line 21 script[2].do"
    assert words.startswith('Inspection round knows no event "approve"; it knows approve_plan')


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as told:
        load_scenario(tmp_path / "nowhere.yaml")

    assert "读不出来" in told.value.reasons[0].zh


def test_a_file_for_a_real_round_holds_the_round_alone(tmp_path: Path) -> None:
    text = GOOD[GOOD.index("round:") : GOOD.index("script:")]

    plan = load_round(written(tmp_path, text))

    assert (plan.name, plan.on_site_end) == ("示例轮次", date(2022, 5, 13))
    with pytest.raises(InvalidInput) as told:
        load_round(written(tmp_path, text + "office: {}\n"))
    assert "office：没有这个键" in told.value.reasons[0].zh


def test_a_file_may_add_its_own_stretches(tmp_path: Path) -> None:
    text = with_step("play: look").replace(
        "script:",
        "stretches:\n  look:\n    steps:\n"
        "      - { day: 2, do: close_dispatch, who: director }\n"
        "script:",
    )

    scenario = load_scenario(written(tmp_path, text))

    assert scenario.stretches["look"].steps[0].day == 2
    assert set(shipped_stretches()) < set(scenario.stretches)


def test_numbers_are_shared_out_without_a_remainder() -> None:
    assert sum(evenly(697, 40)) == 697
    assert set(evenly(697, 40)) == {17, 18}
    assert part_of(codes("m01..m10"), 2, 3) == ("m08", "m09", "m10")
    assert numbered("第{zh}组 {n:03}", 21) == "第二十一组 021"
