"""Who may act in whose place, and what a stand-in has of the posts of the person stood in for.

Pure questions about posts, asked when a stand-in is registered, when a post is given, and each time
a stand-in acts. A further rule is one more function that gives a `Refusal`, named in `_RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from kernel.words import Text
from rules.facts import Actor
from rules.posts import ADMIN_POSTS, GROUP_POSTS, HeldPost, Post, Scope
from rules.rule import Refusal

LEADERS = frozenset({Post.SECRETARY, Post.STANDING_COMMITTEE, Post.LG_LEADER, Post.LG_MEMBER})
"""Whose stand-in is their own choice, or the director's (§3)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """That one person is to act for another for a time."""

    person: int
    """The person stood in for."""
    stand_in: int
    registered_by: Actor
    held: tuple[HeldPost, ...] = ()
    """What the person stood in for holds in that time."""
    own: tuple[HeldPost, ...] = ()
    """What the stand-in holds in that time."""

    @property
    def chosen_in_person(self) -> bool:
        """Say whether the person stood in for chose the stand-in, not through somebody else."""
        by = self.registered_by
        return by.person_id == self.person and by.acting_for is None


def held_between(posts: Iterable[HeldPost], first: date, last: date | None) -> tuple[HeldPost, ...]:
    """Return those of `posts` that are held on some day from `first` to `last`."""
    return tuple(
        one
        for one in posts
        if one.released_at is None
        and (last is None or one.valid_from <= last)
        and (one.valid_to is None or first <= one.valid_to)
    )


def interests_stay_apart(proposal: Proposal) -> Refusal | None:
    """Nobody of a unit or a receiving body, and no administrator, acts for an inspector."""
    if not any(_inspects(one) for one in proposal.held):
        return None
    if all(_inspects(one) for one in proposal.own):
        return None
    return Refusal(
        "interests_stay_apart",
        Text(
            "被代理人担任巡察办、领导小组或巡察组职务，代理人不能是被巡察单位、承办单位的人员或系统管理人员。",
            "Who stands in for the office, the leading group or a group holds no post at a unit or "
            "a receiving body and is no administrator.",
        ),
        row="§3, §7 row 7",
    )


def administrators_stay_apart(proposal: Proposal) -> Refusal | None:
    """Nobody adds the post of an administrator to another post by standing in."""
    admin = {one.post for one in proposal.held} & ADMIN_POSTS
    if not admin or all(admin == {one.post} for one in proposal.own):
        return None
    return Refusal(
        "administrators_stay_apart",
        Text(
            "系统、安全保密、审计三员分立：代理其中一员的，不能另有职务。",
            "The three administrators stay separate: who stands in for one holds no other post.",
        ),
        row="§7 row 7",
    )


def nobody_favours_themselves(proposal: Proposal) -> Refusal | None:
    """Nobody registers a stand-in in their own favour, not even through somebody else."""
    if proposal.stand_in not in proposal.registered_by.persons:
        return None
    return Refusal(
        "nobody_favours_themselves",
        Text(
            "不能登记由自己代理他人；请被代理人本人或其他登记人员办理。",
            "Nobody registers themselves as a stand-in: the person stood in for does, or another "
            "registrar.",
        ),
        row="§3, §7 row 7",
    )


def leaders_choose(proposal: Proposal) -> Refusal | None:
    """A stand-in for the leading group or above is their own choice, or the director's."""
    if not any(one.post in LEADERS for one in proposal.held):
        return None
    if proposal.chosen_in_person or proposal.registered_by.holds(Post.DIRECTOR):
        return None
    return Refusal(
        "leaders_choose",
        Text(
            "书记、常委会和领导小组成员的代理人，由本人或巡察办主任登记。",
            "Who stands in for the Secretary, the committee or the leading group is registered by "
            "the person stood in for or by the director of the office.",
        ),
        (Post.DIRECTOR,),
        row="§3",
    )


_RULES: tuple[Callable[[Proposal], Refusal | None], ...] = (
    interests_stay_apart, administrators_stay_apart, nobody_favours_themselves, leaders_choose,
)  # fmt: skip
_ABOUT_POSTS = _RULES[:2]
"""Those that must stay true afterwards, too, when a post is given."""


def refusals_of(proposal: Proposal) -> tuple[Refusal, ...]:
    """Return every reason why a stand-in may not be registered."""
    return tuple(no for ask in _RULES if (no := ask(proposal)) is not None)


def conflicts_of(proposal: Proposal) -> tuple[Refusal, ...]:
    """Return every reason why the posts of two people do not go with a stand-in between them."""
    return tuple(no for ask in _ABOUT_POSTS if (no := ask(proposal)) is not None)


def nobody_appoints_themselves(by: Actor, person: int) -> Refusal | None:
    """Nobody gives themselves a post, not even through somebody else."""
    if person not in by.persons:
        return None
    return Refusal(
        "nobody_appoints_themselves",
        Text(
            "不能给自己登记岗位，请由其他登记人员办理。",
            "Nobody gives themselves a post: ask another registrar.",
        ),
        row="§7 row 7",
    )


def lent(held: Iterable[HeldPost], own: Iterable[HeldPost], today: date) -> tuple[HeldPost, ...]:
    """Return the posts of somebody as their stand-in has them.

    A pledge is personal (B08): a group post sleeps for a stand-in who is not, today, a member of a
    group of the same round with the three pledges signed. So a removed member (L07) comes in by no
    stand-in either.

    Args:
        held: The posts of the person stood in for.
        own: Every post of the stand-in.
        today: The day of the office.
    """
    pledged = {
        one.round_id
        for one in own
        if one.post in GROUP_POSTS and one.held_on(today) and not one.dormant
    }
    return tuple(
        replace(one, pledged_at=None)
        if one.post in GROUP_POSTS and one.round_id not in pledged
        else one
        for one in held
    )


def _inspects(held: HeldPost) -> bool:
    """Say whether a post is on the side of the inspection: office, leading group or a group."""
    return held.post not in ADMIN_POSTS and held.scope in {Scope.OFFICE, Scope.GROUP}
