"""Guards of the preparation of an assignment and of its entry. Rows C03, C07, C08, D01, D06 to D11.

How much of each is asked for is a limit of the office; 0 asks for nothing. A further condition is
a rule here and its name in `states/preparing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kernel.words import Text
from rules.facts import Facts, Line, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

MUST_ATTEND: Mapping[str, Text] = {
    "group_leader": Text("巡察组组长", "the group leader"),
    "lg_member": Text("领导小组成员", "a member of the leading group"),
    "unit_head": Text("被巡察单位主要负责人", "the head of the unit"),
}
"""As what somebody must be at the mobilisation meeting → what it is called."""

_LEADS = (Post.GROUP_LEADER, Post.GROUP_DEPUTY)
_UNIT = (Post.UNIT_LIAISON, Post.UNIT_HEAD)
_SHA_256 = re.compile(r"[0-9a-f]{64}")


def newest_plan(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the tasks of the plan in force, in their order: those entered last, all together."""
    last = max((line.seq for line in lines), default=0)
    plan = (line for line in lines if line.seq == last)
    return tuple(sorted(plan, key=lambda line: int(line.values["place"])))


def done_of_plan(plan: tuple[Line, ...], done: tuple[Line, ...]) -> Mapping[int, Line]:
    """Return which places of the plan have been done since it was made, with the line about it."""
    made = plan[0].seq if plan else 0
    return {int(line.values["place"]): line for line in done if line.seq > made}


def _enough(facts: Facts, book: str, limit: str) -> bool:
    return len(facts.lines.get(book, ())) >= facts.limit(limit)


@rule(
    "下列文件的 SHA-256 不完整，应为 64 位十六进制：{missing}。",
    "The SHA-256 should be 64 hexadecimal digits: {missing}.",
    row="C03, D07, D10",
    form=True,
)
def digests_are_whole(facts: Facts) -> tuple[str, ...]:
    """A digest that is given can be compared with the file."""
    listed = facts.inputs.get("documents") or facts.inputs.get("notices") or (facts.inputs,)
    rows: tuple[Mapping[str, Any], ...] = tuple(listed)
    return tuple(
        str(row.get("title") or row.get("place"))
        for row in rows
        if row.get("digest") and not _SHA_256.fullmatch(str(row["digest"]).lower())
    )


@rule(
    "该单位的上级部署、法规等资料还不够，请先补充资料清单。",
    "The pack of decisions and rules for this unit is not complete: add to its documents.",
    row="C03",
    needs=(Need.LINES,),
    cured_by=(*_LEADS, *OFFICE),
)
def the_pack_is_there(facts: Facts) -> bool:
    """The group has read what bears on the unit before its plan is ready."""
    return _enough(facts, "knowledge", "least_knowledge")


@rule(
    "专题研讨会形成的重点关注事项还不够，请先召开研讨会。",
    "The analysis meeting has not named enough points of focus: hold it first.",
    row="C07",
    needs=(Need.LINES,),
    cured_by=_LEADS,
)
def the_analysis_is_held(facts: Facts) -> bool:
    """The plan rests on an analysis meeting and the focus list that came of it."""
    return _enough(facts, "analysis", "least_focus")


@rule(
    "工作方案的任务还不够，请按次序列出任务、方式、人员和日期。",
    "The plan has too few tasks: list them in order, with method, person and date.",
    row="C08",
    needs=(Need.LINES,),
    cured_by=_LEADS,
)
def the_plan_has_its_tasks(facts: Facts) -> bool:
    """The plan in force has as many tasks as the office asks for."""
    return len(newest_plan(facts.lines.get("plan_tasks", ()))) >= facts.limit("least_plan_tasks")


@rule(
    "每项任务的次序应各不相同，重复的是：{missing}。",
    "Each task has a place of its own in the order; used twice: {missing}.",
    row="C08",
    form=True,
)
def each_task_has_its_own_place(facts: Facts) -> tuple[str, ...]:
    """The order of the tasks is clear."""
    places = [row["place"] for row in facts.inputs["tasks"]]
    return tuple(str(place) for place in sorted(set(places)) if places.count(place) > 1)


@rule(
    "工作方案中没有这一次序的任务，或已完成。",
    "The plan has no open task with this place in the order.",
    row="C08",
    needs=(Need.LINES,),
    form=True,
)
def the_task_is_planned_and_open(facts: Facts) -> bool:
    """What is ticked off stands in the plan in force and is ticked off once."""
    plan = newest_plan(facts.lines.get("plan_tasks", ()))
    place = facts.inputs["place"]
    done = done_of_plan(plan, facts.lines.get("tasks_done", ()))
    return place not in done and any(line.values["place"] == place for line in plan)


@rule(
    "进驻动员会须有下列人员参加：{missing}。",
    "The mobilisation meeting needs: {missing}.",
    row="D01",
    form=True,
)
def those_who_must_be_there_are_there(facts: Facts) -> tuple[Text, ...]:
    """Group leader, leading group and head of the unit attend the mobilisation meeting."""
    here = {row["attendant"] for row in facts.inputs["present"]}
    return tuple(name for attendant, name in MUST_ATTEND.items() if attendant not in here)


@rule(
    "尚未召开进驻动员会，请先登记参会情况。",
    "The mobilisation meeting at the unit is not recorded: enter who attended.",
    row="D01",
    needs=(Need.LINES,),
    cured_by=_LEADS,
)
def the_mobilisation_was_held(facts: Facts) -> bool:
    """The entry begins with the mobilisation meeting."""
    return bool(facts.lines.get("mobilisation"))


@rule(
    "下列工作条件尚未落实：{missing}。",
    "These working conditions are not ready: {missing}.",
    row="D06",
    needs=(Need.LINES,),
    cured_by=(*_UNIT, *_LEADS),
)
def working_conditions_are_ready(facts: Facts) -> tuple[Text, ...]:
    """Each item of the logistics checklist is ready as it was last entered."""
    newest = {str(line.values["what"]): line.values for line in facts.lines.get("logistics", ())}
    open_ = tuple(Text(what, what) for what, row in newest.items() if not row["ready"])
    least = facts.limit("least_logistics")
    short = Text(f"清单少于 {least} 项", f"fewer than {least} items on the checklist")
    return open_ if len(newest) >= least else (*open_, short)


@rule(
    "被巡察单位的信访应急预案尚未报送。",
    "The unit has not filed its emergency plan for petitions.",
    row="D07",
    needs=(Need.LINES,),
    cured_by=_UNIT,
)
def the_emergency_plan_is_there(facts: Facts) -> bool:
    """The unit is ready for petitioners at its door, where the office asks for it."""
    return _enough(facts, "emergency_plans", "least_emergency_plans")


@rule(
    "巡察公告的张贴、发布凭据还不够。",
    "There is too little evidence that the notice was posted.",
    row="D10",
    needs=(Need.LINES,),
    cured_by=(*_LEADS, *_UNIT),
)
def the_notice_is_posted(facts: Facts) -> bool:
    """People can know how to reach the group, where the office asks for evidence of it."""
    return _enough(facts, "publicity", "least_publicity")


@rule(
    "被巡察单位的责任分工尚未列明。",
    "Who answers for what in the unit is not listed.",
    row="D11",
    needs=(Need.LINES,),
    cured_by=_UNIT,
)
def responsibilities_are_listed(facts: Facts) -> bool:
    """The unit has said who answers for what, where the office asks for it."""
    return _enough(facts, "responsibilities", "least_responsibilities")
