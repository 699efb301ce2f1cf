"""What a view is: what one party may read of one kind of case, and how it is written down.

A new party is a member of `Party`; what it reads is a line in the module of each kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rules.posts import Post


class Party(StrEnum):
    """On which side of the table the holder of a post sits."""

    OVERSIGHT = "oversight"
    """The inspection office and those above it: they read everything."""
    GROUP = "group"
    """Reads everything of its own cases, and of the round what is not another group's."""
    UNIT = "unit"
    BODY = "body"
    SUPERVISOR = "supervisor"


Names = frozenset[str]
_NONE: Names = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """What one party may read of one kind of case; everything else is left out."""

    states: Mapping[str, str] | None = None
    """State → the state that is shown; in any other the case is hidden. None: all, as they are."""
    details: Names = _NONE
    events: Mapping[str, Names] = field(default_factory=dict)
    """Events whose entries are read → inputs that are shown besides the details."""
    deadlines: Names = _NONE
    books: Names = _NONE
    whole: bool = False
    """Whether everything is read, once the case is seen at all."""
    parents: Names = _NONE
    """The kinds of the case above, where only what hangs below these is seen."""
    asked: bool = False
    """Whether only those whose own people asked for it see it."""
    begins: str = ""
    """The event with which the record begins anew for this party."""
    posts: frozenset[Post] = frozenset()
    """The posts whose holders see it; empty for everybody of the party."""
    sealed: bool = False
    """Whether a group reads no more than this of its own cases either."""
    every_event: bool = False
    """Whether `explain` tells of events that are for others, too."""

    def open_to(self, post: Post) -> bool:
        """Say whether a holder of `post` sees it."""
        return not self.posts or post in self.posts

    def shows(self, state: str) -> str | None:
        """Return the state that is shown for `state`; None when the case is hidden in it."""
        return state if self.states is None else self.states.get(state)

    def states_shown_as(self, state: str) -> Names:
        """Return the states that are shown as `state`."""
        if self.states is None:
            return frozenset({state})
        return frozenset(real for real, shown in self.states.items() if shown == state)


WHOLE = View(whole=True, every_event=True)
"""What the office and those above it read of everything, and a group of its own cases."""


def names(words: str) -> Names:
    """Return the names in a line of words.

    Example:
        >>> sorted(names("reason meeting"))
        ['meeting', 'reason']
    """
    return frozenset(words.split())


def as_they_are(words: str) -> dict[str, str]:
    """Return states that are shown as what they are."""
    return {state: state for state in words.split()}


def plain(words: str) -> dict[str, Names]:
    """Return events of which only the fact is read, beside the details that are open anyway."""
    return dict.fromkeys(words.split(), _NONE)


REASON = names("reason")
"""The input of a return, a refusal or an end before time, where the party is told why."""
