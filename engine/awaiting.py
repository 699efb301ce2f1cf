"""Who still has to answer for themselves on a case: people, where everything else goes by posts.

A life cycle says so with `Deadline.answered_by`, a notice with `Notice.answered_by`; both ask here.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Need
from rules.posts import Post

_SIGNED = frozenset({Need.SIGNOFFS})


def awaited(work: Work, case: LoadedCase, posts: Iterable[Post], topic: str) -> tuple[int, ...]:
    """Return who holds one of `posts` inside the case and has not signed `topic`, in order of id.

    Args:
        work: The transaction.
        case: The case.
        posts: Who is to answer.
        topic: What they sign about themselves; empty when nobody has to.
    """
    people = work.directory.holders(posts, case.scope, work.today)
    if not topic:
        return people
    work.load(case.id, _SIGNED)
    signed = {sign.subject_id for sign in case.signoffs if sign.topic == topic}
    return tuple(person for person in people if person not in signed)
