"""Who in a group may know of a clue: its leaders, who registered it, and who is named (E25).

Which kinds of case are kept so is told by `CONFIDED`; lists ask the same of the database in
`engine/reach.py`.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.facts import Facts, Need
from rules.posts import HeldPost, Post, Scope
from rules.rule import rule

NEED_TO_KNOW = "need_to_know"
"""The topic of the signatures that name who may know; each is about one person."""

REGISTERED_BY = "clue_registered"
"""The topic under which whoever registered a clue signs."""

CONFIDED = frozenset({"clue"})
"""The kinds of case that a group does not share among all of its members."""

LEADING = frozenset({Post.GROUP_LEADER, Post.GROUP_DEPUTY})
"""Who answers for a group, and knows of everything in it."""


def is_confided_to(held: HeldPost, kind: str, named: frozenset[int]) -> bool:
    """Say whether the holder of a post may know of a case of `kind` in the scope of the post.

    Args:
        held: The post.
        kind: The kind of the case.
        named: Who registered the case, and who was named since.
    """
    if held.scope is not Scope.GROUP or kind not in CONFIDED or held.post in LEADING:
        return True
    return held.person_id in named


def confided(posts: Iterable[HeldPost], kind: str, named: frozenset[int]) -> tuple[HeldPost, ...]:
    """Return those of `posts` whose holders may know of the case."""
    return tuple(held for held in posts if is_confided_to(held, kind, named))


@rule(
    "知悉人员只能是本组成员；组长、副组长和其他单位不必列入。",
    "Only members of this group are named: its leaders know anyway, others have their own way.",
    row="E25",
    needs=(Need.ROSTER,),
    form=True,
)
def only_the_group_is_named(facts: Facts) -> bool:
    """Whoever is named is seconded to the group of the clue."""
    group = facts.scope.group_id
    ours = {one.person_id for one in facts.roster.members if one.group_id == group}
    return set(facts.inputs["people"]) <= ours
