"""PostgreSQL: a move is two round trips, and no lock is held while Python decides.

The case is read without a transaction; then everything is written by one statement, which is one
transaction of its own. Its insert under the next entry number fails when somebody else was first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.numeric import Int8Dumper

from store.grouping import grouped
from store.numbered import independent, merged, numbered
from store.transaction import Row, Stale, Statement

_PREPARE_AFTER = 0
_PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan"
"""Our statements find rows by their keys: there is nothing to plan anew for other values."""
_PREPARED = 300
"""So many statements the server keeps ready for one connection."""
_OVERTAKEN = (
    psycopg.errors.UniqueViolation,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)
"""Somebody else wrote the entry first, or two transactions waited for each other."""
_UNPROVEN = ("entries", "seq")
"""The directory is not the one that was remembered; see `moves.PROVE_ENTRY`."""
_MOST_MERGED = 24
"""Beyond so many statements a pipeline is cheaper than planning one that does them all."""


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
            options=f"-c timezone=UTC {_PLANNED_ONCE}{relaxed}",
            prepare_threshold=_PREPARE_AFTER,
            cursor_factory=psycopg.RawCursor,
        )
        self._raw.prepared_max = _PREPARED
        self._raw.adapters.register_dumper(int, Int8Dumper)  # whatever its size, one statement
        self._cursor = self._raw.cursor()
        self._begun = False
        self._kind = ""
        self.writes = False

    @property
    def closed(self) -> bool:
        """Whether it cannot be used any more."""
        return bool(self._raw.closed)

    def begin(self, *, writes: bool) -> None:
        """Start a unit of work; the server hears of it when something needs the transaction."""
        self.writes = writes
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
            # After a rollback psycopg throws away what it had prepared; who only read ends as well
            self._cursor.execute("ROLLBACK" if self.writes else "COMMIT")

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Return the rows of a query."""
        self.hold()
        return self._run(sql, values).fetchall()

    def row(self, sql: str, **values: Any) -> Row | None:
        """Return the first row of a query, or None."""
        self.hold()
        found: Row | None = self._run(sql, values).fetchone()
        return found

    def read_all(self, queries: Sequence[Statement]) -> list[list[Row]]:
        """Return the rows of several queries; see `Transaction.read_all`."""
        try:
            return [self._run(sql, values).fetchall() for sql, values in queries]
        except _OVERTAKEN as error:
            raise Stale from error

    def write(self, sql: str, **values: Any) -> int:
        """Run one statement and return how many rows it touched."""
        self.hold()
        return self._run(sql, values).rowcount

    def _run(self, sql: str, values: Mapping[str, Any]) -> psycopg.Cursor[Row]:
        statement = numbered(sql)
        return self._cursor.execute(statement.text, statement.values(values))

    def finish(self, statements: Sequence[Statement], *, proofs: int) -> None:
        """Run the last statements and commit; see `Transaction.finish`."""
        del proofs  # the insert under the next entry number proves it here
        try:
            if not statements:
                pass
            elif len(statements) <= _MOST_MERGED and independent(statements):
                whole = merged(tuple(text for text, _ in statements))
                values = whole.values(*[given for _, given in statements])
                self._cursor.execute(whole.text, values)
            else:
                self.hold()
                with self._raw.pipeline():
                    for text, many in grouped(statements):
                        each = numbered(text)
                        self._cursor.executemany(each.text, [each.values(one) for one in many])
            self.commit()
        except _OVERTAKEN as error:
            raise Stale from error
        except psycopg.errors.NotNullViolation as error:
            if (error.diag.table_name, error.diag.column_name) == _UNPROVEN:
                raise Stale from error
            raise

    def close(self) -> None:
        """Close the connection."""
        self._raw.close()
