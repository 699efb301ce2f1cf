"""Writes the audit record as JSON lines, to be verified outside the office and kept.

Four kinds of line: a case, its entries, after all cases the seals, and a last one with the counts.
`engine/verifier.py` reads them; a new kind of line is written here and read there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.audit import hexed
from kernel.canonical import moment_text
from kernel.ids import case_number
from store import audit
from store.database import Database, Transaction


def export(database: Database, path: Path) -> dict[str, int]:
    """Write every entry and every seal to `path`, on one snapshot and in bounded memory.

    The file tells what the entries tell, so it is as secret as the most secret case in it. It
    appears under its name only when it is whole.

    Returns:
        How many cases, entries and seals it holds.

    Raises:
        OSError: the file cannot be written.
    """
    counts = {"cases": 0, "entries": 0, "seals": 0}
    growing = path.with_name(f"{path.name}.part")
    growing.touch(mode=0o600)
    with database.reading() as tx, growing.open("w", encoding="utf-8") as file:
        for counted, line in _lines(tx, raw=database.is_sqlite):
            counts[counted] += 1
            file.write(_text(line))
        file.write(_text(counts))
    growing.replace(path)
    return counts


def _lines(tx: Transaction, *, raw: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    for case, entries in audit.walk(tx, raw=raw):
        sealed = [[one["seal_id"], one["last_seq"], hexed(one["head"])] for one in case["sealed"]]
        yield (
            "cases",
            {
                "case": case["id"], "number": case_number(case["id"]), "seq": case["seq"],
                "head": hexed(case["head"]), "sealed": sealed,
            },
        )  # fmt: skip
        for entry in entries:
            yield (
                "entries",
                {
                    "case": entry["case_id"], "seq": entry["seq"], "body": entry["body"],
                    "hash": hexed(entry["hash"]),
                },
            )  # fmt: skip
    for seal in audit.seals(tx):
        yield (
            "seals",
            {
                "seal": seal["id"], "at": moment_text(seal["sealed_at"]),
                "entries": seal["entries"], "root": hexed(seal["root"]),
                "hash": hexed(seal["hash"]),
            },
        )  # fmt: skip


def _text(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
