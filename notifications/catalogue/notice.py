"""What a notice is, and how its line is written.

A new notice is one line in the module of its subject. The label is for people inside the system;
what leaves the house is the text in `templates/`, which names no matter. Recipients are posts: who
holds them inside the scope of the case is asked when the notice is owed.
"""

from __future__ import annotations

from dataclasses import dataclass

from kernel.words import Text
from rules.posts import Post

OPEN = "open"
"""The event under which a case that has just been opened looks for its notices."""

GROUP = (Post.GROUP_LEADER, Post.GROUP_DEPUTY, Post.GROUP_LIAISON)
UNIT = (Post.UNIT_HEAD, Post.UNIT_LIAISON)
RECEIVER = (Post.RECEIVER_LEADER, Post.RECEIVER_CONTACT)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing people are told."""

    name: str
    label: Text
    to: tuple[Post, ...] = ()
    """Posts; empty where the recipients follow from a ladder or from a failure."""
    on: tuple[tuple[str, str], ...] = ()
    """(kind of case, event) pairs after which it is owed."""
    urgent: bool = False
    """Whether it leaves at any hour, however many the person had today."""
    wants_receipt: bool = False
    """Whether the recipient is asked to acknowledge it (签收)."""
    named_in: str = ""
    """The detail that names further posts, where each case has its own."""
    answered_by: str = ""
    """The topic whose signature takes a holder of those posts off it."""


def after(kind: str, *events: str) -> tuple[tuple[str, str], ...]:
    """Return the events of a kind of case after which a notice is owed.

    Example:
        >>> after("clue", "supply", "reconcile")
        (('clue', 'supply'), ('clue', 'reconcile'))
    """
    return tuple((kind, event) for event in events)
