"""What somebody with the database in their hands could do to the record, and how to undo it.

Each way of tampering is one function that changes the chain of one case and returns the entry that
is wrong from then on; a new way is one more function and its line in `WAYS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.export import write_record
from engine.verifier import Fault, check
from kernel.canonical import canonical, digest
from store.database import Database, Row

INSERT = "INSERT INTO entries (case_id, seq, body, hash) VALUES (:case_id, :seq, :body, :hash)"
END = "UPDATE cases SET seq = :seq, head = :head WHERE id = :id"


@dataclass
class Record:
    """The stored record of an office, and what it was when this was made."""

    database: Database

    def __post_init__(self) -> None:
        with self.database.reading() as tx:
            self.entries = tx.rows("SELECT * FROM entries ORDER BY case_id, seq")
            self.ends = tx.rows("SELECT id, seq, head FROM cases ORDER BY id")

    def chain(self, case_id: int) -> list[Row]:
        """Return the entries of a case as they were."""
        return [dict(row) for row in self.entries if row["case_id"] == case_id]

    def store(self, case_id: int, rows: list[Row], *, end: bool = False) -> None:
        """Put `rows` in the place of the entries of a case; with `end`, its row follows."""
        with self.database.writing() as tx:
            tx.write("DELETE FROM entries WHERE case_id = :id", id=case_id)
            for row in rows:
                tx.write(INSERT, **{**row, "case_id": case_id})
            if end:
                tx.write(END, id=case_id, seq=rows[-1]["seq"], head=rows[-1]["hash"])

    def restore(self, case_id: int) -> None:
        """Undo whatever was done to a case."""
        self.store(case_id, self.chain(case_id), end=True)

    def outside(self, folder: Path) -> list[Fault]:
        """Return what the stand-alone verifier finds in an export."""
        write_record(self.database, folder / "export.jsonl", {})
        with (folder / "export.jsonl").open(encoding="utf-8") as lines:
            return check(lines).faults


def told_otherwise(row: Row, **changes: Any) -> Row:
    """Return an entry that tells something else, with a hash that fits."""
    body = canonical({**json.loads(row["body"]), **changes})
    return {**row, "body": body, "hash": digest(body)}


def chained_anew(rows: list[Row], start: int) -> list[Row]:
    """Return a chain in which everything from place `start` on is linked and hashed anew."""
    made = rows[:start]
    for row in rows[start:]:
        prev = made[-1]["hash"].hex() if made else "00" * 32
        made.append(told_otherwise(row, prev=prev))
    return made


def flip_in_body(rows: list[Row], at: int, salt: int) -> tuple[list[Row], int]:
    """Change one character of what an entry tells."""
    body = rows[at]["body"]
    place = salt % len(body)
    flipped = "#" if body[place] != "#" else "$"
    rows[at]["body"] = body[:place] + flipped + body[place + 1 :]
    return rows, at + 1


def flip_in_hash(rows: list[Row], at: int, salt: int) -> tuple[list[Row], int]:
    """Change one bit of a hash."""
    changed = bytearray(rows[at]["hash"])
    changed[salt % len(changed)] ^= 1 << salt % 8
    rows[at]["hash"] = bytes(changed)
    return rows, at + 1


def delete(rows: list[Row], at: int, _: int) -> tuple[list[Row], int]:
    """Take an entry out and leave a gap."""
    return rows[:at] + rows[at + 1 :], at + 1


def delete_and_close_up(rows: list[Row], at: int, _: int) -> tuple[list[Row], int]:
    """Take an entry out and number the later ones anew."""
    later = [{**row, "seq": row["seq"] - 1} for row in rows[at + 1 :]]
    return rows[:at] + later, at + 1


def insert(rows: list[Row], at: int, _: int) -> tuple[list[Row], int]:
    """Put a copy of an entry behind it, and number the later ones anew."""
    later = [{**row, "seq": row["seq"] + 1} for row in rows[at:]]
    return rows[: at + 1] + later, at + 2


def swap(rows: list[Row], at: int, salt: int) -> tuple[list[Row], int]:
    """Let two entries change places; the only entry of a chain is damaged instead."""
    if len(rows) == 1:
        return flip_in_body(rows, at, salt)
    other = salt % len(rows)
    if other == at:
        other = (at + 1) % len(rows)
    for name in ("body", "hash"):
        rows[at][name], rows[other][name] = rows[other][name], rows[at][name]
    return rows, min(at, other) + 1


def truncate(rows: list[Row], at: int, _: int) -> tuple[list[Row], int]:
    """Cut the end off."""
    return rows[:at], at + 1


def forge(rows: list[Row], at: int, _: int) -> tuple[list[Row], int]:
    """Have an entry tell that somebody else acted, with a hash that fits."""
    rows[at] = told_otherwise(rows[at], by=987_654)
    return rows, at + 1


def forge_link(rows: list[Row], at: int, _: int) -> tuple[list[Row], int]:
    """Have an entry continue nothing, with a hash that fits."""
    rows[at] = told_otherwise(rows[at], prev="ab" * 32)
    return rows, at + 1


def garble(rows: list[Row], at: int, _: int) -> tuple[list[Row], int]:
    """Put something that is no entry in the place of one, with a hash that fits."""
    rows[at]["body"], rows[at]["hash"] = "[]", digest("[]")
    return rows, at + 1


WAYS: tuple[Callable[[list[Row], int, int], tuple[list[Row], int]], ...] = (
    flip_in_body, flip_in_hash, delete, delete_and_close_up, insert, swap, truncate, forge,
    forge_link, garble,
)  # fmt: skip
"""Every way to tamper with the chain of one case at one place."""


def without_references(database: Database, *statements: str) -> None:
    """Run statements that leave rows pointing at nothing, as who owns the database could."""
    lift, put = (
        ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")
        if database.is_sqlite
        else ("SET session_replication_role = replica", "SET session_replication_role = origin")
    )
    with database.engine().connect() as opened:
        connection = opened.execution_options(isolation_level="AUTOCOMMIT")
        for statement in (lift, *statements, put):
            connection.exec_driver_sql(statement)
