"""Who was named on a case that a group does not share among all of its members (E25).

`rules/confiding.py` decides; a further kind that is kept so is a word of its `CONFIDED`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.confiding import CONFIDED, LEADING, NEED_TO_KNOW, REGISTERED_BY, confided
from rules.facts import Actor
from rules.posts import HeldPost, Scope
from states.catalogue import NEWEST
from store.database import Transaction

_NAMED = (
    "SELECT CASE WHEN s.topic = :named THEN s.subject_id"
    " ELSE COALESCE(s.acting_for, s.person_id) END AS person"
    " FROM cases c JOIN signoffs s ON s.case_id IN (c.id, c.parent_id)"
    " WHERE c.id = :id AND s.topic IN (:named, :registered)"
)


def is_kept(kind: str, posts: Iterable[HeldPost]) -> bool:
    """Say whether it matters to the holder of `posts` who was named on a case of `kind`."""
    return (kind in CONFIDED or hangs_below(kind)) and any(
        held.scope is Scope.GROUP and held.post not in LEADING for held in posts
    )


def hangs_below(kind: str) -> bool:
    """Say whether a case of `kind` may hang below one that is kept so: it is kept with it."""
    return not CONFIDED.isdisjoint(NEWEST[kind].parent)


def named_on(tx: Transaction, case_id: int) -> frozenset[int]:
    """Return who registered a case or the one above it, and who was named since."""
    rows = tx.rows(_NAMED, id=case_id, named=NEED_TO_KNOW, registered=REGISTERED_BY)
    return frozenset(row["person"] for row in rows)


def as_confidant(tx: Transaction, case_id: int, kind: str, actor: Actor) -> Actor:
    """Return the actor with the posts that open a case of `kind`: none, when it is kept from them.

    Args:
        tx: The transaction.
        case_id: The case.
        kind: What it is.
        actor: Who acts, with every post that reaches it.
    """
    if kind not in CONFIDED or not is_kept(kind, actor.posts):
        return actor
    return replace(actor, posts=confided(actor.posts, kind, named_on(tx, case_id)))
