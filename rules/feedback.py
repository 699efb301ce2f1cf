"""Guards of the feedback to a unit. Rows A06, K02, K03, K12."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

FED_BACK = ("fed_back", "rectifying", "evaluated", "closed", "cancelled")


@rule(
    "还有单位未反馈。",
    "Some units have not had their feedback.",
    row="K03",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, Post.LG_MEMBER),
)
def every_unit_is_fed_back(facts: Facts) -> bool:
    """Every assignment has been fed back."""
    return facts.count_outside("assignment", *FED_BACK) == 0


@rule(
    "应先向上级党组织（乡镇）通报，再向村（社区）反馈。",
    "The parent organisation is told first, then the village.",
    row="A06",
    needs=(Need.UNIT, Need.PARENT),
    cured_by=OFFICE,
)
def the_parent_unit_was_told(facts: Facts) -> bool:
    """A unit below another gets its feedback after the one above, which owns its rectification."""
    if facts.unit is None or facts.unit.parent_id is None or facts.parent is None:
        return True
    told = {s.subject_id for s in facts.parent.signoffs if s.topic == "parent_unit_told"}
    return facts.unit.parent_id in told


@rule(
    "一对一反馈须由主要负责人本人参加。",
    "The head takes part in the one-to-one feedback in person.",
    row="K02",
    form=True,
)
def the_head_is_there_in_person(facts: Facts) -> bool:
    """The one-to-one feedback is given to the head and nobody else."""
    return facts.inputs.get("head_in_person") is True


@rule(
    "须先向主要负责人一对一反馈，再向班子反馈。",
    "The head is told one to one before the team.",
    row="K02",
    needs=(Need.SIGNOFFS,),
    cured_by=(Post.LG_MEMBER, Post.GROUP_LEADER),
)
def the_head_was_told_first(facts: Facts) -> bool:
    """Feedback went to the head in person first."""
    return bool(facts.signed("head_told"))


PRESENT = ("leading_group_present", "head_present", "team_present")


@rule(
    "反馈意见会须有领导小组成员、主要负责人和班子成员到会；缺席的，另定时间召开。",
    "The leading group, the head and the team are present at the feedback meeting, or it is held "
    "another time.",
    row="K03",
    form=True,
)
def the_meeting_is_complete(facts: Facts) -> bool:
    """Those who give and those who get the feedback are present."""
    return all(facts.inputs.get(name) is True for name in PRESENT)


@rule(
    "三方会商须纪检监察机关、组织部门和巡察办都参加；缺席的，另定时间。",
    "Discipline commission, organisation department and office all take part in a joint session.",
    row="K12",
    form=True,
)
def all_three_parties_meet(facts: Facts) -> bool:
    """The three who supervise rectification meet together."""
    parties = ("discipline_present", "organisation_present", "office_present")
    return all(facts.inputs.get(name) is True for name in parties)
