"""What the tables hold of one case, under the paths under which its entries tell the same.

A further table to compare is a few lines in `stored_of`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from engine.told import CASE, LINE, NOTICE, REGISTER, TIMER, UNTOLD, Path, Told
from kernel.canonical import canonical
from store import audit
from store.database import Row, Transaction

_KEYED: Mapping[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "timers": (("deadline", "armed_seq"), TIMER),
    "signoffs": (("seq", "topic", "subject_id"), frozenset({"person_id", "acting_for"})),
    "book_lines": (("seq", "n"), LINE),
    "case_reads": (("person_id", "day"), frozenset({"seq"})),
}
"""Table → the columns that name a row of a case, and those that its entries tell."""


def stored_of(case: Row, tables: Mapping[str, list[Row]], told: Told) -> dict[Path, Any]:
    """Return every value of a case under its path.

    Args:
        case: The row of the case.
        tables: Its rows of other tables, as `store.audit.tables_of` gave them.
        told: What its entries tell.
    """
    stored: dict[Path, Any] = {}

    def keep(under: Path, row: Row, columns: frozenset[str]) -> None:
        plain = _plain({name: row[name] for name in columns})
        stored.update({(*under, name): value for name, value in plain.items()})

    keep(("cases",), case, CASE)
    for row in tables["details"]:
        keep(("details",), row, frozenset(row) - {"case_id"})
    for table, (keys, columns) in _KEYED.items():
        for row in tables[table]:
            keep((table, *(_plain({one: row[one]})[one] for one in keys)), row, columns)
    for row in tables["notices"]:
        path: Path = ("notices", row["seq"], row["notice"], row["person_id"])
        twice = (*path, "key") in stored
        if row["notice"] not in UNTOLD:
            keep((*path, "again") if twice else path, row, NOTICE)
    for row in tables["deliveries"]:
        path = ("deliveries", row["seq"], row["notice"], row["person_id"], row["channel_id"])
        if path in told.values or row["reaches"] != row["person_id"]:
            stored[path] = True
    return stored


def register_of(tx: Transaction) -> dict[Path, Any]:
    """Return every value of the tables of the register under its path."""
    return {
        (name, row["id"], column): value
        for name, rows in audit.whole_tables(tx, REGISTER).items()
        for row in rows
        for column, value in _plain({one: row[one] for one in REGISTER[name]}).items()
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as an entry would tell them."""
    told: dict[str, Any] = json.loads(canonical(values))
    return told
