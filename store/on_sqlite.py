"""SQLite: write-ahead log, FULL synchronisation, writers wait for each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from store.grouping import grouped
from store.transaction import Row, Stale, Statement
from store.write_queue import WriteQueue

_BUSY_SECONDS = 10.0
_CHECKPOINT_PAGES = 4_000
_FEW = 16
"""Beyond so many statements it pays to bring those of one text together."""
_OVERTAKEN = frozenset({"SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE"})
"""Somebody else wrote the entry first."""
_UNPROVEN = "NOT NULL constraint failed: entries.seq"
"""The directory is not the one that was remembered; see `moves.PROVE_ENTRY`."""


@lru_cache(maxsize=256)  # the present moment is written many times in one transaction
def _moment_out(moment: datetime) -> str:
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(" ", "microseconds")[:26]


@lru_cache(maxsize=4096)  # the cases of one batch were opened, and are due, at few moments
def _moment_in(raw: bytes) -> datetime:
    return datetime.fromisoformat(raw.decode() + "+00:00")


@lru_cache(maxsize=4096)
def _day_in(raw: bytes) -> date:
    return date.fromisoformat(raw.decode())


sqlite3.register_adapter(datetime, _moment_out)
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_converter("DATETIME", _moment_in)
sqlite3.register_converter("DATE", _day_in)
sqlite3.register_converter("BOOLEAN", lambda raw: raw == b"1")


class SqliteConnection:
    """One connection to an SQLite file.

    Args:
        path: The file; its folder is made when it is missing.
        durable: Whether a commit waits for the disk.
    """

    def __init__(self, path: Path, *, durable: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._raw = sqlite3.connect(
            path,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            detect_types=sqlite3.PARSE_DECLTYPES,
            check_same_thread=False,
            cached_statements=512,
        )
        self._columns: dict[str, tuple[str, ...]] = {}
        self._raw.execute("PRAGMA journal_mode=WAL")
        self._raw.execute(f"PRAGMA synchronous={'FULL' if durable else 'OFF'}")
        self._raw.execute("PRAGMA foreign_keys=ON")
        self._raw.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
        self._queue = WriteQueue(path)
        self.closed = False
        self.writes = False

    def begin(self, *, writes: bool) -> None:
        """Start a unit of work; one that writes takes the write lock at its first statement."""
        self.writes = writes

    def hold(self) -> None:
        """Begin the transaction, if it has not begun: at its first statement."""
        if self._raw.in_transaction:
            return
        if not self.writes:
            self._raw.execute("BEGIN")
            return
        self._queue.enter(_BUSY_SECONDS)
        try:
            self._raw.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._queue.leave()
            raise

    def commit(self) -> None:
        """Keep everything that was written."""
        try:
            if self._raw.in_transaction:
                self._raw.execute("COMMIT")
        finally:
            self.rollback()  # nothing is left open of what could not be kept

    def rollback(self) -> None:
        """Leave everything as it was."""
        try:
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")
        finally:
            self._queue.leave()

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Return the rows of a query."""
        self.hold()
        return self._dicts(sql, self._raw.execute(sql, values))

    def _dicts(self, sql: str, cursor: sqlite3.Cursor) -> list[Row]:
        """Return what is left of `cursor` as dictionaries; a statement's columns are kept."""
        found = cursor.fetchall()
        if not found:
            return []
        names = self._columns.get(sql)
        if names is None:
            names = self._columns[sql] = tuple(column[0] for column in cursor.description)
        return [dict(zip(names, row, strict=True)) for row in found]

    def row(self, sql: str, **values: Any) -> Row | None:
        """Return the first row of a query, or None."""
        self.hold()
        found = self._dicts(sql, self._raw.execute(sql, values))
        return found[0] if found else None

    def read_all(self, queries: Sequence[Statement]) -> list[list[Row]]:
        """Return the rows of several queries."""
        self.hold()
        return [self._dicts(sql, self._raw.execute(sql, values)) for sql, values in queries]

    def write(self, sql: str, **values: Any) -> int:
        """Run one statement and return how many rows it touched."""
        self.hold()
        return self._raw.execute(sql, values).rowcount

    def finish(self, statements: Sequence[Statement], *, proofs: int) -> None:
        """Run the last statements and commit; see `Transaction.finish`."""
        if not statements:
            self.commit()
            return
        self.hold()
        try:
            proven = self._run(statements[:proofs]) == proofs
            if proven:
                self._run(statements[proofs:])
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname in _OVERTAKEN or str(error) == _UNPROVEN:
                raise Stale from error
            raise
        if not proven:
            raise Stale
        self._raw.execute("COMMIT")

    def _run(self, statements: Sequence[Statement]) -> int:
        """Run statements and return how many rows they touched."""
        if len(statements) <= _FEW:
            return sum([self._raw.execute(sql, values).rowcount for sql, values in statements])
        return sum([self._raw.executemany(sql, many).rowcount for sql, many in grouped(statements)])

    def close(self) -> None:
        """Close the file."""
        self.closed = True
        self._raw.close()
        self._queue.close()
