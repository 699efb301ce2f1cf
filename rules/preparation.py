"""Guards before a round goes on site: plan, authority, people. Rows A08, B07 to B11, C12."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

PLEDGES = ("pledge_secrecy", "pledge_recusal", "pledge_discipline")
"""The topics of the three pledges 三承诺 (B08)."""


@rule(
    "巡察单位清单为空，请先为本轮安排被巡察单位。",
    "The list of units is empty: assign units to the round first.",
    row="A08",
    needs=(Need.FAMILY,),
    cured_by=OFFICE,
)
def units_are_listed(facts: Facts) -> bool:
    """The round has at least one group × unit."""
    return facts.count("assignment") > 0


@rule(
    "进驻时间不对：缺少起止日期，或结束早于开始。",
    "The on-site window is missing, or ends before it starts.",
    row="D02",
    cured_by=OFFICE,
)
def window_is_set(facts: Facts) -> bool:
    """The on-site stay has a start and a later end."""
    start, end = facts.fields.get("on_site_start"), facts.fields.get("on_site_end")
    return start is not None and end is not None and start < end


@rule(
    "尚未写明本轮监督重点。", "The focus of supervision is not named.", row="C12", cured_by=OFFICE
)
def focus_is_named(facts: Facts) -> bool:
    """The round names its focus taxonomy."""
    return bool(facts.fields.get("focus"))


@rule(
    "下列巡察组尚未获得授权：{missing}。",
    "These groups are not authorised yet: {missing}.",
    row="B07",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=(Post.SECRETARY,),
)
def every_group_is_authorised(facts: Facts) -> tuple[str, ...]:
    """The committee has authorised the leader of every group."""
    authorised = facts.signed("group_authorised")
    return tuple(n for group, n in facts.roster.groups.items() if group not in authorised)


@rule(
    "下列巡察组没有组长：{missing}。",
    "These groups have no leader: {missing}.",
    row="B10",
    needs=(Need.ROSTER,),
    cured_by=OFFICE,
)
def every_group_has_a_leader(facts: Facts) -> tuple[str, ...]:
    """Every group has its first responsible person."""
    led = {m.group_id for m in facts.roster.members if m.post is Post.GROUP_LEADER}
    return tuple(name for group, name in facts.roster.groups.items() if group not in led)


def _unsigned(facts: Facts, topic: str) -> tuple[str, ...]:
    signed = facts.signed(topic)
    return tuple(m.name for m in facts.roster.members if m.person_id not in signed)


@rule(
    "下列人员未签齐保密、回避、纪律三项承诺：{missing}。",
    "These people have not signed all three pledges: {missing}.",
    row="B08",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY, Post.GROUP_MEMBER, Post.GROUP_LIAISON),
)
def every_member_has_pledged(facts: Facts) -> tuple[str, ...]:
    """Every seconded person has signed the three pledges."""
    everywhere = frozenset.intersection(*(facts.signed(topic) for topic in PLEDGES))
    return tuple(m.name for m in facts.roster.members if m.person_id not in everywhere)


@rule(
    "三项承诺须一次签齐：保密、回避、纪律都要确认。",
    "All three pledges are signed together: secrecy, recusal and discipline.",
    row="B08",
    form=True,
)
def all_three_pledges_are_given(facts: Facts) -> bool:
    """The person confirms each of the three pledges."""
    return all(facts.inputs.get(topic) is True for topic in PLEDGES)


@rule(
    "三项承诺须由本人签订，不能代签。",
    "The three pledges are signed in person, never through a stand-in.",
    row="B08",
)
def pledges_are_signed_in_person(facts: Facts) -> bool:
    """Nobody pledges for somebody else."""
    return facts.actor.acting_for is None


@rule(
    "下列人员未完成回避审查：{missing}。",
    "These people have not been cleared of conflicts: {missing}.",
    row="B09",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=OFFICE,
)
def every_member_is_cleared(facts: Facts) -> tuple[str, ...]:
    """The conflict check is done for every seconded person."""
    return _unsigned(facts, "recusal_cleared")


@rule(
    "下列人员未参加本轮集中培训：{missing}。",
    "These people have not attended the training of the round: {missing}.",
    row="B11",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=OFFICE,
)
def every_member_is_trained(facts: Facts) -> tuple[str, ...]:
    """Every seconded person has attended the training."""
    return _unsigned(facts, "trained")


@rule(
    "至少要有一个单位已经进驻。",
    "At least one unit must have been entered.",
    row="§4.1",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, *OFFICE),
)
def a_unit_is_entered(facts: Facts) -> bool:
    """One assignment has entered or gone beyond."""
    before = ("planned", "info_gathering", "plan_ready", "noticed", "cancelled")
    return facts.count_outside("assignment", *before) > 0


@rule(
    "下列人员的工作鉴定尚未签字：{missing}。",
    "The appraisals of these people are not signed: {missing}.",
    row="M02",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER),
)
def every_appraisal_is_signed(facts: Facts) -> tuple[str, ...]:
    """Whoever was seconded to the round, and left it early too, has a signed appraisal (B13)."""
    appraised = facts.signed("appraised")
    seconded = (*facts.roster.members, *facts.roster.past)
    return tuple(dict.fromkeys(m.name for m in seconded if m.person_id not in appraised))


@rule(
    "回避审查不能由本人办理。",
    "Nobody clears themselves of conflicts.",
    row="B09",
    form=True,
)
def nobody_clears_themselves(facts: Facts) -> bool:
    """The conflict check of a person is done by somebody else."""
    return facts.actor.persons.isdisjoint(facts.inputs["people"])
