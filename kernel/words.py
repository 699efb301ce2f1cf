"""Words in the two languages of the office; every name a person reads is one of these."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple, Self

Language = Literal["zh", "en"]
"""Simplified Chinese comes first; English is the second language of the interface."""


class Text(NamedTuple):
    """One sentence or name in both languages.

    Example:
        >>> Text("轮次", "round").say("zh")
        '轮次'
    """

    zh: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """Return the words in `language`, with `{placeholders}` filled from `values`."""
        words = self.zh if language == "zh" else self.en
        return words.format(**values) if values else words


class Labelled(StrEnum):
    """A stored value (lower snake case, never renamed) that carries its label in both languages.

    Example:
        >>> class Colour(Labelled):
        ...     RED = "red", "红", "Red"
        >>> Colour("red").label.zh
        '红'
    """

    label: Text

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """Make the member from its stored value and its two labels; only a look-up omits them."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(zh, en)
        return member
