"""The round that the committee deploys as it hears the present one. Row I05.

A further condition on the next round is one more function here.
"""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule


@rule(
    "部署的下一轮须对应施行中年度计划的一条，且不是本轮所对应的：{missing}。",
    "The next round belongs to a line of a plan in force, other than this round's own: {missing}.",
    row="I05",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
    form=True,
)
def the_next_round_is_planned(facts: Facts) -> tuple[Text, ...]:
    """Where a plan is in force, the next round is one of its lines."""
    own, lines = facts.fields.get("plan_line"), facts.plans.lines
    free = tuple(line for line in lines if line != own)
    if not lines or facts.inputs["next_plan_line"] in free:
        return ()
    return tuple(Text(line, line) for line in free) or (Text("（没有其他条目）", "(no other)"),)


@rule(
    "提示：听取本轮时应一并部署下一轮（deploy_next），本轮还没有部署。",
    "Advice: the next round is deployed as this one is heard (deploy_next); that is not done.",
    row="I05",
    cured_by=(Post.STANDING_COMMITTEE, Post.SECRETARY),
)
def the_next_round_is_deployed(facts: Facts) -> bool:
    """The committee has said which round comes next."""
    return facts.fields.get("next_plan_line") is not None
