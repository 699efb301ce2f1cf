"""Statements the way PostgreSQL itself reads them, with `$1`, and several of them as one.

The text of a statement is rewritten once; after that only its values are put in order, which
spares the driver from looking for placeholders in every call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from store.transaction import Statement

_NAMED = re.compile(r"(?<!:):([a-z_]+)")
_ROW_KEYS = frozenset({"id", "case_id", "deadline", "topic", "person", "round", "key"})
"""The parameters by which our statements name the row they change."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """One statement with `$n` parameters, made of one or several with `:name` parameters."""

    text: str
    places: tuple[tuple[int, str], ...]
    """What each parameter is: the number of the part, and the name it has there."""

    def values(self, *given: Mapping[str, Any]) -> list[Any]:
        """Return the values of every part in the order of the parameters."""
        return [given[part][name] for part, name in self.places]


@cache
def numbered(text: str) -> Numbered:
    """Return a statement with its parameters numbered."""
    places: dict[tuple[int, str], int] = {}
    return Numbered(_numbered(text, 0, places), tuple(places))


@cache
def merged(texts: tuple[str, ...]) -> Numbered:
    """Return one statement that does what all of `texts` do."""
    places: dict[tuple[int, str], int] = {}
    parts = [f"w{n} AS ({_numbered(text, n, places)})" for n, text in enumerate(texts)]
    # The server runs them from the last to the first; so cases are locked first, as by a sweep.
    return Numbered(f"WITH {', '.join(reversed(parts))} SELECT 1", tuple(places))


def _numbered(text: str, part: int, places: dict[tuple[int, str], int]) -> str:
    def number(found: re.Match[str]) -> str:
        return f"${places.setdefault((part, found[1]), len(places) + 1)}"

    return _NAMED.sub(number, text)


@cache
def _target(text: str) -> tuple[str, tuple[str, ...] | None]:
    """Return the table that a statement writes, and what names the row: None where it is new."""
    words = text.split(None, 3)
    if words[0] == "INSERT":
        return words[2], None
    keys = tuple(name for name in dict.fromkeys(_NAMED.findall(text)) if name in _ROW_KEYS)
    return words[2] if words[0] == "DELETE" else words[1], keys


def independent(statements: Sequence[Statement]) -> bool:
    """Say whether the order of the statements does not matter, so that one may do them all.

    All parts of one statement see the rows as they were before it. So no row may be changed twice,
    and what changes rows of a table comes before what inserts into it.
    """
    changed: set[tuple[object, ...]] = set()
    filled: set[str] = set()
    for text, values in statements:
        table, keys = _target(text)
        if keys is None:
            filled.add(table)
            continue
        row = (table, *[(name, values[name]) for name in keys])
        if row in changed or table in filled:
            return False
        changed.add(row)
    return True
