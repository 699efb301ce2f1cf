"""Whose posts do not go together while one stands in for the other, asked of the database.

The rules are in `rules/substitution.py`; a further moment at which they must hold calls in here.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.directory import CLOCK, held_post
from kernel.errors import Refused
from rules.posts import HeldPost
from rules.rule import Refusal
from rules.substitution import Proposal, conflicts_of, held_between
from store.database import Transaction

_STAND_INS = (
    "SELECT * FROM stand_ins WHERE ended_at IS NULL"
    " AND (person_id = :person OR stand_in_id = :person) ORDER BY id"
)
_POSTS = "SELECT * FROM posts WHERE person_id = :person ORDER BY id"


def check_stand_ins(tx: Transaction, person_id: int) -> None:
    """Check that the posts of a person, with one just given, go with every stand-in they are in.

    Raises:
        Refused: they do not; the sentence says which side may not act for which.
    """
    found: list[Refusal] = []
    for row in tx.rows(_STAND_INS, person=person_id):
        first, last = row["valid_from"], row["valid_to"]
        found += conflicts_of(
            Proposal(
                row["person_id"],
                row["stand_in_id"],
                CLOCK,
                held_between(_posts(tx, row["person_id"]), first, last),
                held_between(_posts(tx, row["stand_in_id"]), first, last),
            )
        )
    refuse(found)


def refuse(found: Iterable[Refusal | None]) -> None:
    """Raise every reason that was found.

    Raises:
        Refused: there is at least one.
    """
    reasons = dict.fromkeys(one.text for one in found if one is not None)
    if reasons:
        raise Refused(*reasons)


def _posts(tx: Transaction, person_id: int) -> list[HeldPost]:
    return [held_post(row) for row in tx.rows(_POSTS, person=person_id)]
