"""The windows in which the duty phone is answered, and who covers them. Rows D08, F05.

Windows are typed words such as `08:30-12:00,14:30-17:30`; a further question about them is a
function here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time
from itertools import pairwise

Window = tuple[time, time]
"""From, to."""

_HOUR = re.compile(r"([01]?[0-9]|2[0-3])(?:[:：]([0-5][0-9]))?")
_BETWEEN = re.compile(r"[-－—–~～至]")
_COMMAS = re.compile(r"[,，、;；]")


def typed_hour(words: str) -> time:
    """Return the hour that people write as `9`, `09:00` or `9：00`.

    Raises:
        ValueError: it is none.

    Example:
        >>> typed_hour("8：30")
        datetime.time(8, 30)
    """
    found = _HOUR.fullmatch(words.strip())
    if found is None:
        raise ValueError(words)
    return time(int(found.group(1)), int(found.group(2) or 0))


def typed_windows(words: str) -> tuple[Window, ...]:
    """Return the windows that words stand for, in the order of the day.

    Raises:
        ValueError: they are none, one ends before it begins, or two overlap.

    Example:
        >>> spoken(typed_windows("14:30-17:30，8-12"))
        '08:00-12:00,14:30-17:30'
    """
    found: list[Window] = []
    for part in _COMMAS.split(words):
        ends = [typed_hour(one) for one in _BETWEEN.split(part)]
        if len(ends) != 2 or ends[0] >= ends[1]:  # noqa: PLR2004 - from and to
            raise ValueError(part)
        found.append((ends[0], ends[1]))
    found.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
        raise ValueError(words)
    return tuple(found)


def spoken(windows: Iterable[Window]) -> str:
    """Return windows as words, always in the same form."""
    return ",".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in windows)


def gaps(windows: Iterable[Window], covered: Sequence[Window]) -> tuple[Window, ...]:
    """Return the parts of `windows` that nothing in `covered` reaches.

    Example:
        >>> day = typed_windows("08:30-12:00,14:30-17:30")
        >>> spoken(gaps(day, typed_windows("08:30-11:00,14:00-17:30")))
        '11:00-12:00'
    """
    found: list[Window] = []
    for start, end in windows:
        at = start
        for begins, ends in sorted(covered):
            if ends <= at or begins >= end:
                continue
            if begins > at:
                found.append((at, begins))
            at = max(at, ends)
        if at < end:
            found.append((at, end))
    return tuple(found)
