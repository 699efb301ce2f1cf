"""Many writes of one transaction, brought together by their text: each text runs once for all.

A sweep writes the same handful of statements for each of its cases. They may change places only
where that changes nothing: what concerns one row, or rows that hang on it, keeps its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from store.transaction import Statement

_KEYS = ("notice_key", "key", "case_id", "id")
"""The parameters by which our statements name what they are about, the narrowest first."""

Group = tuple[str, list[Mapping[str, Any]]]
"""A text, and the values of each time it runs."""


def grouped(statements: Iterable[Statement]) -> list[Group]:
    """Return the statements with those of one text together, wherever their order allows it.

    A statement moves up to the others of its text unless it would pass one about the same thing.
    """
    groups: list[Group] = []
    place_of: dict[str, int] = {}
    last_about: dict[Any, int] = {}
    floor = 0
    for text, values in statements:
        about = next((values[name] for name in _KEYS if name in values), None)
        place = place_of.get(text, -1)
        earliest = floor if about is None else max(floor, last_about.get(about, 0))
        if place < earliest or about is None:
            place = place_of[text] = len(groups)
            groups.append((text, []))
        groups[place][1].append(values)
        if about is None:
            floor = len(groups)  # nobody knows what it touches: nothing passes it
        else:
            last_about[about] = place
    return groups
