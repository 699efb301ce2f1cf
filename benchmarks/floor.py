"""The floor: hand-written transactions that write the same rows as the engine, as durably.

The engine's statements are listened to and run again on a copy of its database, one after the
other, as somebody would write them by hand over the driver: begin, read the case, write, commit.
No access check, no guard, no hash is computed. A further database is one more class here.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Protocol

from store.database import Database, Statement, Transaction

READ_CASE = "SELECT * FROM cases WHERE id = :id"
READ_DUE = (
    "SELECT * FROM timers WHERE status = 'armed' AND next_at IS NOT NULL AND next_at <= :now"
    " ORDER BY next_at LIMIT :most"
)


class Floor(Protocol):
    """A hand-written program on one database."""

    def transact(self, reads: Sequence[Statement], writes: Sequence[Statement]) -> None:
        """Read, then write, in one durable transaction."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


class SqliteFloor:
    """The standard library's driver: write-ahead log, `synchronous=FULL`."""

    def __init__(self, url: str) -> None:
        path = url.removeprefix("sqlite:///")
        self._raw = sqlite3.connect(path, isolation_level=None, timeout=60, cached_statements=512)
        self._raw.execute("PRAGMA journal_mode=WAL")
        self._raw.execute("PRAGMA synchronous=FULL")
        self._raw.execute("PRAGMA foreign_keys=ON")

    def transact(self, reads: Sequence[Statement], writes: Sequence[Statement]) -> None:
        """Read, then write, in one durable transaction."""
        raw = self._raw
        raw.execute("BEGIN IMMEDIATE")
        for sql, values in reads:
            raw.execute(sql, values).fetchall()
        for sql, values in writes:
            raw.execute(sql, values)
        raw.execute("COMMIT")

    def close(self) -> None:
        """Close the connection."""
        self._raw.close()


class PostgresFloor:
    """psycopg with prepared statements; the case is read for update."""

    def __init__(self, url: str) -> None:
        import psycopg

        self._raw = psycopg.connect(
            url, autocommit=True, options="-c timezone=UTC", prepare_threshold=2
        )
        self._cursor = self._raw.cursor()

    def transact(self, reads: Sequence[Statement], writes: Sequence[Statement]) -> None:
        """Read, then write, in one durable transaction."""
        cursor = self._cursor
        cursor.execute("BEGIN")
        for sql, values in reads:
            cursor.execute(for_psycopg(f"{sql} FOR UPDATE"), values).fetchall()
        for sql, values in writes:
            cursor.execute(for_psycopg(sql), values)
        cursor.execute("COMMIT")

    def close(self) -> None:
        """Close the connection."""
        self._raw.close()


@cache
def for_psycopg(sql: str) -> str:
    """Write `:name` parameters the way psycopg's documentation does."""
    return re.sub(r"(?<!:):([a-z_]+)", r"%(\1)s", sql.replace("%", "%%"))


def floor_of(url: str) -> Floor:
    """Return the floor of the database at `url`."""
    return SqliteFloor(url) if url.startswith("sqlite") else PostgresFloor(url)


class Recorder:
    """Keeps the statements of each transaction, for the floor to run again."""

    def __init__(self, database: Database) -> None:
        self._writing = database.writing
        self.written: list[Sequence[Statement]] = []
        database.writing = self.writing  # type: ignore[method-assign]

    def take(self) -> list[Sequence[Statement]]:
        """Return what was written since the last time, a list of statements each transaction."""
        taken, self.written = self.written, []
        return taken

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Open the engine's transaction and listen to what it writes."""
        with self._writing() as tx:
            original = tx.finish

            def listen(statements: Any, *, proofs: int) -> None:
                self.written.append(statements)
                original(statements, proofs=proofs)

            tx.finish = listen  # type: ignore[method-assign]
            try:
                yield tx
            finally:
                del tx.finish  # type: ignore[attr-defined]
