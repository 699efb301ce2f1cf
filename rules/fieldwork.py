"""Guards of the stay on site and the mid-term dispatch meeting. Rows D, E, H."""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

LEFT = (
    "left",
    "report_drafted",
    "office_reviewed",
    "report_submitted",
    "leading_group_returned",
    "leading_group_accepted",
    "fed_back",
    "rectifying",
    "evaluated",
    "closed",
    "cancelled",
)
"""States of an assignment whose group has left the unit."""

_ON_SITE = (
    "on_site",
    "mid_term_dispatch",
    "final_fieldwork",
)
"""States of a round in which groups are with the units."""


@rule(
    "本轮尚未动员，不能进驻。",
    "The round is not mobilised yet: a group cannot enter.",
    row="D01",
    needs=(Need.PARENT,),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER, Post.DIRECTOR),
)
def the_round_is_mobilised(facts: Facts) -> bool:
    """Entering a unit follows the round's mobilisation."""
    return facts.parent is not None and facts.parent.state in ("mobilised", *_ON_SITE)


@rule(
    "本轮尚未批准授权，不能通知被巡察单位。",
    "The round is not authorised yet: the unit cannot be told.",
    row="A08",
    needs=(Need.PARENT,),
    cured_by=(Post.SECRETARY,),
)
def the_round_is_authorised(facts: Facts) -> bool:
    """A unit hears of the inspection only after the Secretary's approval."""
    return facts.parent is not None and facts.parent.state not in ("draft", "plan_approved")


@rule(
    "通知被巡察单位的时间不足，最早可在 {missing} 进驻；确需提前的，请写明理由。",
    "The unit was told too late, the earliest entry is {missing}: enter then, or say why earlier.",
    row="§4.2",
    form=True,
)
def the_unit_had_its_notice(facts: Facts) -> tuple[Text, ...]:
    """A unit is told as many days before the entry as policy says, or the entry says why not."""
    earliest = facts.fields.get("enter_from")
    if earliest is None or facts.inputs.get("short_notice_reason"):
        return ()
    early = facts.fields["entered_on"] < earliest
    return (Text(f"{earliest}", f"{earliest}"),) if early else ()


@rule(
    "联络组名单尚未报送。",
    "The liaison roster has not been received.",
    row="D05",
    cured_by=(Post.UNIT_LIAISON, Post.UNIT_HEAD),
)
def liaison_roster_is_received(facts: Facts) -> bool:
    """The unit has named its liaison group."""
    return facts.fields.get("roster_received_on") is not None


@rule(
    "值班电话与时段、意见箱尚未设好。",
    "Duty phone, hours and opinion boxes are not set up.",
    row="D08, D09",
    cured_by=(Post.GROUP_LIAISON, Post.GROUP_LEADER),
)
def channels_are_open(facts: Facts) -> bool:
    """The duty phone has its hours and there is at least one box."""
    return bool(facts.fields.get("duty_hours")) and (facts.fields.get("boxes") or 0) > 0


@rule(
    "下列巡察组尚未在调度会上汇报：{missing}。",
    "These groups have not been heard at the dispatch meeting: {missing}.",
    row="H01",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=OFFICE,
)
def every_group_is_heard(facts: Facts) -> tuple[str, ...]:
    """Every group has had its slot at the mid-term dispatch meeting."""
    heard = facts.signed("dispatch_heard")
    return tuple(name for group, name in facts.roster.groups.items() if group not in heard)


@rule(
    "是否延长进驻时间尚未决定。",
    "Whether to extend the stay is not decided.",
    row="H08",
    cured_by=(Post.LG_LEADER,),
)
def extension_is_decided(facts: Facts) -> bool:
    """The meeting has decided about an extension, either way."""
    return bool(facts.fields.get("dispatch_extension"))


@rule(
    "决定延长的，须写明新的结束日期，且晚于原定日期。",
    "An extension needs a new end date after the present one.",
    row="H08",
    form=True,
)
def the_new_end_is_later(facts: Facts) -> bool:
    """An extended stay ends later than before; a stay that is not extended keeps its end."""
    new_end = facts.inputs.get("new_end")
    if facts.inputs.get("dispatch_extension") != "extended":
        return new_end is None
    return new_end is not None and new_end > facts.fields["on_site_end"]


@rule(
    "还有被巡察单位未撤点。",
    "Some units have not been left yet.",
    row="§4.1",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER,),
)
def every_unit_is_left(facts: Facts) -> bool:
    """No group is on site any more."""
    return facts.count_outside("assignment", *LEFT) == 0


@rule(
    "专项检查由组长在巡察任务下布置，点评和工作要求由领导小组或巡察办在本轮下布置。",
    "A special check is set by the group leader below an assignment, a comment below the round.",
    row="E11",
    needs=(Need.PARENT,),
    form=True,
)
def a_special_check_belongs_to_an_assignment(facts: Facts) -> bool:
    """A special check is a task below its assignment, which the group may set for itself."""
    below = facts.parent is not None and facts.parent.kind == "assignment"
    special = facts.inputs.get("comment") == "special_check"
    above = any(facts.actor.holds(post) for post in (Post.LG_LEADER, *OFFICE))
    return below == special and (special or above)


@rule(
    "还有调度事项未完成，也未撤销。",
    "Some action items are neither done nor dropped.",
    row="H07",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, Post.LG_LEADER, Post.DIRECTOR),
)
def every_action_item_is_settled(facts: Facts) -> bool:
    """No action item of the dispatch meeting is left open."""
    return facts.count_outside("action_item", "done", "dropped") == 0
