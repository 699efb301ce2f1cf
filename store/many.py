"""A list of ids as one bound parameter, so that a query for many rows is one prepared statement."""

from __future__ import annotations

import json
from collections.abc import Sequence


def among(column: str, *, postgres: bool) -> str:
    """Return the condition that `column` is one of the parameter `ids`."""
    if postgres:
        return f"{column} = ANY(:ids)"
    return f"{column} IN (SELECT value FROM json_each(:ids))"  # noqa: S608 - our own column


def listed(ids: Sequence[int], *, postgres: bool) -> Sequence[int] | str:
    """Return what the parameter `ids` is bound to."""
    return list(ids) if postgres else json.dumps(list(ids))
