"""How typed text, JSON or YAML becomes a value; what is none raises ValueError or TypeError.

A new kind of value is its parser here and its member of `FieldType` in `states/inputs.py`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from kernel.errors import NotFound
from kernel.ids import case_id_of
from kernel.words import Labelled
from rules.duty import spoken, typed_hour, typed_windows
from rules.posts import Post

LONGEST_TEXT = 20_000
LONGEST_CONTENT = 2_000_000
LARGEST_NUMBER = 2_000_000_000
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)
"""What a database and a calendar can hold; beyond it somebody has mistyped."""


class Shape(Protocol):
    """What a parser has to know of a field."""

    @property
    def choices(self) -> type[Labelled] | None:
        """The members there are to choose from."""
        ...

    @property
    def most(self) -> int:
        """The largest number there can be."""
        ...


def as_text(_: Shape, raw: object) -> str:
    """Return words, if there are any and not too many."""
    words = str(raw).strip()
    if not words or len(words) > LONGEST_TEXT or "\0" in words:
        raise ValueError
    words.encode()  # half a character, as some exports leave behind, is none
    return words


def as_content(_: Shape, raw: object) -> str:
    """Return a text of any reasonable length, with its lines."""
    words = str(raw).strip()
    if not words or len(words) > LONGEST_CONTENT or "\0" in words:
        raise ValueError
    words.encode()
    return words


def typed_day(words: str) -> date:
    """Return the date that people write as `2026-03-02`, `2026-3-2`, `2026/3/2` or `2026年3月2日`.

    Raises:
        ValueError: it is none.
    """
    found = _DAY.fullmatch(words.strip())
    if found is None:
        return date.fromisoformat(words.strip())
    year, month, day_ = (int(part) for part in found.groups())
    return date(year, month, day_)


def as_date(_: Shape, raw: object) -> date:
    """Return a date that a database and a calendar can hold."""
    day = raw if isinstance(raw, date) else typed_day(str(raw))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError
    return day


def as_number(field: Shape, raw: object) -> int:
    """Return a whole number that is not too large."""
    if isinstance(raw, (bool, float)):
        raise TypeError
    number = int(str(raw).strip())
    if not 0 <= number <= field.most:
        raise ValueError
    return number


_YES = {"true", "yes", "y", "1", "是", "有"}
_NO = {"false", "no", "n", "0", "否", "无"}


def as_yes_no(_: Shape, raw: object) -> bool:
    """Return a yes or a no."""
    words = str(raw).strip().lower()
    if words in _YES:
        return True
    if words in _NO:
        return False
    raise ValueError


def as_choice(field: Shape, raw: object) -> str:
    """Return the stored value of one of the choices, given as such or by its label."""
    if field.choices is None:
        raise TypeError
    words = str(raw).strip()
    for one in field.choices:
        if words in (one.value, one.label.zh, one.label.en):
            return one.value
    raise ValueError


def as_people(_: Shape, raw: object) -> tuple[int, ...]:
    """Return the ids of one or more people."""
    listed = raw if isinstance(raw, (list, tuple)) else str(raw).replace("，", ",").split(",")
    people = tuple(int(one) for one in listed)
    if not people:
        raise ValueError
    return people


def as_posts(_: Shape, raw: object) -> str:
    """Return the codes of one or more posts, given by code or label, always in one order."""
    words = re.split(r"[,，、\s]+", str(raw).strip())
    named = [one for one in Post for word in words if word in (one.value, one.label.zh)]
    if len(named) != len(words):
        raise ValueError
    return ",".join(dict.fromkeys(one.value for one in named))


def as_case(_: Shape, raw: object) -> int:
    """Return the id of the case whose number is given."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    try:
        return case_id_of(str(raw))
    except NotFound as error:
        raise ValueError from error


def as_hour(_: Shape, raw: object) -> str:
    """Return an hour of the day, always in the same form, so that hours compare as words."""
    return f"{typed_hour(str(raw)):%H:%M}"


def as_windows(_: Shape, raw: object) -> str:
    """Return hours of the day from and to, always in the same form."""
    return spoken(typed_windows(str(raw)))
