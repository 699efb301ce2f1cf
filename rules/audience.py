"""Who may enter a page, a call or a feed at all; what is read inside is for `rules/access.py`.

Sources: domain §3 (roles), §7 row 7 (administrators are three and read no content). A further
audience is a member and its line in `_POSTS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from rules.posts import ADMIN_POSTS, OFFICE, HeldPost, Post


class Audience(StrEnum):
    """For whom a page is."""

    ANYBODY = "anybody"
    """Whoever reaches the address: signing in, the state of health."""
    SIGNED_IN = "signed_in"
    """Whoever has an account; what a list or a case shows is cut by the rule of access."""
    OVERSIGHT = "oversight"
    """The office and those above it: lists over all rounds and people."""
    OFFICE = "office"
    """The office itself: what it keeps for everybody."""
    REGISTER = "register"
    """Who reads who is who: the office, those above it, and who keeps people and accounts."""
    ACCOUNT_KEEPERS = "account_keepers"
    """Who gives out accounts; they read no content."""
    AUDIT_KEEPERS = "audit_keepers"
    """Who checks the audit trail; they read no content."""
    CARETAKERS = "caretakers"
    """Who looks after the machine: administrators and the office."""


_ABOVE = frozenset({Post.SECRETARY, Post.STANDING_COMMITTEE, Post.LG_LEADER, Post.LG_MEMBER})
_POSTS: Mapping[Audience, frozenset[Post]] = {
    Audience.OVERSIGHT: _ABOVE | frozenset(OFFICE),
    Audience.OFFICE: frozenset(OFFICE),
    Audience.REGISTER: _ABOVE | frozenset({*OFFICE, Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN}),
    Audience.ACCOUNT_KEEPERS: frozenset({Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN}),
    Audience.AUDIT_KEEPERS: frozenset({Post.AUDITOR, Post.DIRECTOR}),
    Audience.CARETAKERS: ADMIN_POSTS | frozenset(OFFICE),
}
"""Audience → the posts that belong to it."""


def may_enter(posts: Iterable[HeldPost], audience: Audience, today: date) -> bool:
    """Say whether somebody who signed in and holds `posts` belongs to `audience`.

    Example:
        >>> may_enter((), Audience.SIGNED_IN, date(2022, 1, 27))
        True
        >>> may_enter((), Audience.OFFICE, date(2022, 1, 27))
        False
    """
    if audience in {Audience.ANYBODY, Audience.SIGNED_IN}:
        return True
    wanted = _POSTS[audience]
    return any(one.post in wanted and one.held_on(today) and not one.dormant for one in posts)
