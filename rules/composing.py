"""Guards of what a group is made of: leaders, skills, old with new, draws. Rows B01 to B05.

What policy asks for is in `rules/roster_terms.py`; a group for which the leading group's leader has
made an exception with a reason is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from kernel.words import Text
from rules.draw import drawn
from rules.facts import Facts, Need, Standing
from rules.pool import may_lead
from rules.posts import OFFICE, Post
from rules.roster_terms import Applies
from rules.rule import rule

EXCEPTED = "roster_excepted"
"""The topic of an exception for a group."""
_CURED_BY = (*OFFICE, Post.LG_LEADER)
_ALL = 100


def _groups(facts: Facts) -> Iterator[tuple[str, tuple[Standing, ...], int]]:
    """Give name, people and leader (0 for none) of each group that is held to the rules."""
    roster, terms = facts.roster, facts.roster_terms
    excepted = facts.signed(EXCEPTED)
    for group, name in roster.groups.items():
        members = [one for one in roster.members if one.group_id == group]
        ids = dict.fromkeys(one.person_id for one in members)
        people = tuple(one for who in ids if (one := roster.standing(who)) is not None)
        known = any(one.profile is not None for one in people)
        asked = terms.applies is Applies.ALWAYS or (terms.applies is Applies.POOL and known)
        if asked and group not in excepted:
            leaders = (one.person_id for one in members if one.post is Post.GROUP_LEADER)
            yield name, people, next(leaders, 0)


@rule(
    "下列巡察组能力搭配不全：{missing}。请调整人员，或由领导小组组长说明理由作例外。",
    "These groups lack skills: {missing}. Change them, or the leading group's leader excepts them.",
    row="B03",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=_CURED_BY,
)
def every_group_has_every_skill(facts: Facts) -> tuple[Text, ...]:
    """Each group has Party affairs, finance, audit, case work and rural work among its people."""
    terms, found = facts.roster_terms, []
    for name, people, _ in _groups(facts):
        have = frozenset[str]().union(*(one.profile.skills for one in people if one.profile))
        lacking = [terms.skills[code] for code in terms.group_skills if code not in have]
        if lacking:
            zh, en = "、".join(one.zh for one in lacking), ", ".join(one.en for one in lacking)
            found.append(Text(f"{name}（缺{zh}）", f"{name} ({en})"))
    return tuple(found)


@rule(
    "下列巡察组组长的级别或来源不符合规定：{missing}。请更换，或由领导小组组长说明理由作例外。",
    "Rank or origin of the leader does not fit in: {missing}. Replace them, or have it excepted.",
    row="B02",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=_CURED_BY,
)
def every_leader_may_lead(facts: Facts) -> tuple[str, ...]:
    """A group is led by somebody of the rank and origin that policy names."""
    terms, found = facts.roster_terms, []
    if not terms.leader_ranks and not terms.leader_origins:
        return ()
    for name, people, leader in _groups(facts):
        who = next((one.profile for one in people if one.person_id == leader), None)
        fits = who is not None and (
            may_lead(terms.leader_ranks, who.rank) and may_lead(terms.leader_origins, who.origin)
        )
        if not fits:
            found.append(name)
    return tuple(found)


@rule(
    "下列巡察组参加过巡察的人员不足，未做到以老带新：{missing}。",
    "Too few people with an earlier round in these groups: {missing}.",
    row="B05",
    needs=(Need.ROSTER, Need.SIGNOFFS),
    cured_by=_CURED_BY,
)
def old_hands_lead_the_new(facts: Facts) -> tuple[str, ...]:
    """In each group the share that policy names has served in an earlier round."""
    least = facts.roster_terms.experienced_percent
    return tuple(
        name
        for name, people, _ in _groups(facts)
        if sum(one.rounds > 0 for one in people) * _ALL < least * len(people)
    )


@rule(
    "抽取结果与种子、名单不符。",
    "What was drawn does not follow from the seed and the list.",
    row="B01",
    form=True,
)
def the_draw_follows_from_its_seed(facts: Facts) -> bool:
    """Anybody can repeat the draw: the same seed and list give the same people."""
    asked = facts.inputs
    made = drawn(asked["seed"], asked["candidates"], asked["draw_count"])
    return made == tuple(asked["drawn"])
