"""Guards of incidents: who may report which, and who must hear of them. Rows D13, E26, E27.

A new kind of incident is a member of `IncidentKind`.
"""

from __future__ import annotations

from kernel.words import Labelled
from rules.facts import Facts
from rules.posts import GROUP_POSTS, OFFICE, Post
from rules.rule import rule


class IncidentKind(Labelled):
    """What has happened."""

    OBSTRUCTION = "obstruction", "妨碍、干扰、对抗巡察", "Obstruction"
    FALSE_MATERIAL = "false_material", "提供虚假材料", "False material"
    IMPORTANT_MATTER = "important_matter", "重要情况", "Important matter"
    PUBLIC_OPINION = "public_opinion", "舆情", "Public opinion"


_INSIDE = (*GROUP_POSTS, *OFFICE, Post.CLOCK)


@rule(
    "被巡察单位只通过这里报告舆情；其他情况由巡察组报告。",
    "The unit reports public opinion here; anything else is the group's to report.",
    row="E27",
    cured_by=(Post.GROUP_LEADER,),
    form=True,
)
def the_unit_reports_public_opinion_only(facts: Facts) -> bool:
    """Obstruction and important matters are not reported by the unit they are about."""
    inside = facts.actor.person_id == 0 or any(facts.actor.holds(post) for post in _INSIDE)
    return inside or facts.fields.get("incident_kind") == IncidentKind.PUBLIC_OPINION
