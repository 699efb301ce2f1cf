"""Draws the sample of working papers that the office looks at when a round ends (G05).

Anybody can draw it again: the seed is a hash of what the round's record says anyway, and the draw
is Python's own generator over the sorted ids of the filed papers.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from kernel.canonical import digest
from kernel.ids import case_number


def seed_of(round_id: int, day: date, head: bytes) -> str:
    """Return the seed of a draw.

    Args:
        round_id: The round.
        day: The day of the draw.
        head: The hash of the round's last entry before the draw: its `prev`.

    Example:
        >>> seed_of(1, date(2022, 1, 27), bytes(32))[:12]
        '836647e5ec01'
    """
    return digest(f"{case_number(round_id)}|{day.isoformat()}|{head.hex()}").hex()


def draw(seed: str, ids: Sequence[int], share: int) -> tuple[int, ...]:
    """Return `share` per cent of `ids`, one at least where there are any.

    Example:
        >>> draw("a", range(1, 41), 10) == draw("a", range(40, 0, -1), 10)
        True
        >>> len(draw("b", range(1, 16), 10)), draw("b", (), 10)
        (2, ())
    """
    if not ids:
        return ()
    wanted = max(1, -(-len(ids) * share // 100))
    return tuple(sorted(random.Random(seed).sample(sorted(ids), wanted)))  # noqa: S311 - repeatable
