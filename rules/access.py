"""Who may do and see what: one answer for every door, feed and export.

Sources: domain §3 (RACI and "may never"), B08 (pledges first), L07 (removal revokes at once), §7
rows 2 and 7. What those outside may read of a kind of case is in `rules/views`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from kernel.words import Text
from rules.confiding import CONFIDED, is_confided_to
from rules.posts import ADMIN_POSTS, GROUP_POSTS, OFFICE, CaseScope, HeldPost, Post, Scope
from rules.sight import CaseView, Sight
from rules.views import VIEWS
from rules.views.view import WHOLE, Party, View

_OVERSIGHT = frozenset(
    {*OFFICE, Post.SECRETARY, Post.STANDING_COMMITTEE, Post.LG_LEADER, Post.LG_MEMBER}
)
_PARTIES = {Scope.GROUP: Party.GROUP, Scope.UNIT: Party.UNIT, Scope.BODY: Party.BODY}
HOUSE_WIDE = frozenset({"library_document"})
"""Kinds of case that every group reaches, whatever its round (C10)."""
KNOWN_TO_UNITS = frozenset(kind for party, kind in VIEWS if party is Party.UNIT)


def scope_of(
    kind: str,
    *,
    round_id: int | None,
    group_id: int | None,
    unit_id: int | None,
    body_id: int | None,
) -> CaseScope:
    """Return who is inside a case of `kind`: the unit only where the unit may know of it."""
    known_unit = unit_id if kind in KNOWN_TO_UNITS else None
    return CaseScope(round_id, group_id, known_unit, body_id, house=kind in HOUSE_WIDE)


def posts_here(held: Iterable[HeldPost], scope: CaseScope, today: date) -> tuple[HeldPost, ...]:
    """Return the posts of a person that are held today and reach a case in `scope`.

    A dormant post (pledges unsigned) is included: only what it opens is restricted.
    """
    return tuple(post for post in held if post.held_on(today) and scope.contains(post))


NO_HINT = Text("", "")


def pledges_hint(posts: Iterable[Post]) -> Text:
    """Return what to add for people who are seconded: they sign the pledges first (B08)."""
    if GROUP_POSTS.isdisjoint(posts):
        return NO_HINT
    return Text("（巡察组人员须先签订三项承诺）", " (seconded people sign the three pledges first)")


def may_fire(posts: Iterable[HeldPost], allowed: Collection[Post], *, before_pledges: bool) -> bool:
    """Say whether one of `posts` is among `allowed` and awake (or the event precedes the pledges).

    Args:
        posts: The person's posts that reach the case.
        allowed: The posts a transition names.
        before_pledges: Whether the event may come before the three pledges (signing them does).
    """
    return any(held.post in allowed and (before_pledges or not held.dormant) for held in posts)


def party_of(held: HeldPost) -> Party | None:
    """Return on which side the holder of a post sits; None when the post opens nothing.

    Administrators read no content (§7 row 7), and nobody reads before the pledges (B08).
    """
    if held.post in ADMIN_POSTS or held.dormant:
        return None
    if held.post is Post.SUPERVISOR:
        return Party.SUPERVISOR
    if held.scope is Scope.OFFICE:
        return Party.OVERSIGHT if held.post in _OVERSIGHT else None
    return _PARTIES[held.scope]


def may_see(posts: Iterable[HeldPost], case: CaseView) -> bool:
    """Say whether one of `posts`, all of which reach the case, opens it."""
    return sight_of(posts, case) is not None


def sight_of(posts: Iterable[HeldPost], case: CaseView) -> Sight | None:
    """Return what the holder of `posts`, all of which reach the case, may read of it.

    Returns:
        The sight, or None when the person may not even know of the case.
    """
    held = tuple(posts)
    views = tuple(view for one in held if (view := _view(one, case)) is not None)
    groups = frozenset(one.scope_id for one in held if one.scope is Scope.GROUP)
    return Sight(views, groups) if views else None


def _view(held: HeldPost, case: CaseView) -> View | None:
    party = party_of(held)
    kept = case.parent_kind if case.parent_kind in CONFIDED else case.kind
    if party is None or not is_confided_to(held, kept, case.named):
        return None
    view = VIEWS.get((party, case.kind))
    own_group = party is Party.GROUP and case.scope.group_id is not None
    if party is Party.OVERSIGHT or (own_group and not (view and view.sealed)):
        return WHOLE
    if view is None or view.shows(case.state) is None or not view.open_to(held.post):
        return None
    if view.parents and case.parent_kind not in view.parents:
        return None
    if view.asked and (held.scope, held.scope_id) not in case.asked_in:
        return None
    return view
