"""Short forms in a scenario: numbered names, ranges of codes, and even shares of a number.

120 villages are one line with `count: 120` and `{n:03}`. A new placeholder is a line in `_PLACES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

_DIGITS = "零一二三四五六七八九"
_TEN = 10
_MOST = 100_000
_PLACE = re.compile(r"\{(n(?::0(\d))?|zh)\}")
_RANGE = re.compile(r"(\D*)(\d+)\.\.(\D*)(\d+)")


def chinese(number: int) -> str:
    """Return a number below 100 as people write it in a name; above that its digits.

    Example:
        >>> [chinese(number) for number in (1, 10, 12, 20, 35)]
        ['一', '十', '十二', '二十', '三十五']
    """
    if not 0 < number < _TEN * _TEN:
        return str(number)
    tens, ones = divmod(number, _TEN)
    front = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones else "")


_PLACES: dict[str, Callable[[int], str]] = {"n": str, "zh": chinese}


def numbered(pattern: str, number: int) -> str:
    """Return `pattern` with `{n}`, `{n:03}` and `{zh}` filled in; other braces stay as they are.

    Example:
        >>> numbered("村{n:03}", 7), numbered("第{zh}组", 12)
        ('村007', '第十二组')
    """

    def fill(found: re.Match[str]) -> str:
        width = found.group(2)
        return f"{number:0{width}d}" if width else _PLACES[found.group(1)[:2].strip(":")](number)

    return _PLACE.sub(fill, pattern)


def is_numbered(pattern: str) -> bool:
    """Say whether `pattern` gives a name of its own to each number."""
    return _PLACE.search(pattern) is not None


def codes(listed: str | Sequence[str]) -> tuple[str, ...]:
    """Return the codes that a list with ranges stands for.

    Raises:
        ValueError: a range runs backwards, or from one prefix to another.

    Example:
        >>> codes("u08..u10"), codes(["a", "b1..b2"])
        (('u08', 'u09', 'u10'), ('a', 'b1', 'b2'))
    """
    found: list[str] = []
    for one in [listed] if isinstance(listed, str) else listed:
        match = _RANGE.fullmatch(one)
        if match is None:
            found.append(one)
            continue
        prefix, first, other, last = match.groups()
        if other != prefix or not int(first) <= int(last) < int(first) + _MOST:
            raise ValueError(one)
        width = len(first)
        found += [f"{prefix}{number:0{width}d}" for number in range(int(first), int(last) + 1)]
    return tuple(found)


def evenly(total: int, parts: int) -> tuple[int, ...]:
    """Return `total` in `parts` shares that differ by one at most, the larger ones first.

    Example:
        >>> evenly(7, 3)
        (3, 2, 2)
    """
    share, left = divmod(total, parts)
    return tuple(share + (index < left) for index in range(parts))


def part_of(items: Sequence[T], index: int, parts: int) -> tuple[T, ...]:
    """Return the contiguous part of `items` that falls to number `index` of `parts`.

    Example:
        >>> part_of("abcdefg", 0, 2), part_of("abcdefg", 1, 2)
        (('a', 'b', 'c', 'd'), ('e', 'f', 'g'))
    """
    shares = evenly(len(items), parts)
    start = sum(shares[:index])
    return tuple(items[start : start + shares[index]])


def place_of(index: int, total: int, parts: int) -> int:
    """Return into which of `parts` contiguous parts number `index` of `total` falls.

    Example:
        >>> [place_of(index, 5, 2) for index in range(5)]
        [0, 0, 0, 1, 1]
    """
    reached = 0
    for part, share in enumerate(evenly(total, parts)):
        reached += share
        if index < reached:
            return part
    raise IndexError(index)
