"""The secrecy grades, lowest first, and which of several counts (§7 row 1).

What an office may hold at all is `host_grade` in `config/limits.toml`, as a place in this order.
"""

from __future__ import annotations

from collections.abc import Iterable

from kernel.words import Labelled


class Grade(Labelled):
    """How secret something is."""

    PUBLIC = "public", "公开", "Public"
    INTERNAL = "internal", "内部", "Internal"
    WORK_SECRET = "work_secret", "工作秘密", "Work secret"
    SECRET = "secret", "秘密", "Secret"
    CONFIDENTIAL = "confidential", "机密", "Confidential"
    TOP_SECRET = "top_secret", "绝密", "Top secret"


ORDER: tuple[Grade, ...] = tuple(Grade)
"""Lowest first."""


def rank(grade: str) -> int:
    """Return the place of a grade.

    Example:
        >>> rank("public"), rank("work_secret")
        (0, 2)
    """
    return ORDER.index(Grade(grade))


def highest(grades: Iterable[str]) -> Grade:
    """Return the highest of several grades: a bundle has that of what is in it.

    Example:
        >>> highest(["internal", "work_secret"]).value
        'work_secret'
    """
    return ORDER[max((rank(one) for one in grades), default=0)]
