"""What the office holds as JSON knows it: one way for every door, the terminal and the calls.

A new kind of value in a document is a line in `_PLAIN`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, Protocol, runtime_checkable

from kernel.canonical import moment_text
from kernel.words import Text


@runtime_checkable
class _Path(Protocol):
    """A path; the core touches no files and names no class of them."""

    def __fspath__(self) -> str: ...


_PLAIN: tuple[tuple[type[Any] | tuple[type[Any], ...], Callable[[Any], Any]], ...] = (
    (Text, lambda text: {"zh": text.zh, "en": text.en}),
    (Enum, lambda member: member.value),
    (datetime, moment_text),
    (date, date.isoformat),
    (time, time.isoformat),
    (timedelta, timedelta.total_seconds),
    (_Path, lambda path: path.__fspath__()),
    (bytes, bytes.hex),
    (Mapping, lambda many: {str(plain(key)): plain(one) for key, one in many.items()}),
    ((list, tuple, set, frozenset), lambda many: [plain(one) for one in many]),
)
"""Kind of value → how JSON says it, the narrower kinds first."""


def plain(value: object) -> Any:
    """Return `value` as JSON knows it: both languages of a text, ISO dates, moments in UTC.

    Example:
        >>> plain({"due": date(2022, 1, 27), "state": Text("轮次", "round")})
        {'due': '2022-01-27', 'state': {'zh': '轮次', 'en': 'round'}}
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    for kind, say in _PLAIN:
        if isinstance(value, kind):
            return say(value)
    return value
