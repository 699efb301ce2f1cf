"""PostgreSQL: what is known beforehand goes out in one pipeline, so one round trip.

A move is two round trips: reads without a transaction, then everything written in one implicit
transaction whose insert under the next entry number fails when somebody else was first. So no lock
is held while Python decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import psycopg
from psycopg.rows import dict_row

from store.transaction import Row, Stale, Statement

_NAMED = re.compile(r"(?<!:):([a-z_]+)")
_PREPARE_AFTER = 2


@cache
def for_psycopg(sql: str) -> str:
    """Write `:name` parameters the way psycopg reads them."""
    return _NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))


class PostgresConnection:
    """One connection to a PostgreSQL database.

    Args:
        url: The address of the database.
        durable: Whether a commit waits for the disk.
    """

    def __init__(self, url: str, *, durable: bool) -> None:
        relaxed = "" if durable else " -c synchronous_commit=off"
        self._raw = psycopg.connect(
            url,
            autocommit=True,
            row_factory=dict_row,
            options=f"-c timezone=UTC{relaxed}",
            prepare_threshold=_PREPARE_AFTER,
        )
        self._cursor = self._raw.cursor()
        self._begun = False
        self._kind = ""

    @property
    def closed(self) -> bool:
        """Whether it cannot be used any more."""
        return bool(self._raw.closed)

    def begin(self, *, writes: bool) -> None:
        """Start a unit of work; the server hears of it when something needs the transaction."""
        self._kind = "READ COMMITTED" if writes else "REPEATABLE READ READ ONLY"
        if not writes:
            self.hold()

    def hold(self) -> None:
        """Begin the transaction on the server, if it has not begun."""
        if not self._begun:
            self._cursor.execute(f"BEGIN ISOLATION LEVEL {self._kind}")
            self._begun = True

    def commit(self) -> None:
        """Keep everything that was written."""
        if self._begun:
            self._begun = False
            self._cursor.execute("COMMIT")

    def rollback(self) -> None:
        """Leave everything as it was."""
        if self._begun and not self._raw.closed:
            self._begun = False
            self._cursor.execute("ROLLBACK")

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Return the rows of a query."""
        self.hold()
        return self._cursor.execute(for_psycopg(sql), values).fetchall()

    def row(self, sql: str, **values: Any) -> Row | None:
        """Return the first row of a query, or None."""
        self.hold()
        found: Row | None = self._cursor.execute(for_psycopg(sql), values).fetchone()
        return found

    def read_all(self, queries: Sequence[Statement]) -> list[list[Row]]:
        """Return the rows of several queries; see `Transaction.read_all`."""
        if len(queries) == 1:
            sql, values = queries[0]
            return [self._cursor.execute(for_psycopg(sql), values).fetchall()]
        return [cursor.fetchall() for cursor in self._pipeline(queries)]

    def write(self, sql: str, **values: Any) -> int:
        """Run one statement and return how many rows it touched."""
        self.hold()
        return self._cursor.execute(for_psycopg(sql), values).rowcount

    def finish(self, statements: Sequence[Statement], *, proofs: int) -> None:
        """Run the last statements and commit; see `Transaction.finish`.

        A pipeline without BEGIN is one transaction that its end commits.
        """
        del proofs  # the insert under the next entry number proves it here
        last: tuple[Statement, ...] = (("COMMIT", {}),) if self._begun else ()
        try:
            self._pipeline((*statements, *last))
        except psycopg.errors.UniqueViolation as error:
            raise Stale from error
        self._begun = False

    def _pipeline(self, statements: Sequence[Statement]) -> list[psycopg.Cursor[Row]]:
        cursors: list[psycopg.Cursor[Row]] = []
        with self._raw.pipeline():
            for sql, values in statements:
                cursor = self._raw.cursor()
                cursor.execute(for_psycopg(sql), values)
                cursors.append(cursor)
        return cursors

    def close(self) -> None:
        """Close the connection."""
        self._raw.close()
