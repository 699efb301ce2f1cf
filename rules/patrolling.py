"""Patrol visits: how assignments are drawn, so that anybody can draw again, and their guard. H03.

Drawing: each case number is appended to the seed after a slash, the SHA-256 of that text is taken,
and the numbers are put in the order of their digests; the first are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from rules.facts import Facts
from rules.posts import OFFICE
from rules.rule import rule


def draw(seed: str, numbers: Iterable[str], how_many: int) -> tuple[str, ...]:
    """Return the drawn numbers, in their order.

    The order in which the numbers are given does not matter.

    Example:
        >>> draw("2026-W48", ["A1", "B2", "C3"], 2) == draw("2026-W48", ["C3", "B2", "A1"], 2)
        True
    """
    ranked = sorted(set(numbers), key=lambda number: sha256(f"{seed}/{number}".encode()).digest())
    return tuple(ranked[:how_many])


@rule(
    "督查日期须在抽取之后，且不晚于今天。",
    "A visit is held after it was drawn, and not later than today.",
    row="H03",
    cured_by=OFFICE,
    form=True,
)
def it_was_held_after_the_draw(facts: Facts) -> bool:
    """Nobody visits first and draws then."""
    held_on = facts.fields.get("held_on")
    return held_on is not None and facts.fields["drawn_on"] <= held_on <= facts.today
