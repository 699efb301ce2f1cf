"""The secrecy grades, lowest first, their marks, and which of several counts (§7 row 1).

What an office may hold at all is `host_grade` in `config/limits.toml`, as a place in this order.
For how many years a grade holds at most is there too, under the names in `YEARS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kernel.words import Labelled, Text


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

YEARS: Mapping[Grade, str] = {
    Grade.SECRET: "secret_years",
    Grade.CONFIDENTIAL: "confidential_years",
    Grade.TOP_SECRET: "top_secret_years",
}
"""A state secret → the limit that tells for how many years it holds at most."""

_STAR = re.compile("(绝\\s*密|机\\s*密|秘\\s*密)\\s*★")
_LETTERS = {grade.label.zh: grade for grade in YEARS}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a paper bears: its grade and, for a state secret, for how many years."""

    grade: Grade
    years: int | None = None

    @property
    def label(self) -> Text:
        """Return the mark as it is written on paper.

        Example:
            >>> Mark(Grade.CONFIDENTIAL, 20).label.zh
            '机密★20年'
        """
        name = self.grade.label
        if self.years is None:
            return name
        return Text(f"{name.zh}★{self.years}年", f"{name.en} ★ {self.years} years")

    @property
    def place(self) -> tuple[int, int]:
        """Return where it stands: by the grade, then by the years."""
        return ORDER.index(self.grade), self.years or 0

    def lowers(self, present: Mark) -> bool:
        """Say whether it protects less than the `present` one.

        Example:
            >>> Mark(Grade.SECRET, 5).lowers(Mark(Grade.SECRET, 10))
            True
        """
        return self.place < present.place


LOWEST = Mark(ORDER[0])


def rank(grade: str) -> int:
    """Return the place of a grade.

    Example:
        >>> rank("public"), rank("work_secret")
        (0, 2)
    """
    return ORDER.index(Grade(grade))


def highest(marks: Iterable[Mark]) -> Mark:
    """Return the highest of several marks: a bundle has that of what is in it.

    Example:
        >>> highest([Mark(Grade.INTERNAL), Mark(Grade.WORK_SECRET)]).label.zh
        '工作秘密'
    """
    return max(marks, key=lambda mark: mark.place, default=LOWEST)


def years_of(grade: Grade, asked: int | None, limits: Mapping[str, int]) -> int | None:
    """Return for how many years a grade holds: the most there may be, where nobody says fewer."""
    return None if grade not in YEARS else asked or limits[YEARS[grade]]


def years_fit(grade: Grade, years: int | None, limits: Mapping[str, int]) -> bool:
    """Say whether a grade may hold for so many years; only state secrets have any."""
    if years is None:
        return True
    return grade in YEARS and 0 < years <= limits[YEARS[grade]]


def mark_in(words: str) -> Grade | None:
    """Return the highest state secret whose mark stands in a text, such as 机密★20年.

    Example:
        >>> mark_in("本件为秘密★10年，附件机 密★20年")
        <Grade.CONFIDENTIAL: 'confidential'>
    """
    found = ("".join(one.split()) for one in _STAR.findall(words))
    return max((_LETTERS[one] for one in found), key=ORDER.index, default=None)
