"""Who may do and see what: one answer for every door, feed and export.

Sources: domain §3 (RACI and "may never"), B08 (pledges first), L07 (removal revokes at once), §7
rows 2 and 7.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.posts import ADMIN_POSTS, OFFICE, CaseScope, HeldPost, Post, Scope

_OVERSIGHT = frozenset(
    {*OFFICE, Post.SECRETARY, Post.STANDING_COMMITTEE, Post.LG_LEADER, Post.LG_MEMBER}
)
_UNIT_SEES = frozenset({"round", "assignment", "rectification", "extension"})
_BODY_SEES = frozenset({"clue", "extension"})


def scope_of(
    kind: str,
    *,
    round_id: int | None,
    group_id: int | None,
    unit_id: int | None,
    body_id: int | None,
) -> CaseScope:
    """Return who is inside a case of `kind`: the unit only where the unit may know of it."""
    return CaseScope(round_id, group_id, unit_id if kind in _UNIT_SEES else None, body_id)


def posts_here(held: Iterable[HeldPost], scope: CaseScope, today: date) -> tuple[HeldPost, ...]:
    """Return the posts of a person that are held today and reach a case in `scope`.

    A dormant post (pledges unsigned) is included: only what it opens is restricted.
    """
    return tuple(post for post in held if post.held_on(today) and scope.contains(post))


def may_fire(posts: Iterable[HeldPost], allowed: Iterable[Post], *, before_pledges: bool) -> bool:
    """Say whether one of `posts` is among `allowed` and awake (or the event precedes the pledges).

    Args:
        posts: The person's posts that reach the case.
        allowed: The posts a transition names.
        before_pledges: Whether the event may come before the three pledges (signing them does).
    """
    wanted = frozenset(allowed)
    return any(held.post in wanted and (before_pledges or not held.dormant) for held in posts)


def may_see(posts: Iterable[HeldPost], kind: str) -> bool:
    """Say whether one of `posts`, all of which reach the case, opens a case of `kind`.

    The unit sees its assignment and its rectification, never a clue or a working paper; a receiving
    body sees the clues handed to it; administrators see no content (domain §3 "may never").
    """
    for held in posts:
        if held.post in ADMIN_POSTS or held.dormant:
            continue
        if held.scope is Scope.OFFICE and held.post in _OVERSIGHT:
            return True
        if held.scope is Scope.GROUP:
            return True
        if held.scope is Scope.UNIT and kind in _UNIT_SEES:
            return True
        if held.scope is Scope.BODY and (kind in _BODY_SEES):
            return True
        if held.post is Post.SUPERVISOR and kind in _UNIT_SEES:
            return True
    return False
