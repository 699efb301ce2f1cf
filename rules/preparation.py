"""Guards before a round goes on site: plan, authority, people. Rows A08, B07 to B11, C12."""

from __future__ import annotations

from rules.facts import Facts, Member, Need
from rules.posts import LEADING, OFFICE, Post
from rules.rule import rule

_CLEARED = ("recusal_checked",)
_PLEDGED = ("pledged",)
_TRAINED = ("trained", "seconded", "on_site", "appraising")
_OVER = ("released", "recused", "removed", "removal_told", "cancelled")
"""States of a secondment, each part with what comes after it in the parts below."""


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
    "下列巡察组的组长、副组长尚未获得授权：{missing}。",
    "The leader and deputies of these groups are not authorised yet: {missing}.",
    row="B07",
    needs=(Need.ROSTER,),
    cured_by=(Post.SECRETARY,),
)
def every_group_is_authorised(facts: Facts) -> tuple[str, ...]:
    """The committee has authorised whoever leads a group today."""
    leading = [m for m in facts.roster.members if m.post in LEADING]
    waiting = {m.group_id for m in leading if not _authorised(facts, m)}
    led = {m.group_id for m in leading}
    groups = facts.roster.groups
    return tuple(name for group, name in groups.items() if group in waiting or group not in led)


def _authorised(facts: Facts, member: Member) -> bool:
    standing = facts.roster.standing(member.person_id)
    return standing is not None and standing.authorised


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


def _not_yet(facts: Facts, *states: str) -> tuple[str, ...]:
    """Return who belongs to a group today and whose secondment is in none of `states`."""
    found = ((one.name, facts.roster.standing(one.person_id)) for one in facts.roster.members)
    waiting = (name for name, one in found if one is None or one.state not in states)
    return tuple(dict.fromkeys(waiting))


@rule(
    "下列人员未完成回避审查：{missing}。",
    "These people have not been cleared of conflicts: {missing}.",
    row="B09",
    needs=(Need.ROSTER,),
    cured_by=OFFICE,
)
def every_member_is_cleared(facts: Facts) -> tuple[str, ...]:
    """The conflict check is done for every seconded person."""
    return _not_yet(facts, *_CLEARED, *_PLEDGED, *_TRAINED)


@rule(
    "下列人员有待处理的回避问题：{missing}。",
    "A conflict of these people waits to be settled: {missing}.",
    row="§7 row 6",
    needs=(Need.ROSTER,),
    cured_by=(Post.LG_LEADER, *OFFICE),
)
def no_member_has_a_conflict(facts: Facts) -> tuple[str, ...]:
    """Nobody goes on site while it is open whether they may."""
    found = ((one.name, facts.roster.standing(one.person_id)) for one in facts.roster.members)
    return tuple(dict.fromkeys(name for name, one in found if one is not None and one.conflict))


@rule(
    "下列人员未签齐保密、回避、纪律三项承诺：{missing}。",
    "These people have not signed all three pledges: {missing}.",
    row="B08",
    needs=(Need.ROSTER,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY, Post.GROUP_MEMBER, Post.GROUP_LIAISON),
)
def every_member_has_pledged(facts: Facts) -> tuple[str, ...]:
    """Every seconded person has signed the three pledges."""
    return _not_yet(facts, *_PLEDGED, *_TRAINED)


@rule(
    "下列人员未参加本轮集中培训：{missing}。",
    "These people have not attended the training of the round: {missing}.",
    row="B11",
    needs=(Need.ROSTER,),
    cured_by=OFFICE,
)
def every_member_is_trained(facts: Facts) -> tuple[str, ...]:
    """Every seconded person has attended the training."""
    return _not_yet(facts, *_TRAINED)


@rule(
    "至少要有一个单位已经进驻。",
    "At least one unit must have been entered.",
    row="§4.1",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, *OFFICE),
)
def a_unit_is_entered(facts: Facts) -> bool:
    """One assignment has entered or gone beyond."""
    before = ("planned", "info_gathering", "plan_ready", "plan_reviewed", "noticed", "cancelled")
    return facts.count_outside("assignment", *before) > 0


@rule(
    "下列人员尚未经工作鉴定离岗：{missing}。",
    "These people have not been appraised and released: {missing}.",
    row="M02",
    needs=(Need.ROSTER,),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER, *OFFICE),
)
def everybody_has_left(facts: Facts) -> tuple[str, ...]:
    """Every secondment is over: appraised and released, recused or removed (B13, B07)."""
    staying = (one.name for one in facts.roster.standings if one.state not in _OVER)
    return tuple(dict.fromkeys(staying))
