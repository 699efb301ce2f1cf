"""Canonical JSON and its hash: the same facts always give the same bytes, on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import orjson

GENESIS = bytes(32)
"""The hash before the first entry of a chain."""


@lru_cache(maxsize=256)  # the present moment is written many times in one transaction
def moment_text(moment: datetime) -> str:
    """Return `moment` in UTC as ISO 8601 with microseconds and `Z`."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{utc.isoformat(timespec='microseconds')[:26]}Z"


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME


def canonical(facts: Mapping[str, Any]) -> str:
    """Return `facts` as JSON with sorted keys, no spaces and ISO dates.

    Example:
        >>> canonical({"b": date(2022, 1, 27), "a": "轮次"})
        '{"a":"轮次","b":"2022-01-27"}'
    """
    return orjson.dumps(facts, default=_plain, option=_OPTIONS).decode()


def digest(text: str) -> bytes:
    """Return the SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode()).digest()
