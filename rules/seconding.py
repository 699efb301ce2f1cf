"""Guards of one person's secondment: recusal, pledges, appraisal. Rows B08, B09, M02, §4.10."""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import GROUP_POSTS, OFFICE, Post
from rules.rule import rule

PLEDGES = ("pledge_secrecy", "pledge_recusal", "pledge_discipline")
"""The topics of the three pledges 三承诺 (B08)."""
APPRAISED = ("signed", "sent", "filed")
"""States of an appraisal that bears its signature."""


@rule(
    "回避申报由本人或巡察办办理。",
    "The answer on recusal is given by the person, or entered by the office.",
    row="B09",
)
def the_answer_is_ones_own(facts: Facts) -> bool:
    """A colleague does not answer for somebody else."""
    in_person = facts.actor.persons == {facts.fields["person_id"]}
    return in_person or any(facts.actor.holds(post) for post in OFFICE)


@rule(
    "本人尚未作回避申报。",
    "The person has not answered on recusal yet.",
    row="B09",
    cured_by=(*sorted(GROUP_POSTS), *OFFICE),
)
def recusal_is_answered(facts: Facts) -> bool:
    """The declaration is there before it is checked."""
    return facts.fields.get("answered_on") is not None


@rule(
    "回避审查不能由本人办理。",
    "Nobody clears themselves of conflicts.",
    row="B09",
)
def nobody_clears_themselves(facts: Facts) -> bool:
    """The conflict check of a person is done by somebody else."""
    return facts.fields["person_id"] not in facts.actor.persons


@rule(
    "有须回避的情形：{missing}。请改派，或由领导小组组长说明理由后处理。",
    "There is a conflict: {missing}. Select somebody else, or have it settled by the leader.",
    row="§7 row 6",
    needs=(Need.CONFLICTS, Need.SIGNOFFS),
    cured_by=(Post.LG_LEADER,),
)
def no_conflict_stands(facts: Facts) -> tuple[Text, ...] | bool:
    """No declared relation leads to a unit of the group, unless the leader has settled it."""
    if facts.fields.get("conflict") is not None:
        return (_raised(facts),)
    return facts.conflicts if not facts.signed("conflict_settled") else True


def _raised(facts: Facts) -> Text:
    words = str(facts.fields["conflict"])
    return Text(words, words)


@rule("没有待处理的回避问题。", "No conflict waits to be settled.", row="§7 row 6",
      needs=(Need.CONFLICTS,))  # fmt: skip
def a_conflict_stands(facts: Facts) -> bool:
    """There is something to settle."""
    return facts.fields.get("conflict") is not None or bool(facts.conflicts)


@rule(
    "回避问题不能由本人处理。",
    "Nobody settles a conflict of their own.",
    row="§7 row 6",
)
def nobody_settles_their_own(facts: Facts) -> bool:
    """It is decided by somebody else."""
    return facts.fields["person_id"] not in facts.actor.persons


@rule(
    "谈话提醒不能由本人办理。",
    "Nobody reminds themselves.",
    row="L08",
)
def nobody_reminds_themselves(facts: Facts) -> bool:
    """A reminding talk has two people."""
    return facts.fields["person_id"] not in facts.actor.persons


@rule(
    "下列人员与该单位有须回避的情形：{missing}。请调整人员，或由另一组承担。",
    "These people must keep away from the unit: {missing}. Replace them, or give it to another.",
    row="§7 row 6",
    needs=(Need.CONFLICTS,),
    cured_by=(Post.LG_LEADER, *OFFICE),
)
def nobody_of_the_group_must_keep_away(facts: Facts) -> tuple[Text, ...]:
    """No relation ties the people of the group to the unit it is to inspect."""
    return facts.conflicts


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
    return facts.actor.persons == {facts.fields["person_id"]}


@rule(
    "工作鉴定签字后才能离岗。",
    "The person leaves once the appraisal is signed.",
    row="M02",
    needs=(Need.FAMILY,),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER),
)
def the_appraisal_is_signed(facts: Facts) -> bool:
    """A signed appraisal comes before the release (B13)."""
    return facts.count("appraisal", *APPRAISED) > 0
