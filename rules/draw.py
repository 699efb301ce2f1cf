"""A random draw that anybody can repeat: its order follows from a seed (H03, §4.10).

Each number gets the SHA-256 of seed and number; the smallest are drawn. A seed nobody chooses (the
lottery of a day, say) keeps the draw fair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeVar

Number = TypeVar("Number", int, str)


def drawn(seed: str, candidates: Iterable[Number], count: int) -> tuple[Number, ...]:
    """Return `count` of `candidates`, in the order in which they are drawn.

    Example:
        >>> drawn("2024042", [4, 3, 2, 1], 2) == drawn("2024042", [1, 2, 3, 4], 2)
        True
    """

    def ticket(number: Number) -> tuple[str, Number]:
        return hashlib.sha256(f"{seed}/{number}".encode()).hexdigest(), number

    return tuple(sorted(set(candidates), key=ticket)[:count])
