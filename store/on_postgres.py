"""PostgreSQL: a move is two round trips, and no lock is held while Python decides.

The case is read without a transaction; then everything is written by one statement, which is one
transaction of its own. Its insert under the next entry number fails when somebody else was first.
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
_OVERTAKEN = (
    psycopg.errors.UniqueViolation,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)
"""Somebody else wrote the entry first, or two transactions waited for each other."""
_MOST_MERGED = 24
"""Beyond so many statements a pipeline is cheaper than planning one that does them all."""
_ROW_KEYS = ("id", "case_id", "deadline", "topic", "person", "round", "key")
"""The parameters by which our statements name the row they change."""


@cache
def for_psycopg(sql: str) -> str:
    """Write `:name` parameters the way psycopg reads them."""
    return _NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))


@cache
def _merged(texts: tuple[str, ...]) -> str:
    """Return one statement that does what `texts` do; the values of the n-th are named `n_…`."""
    parts = [_NAMED.sub(rf":{_place(n)}_\1", text) for n, text in enumerate(texts)]
    named = [f"{_place(n)} AS ({part})" for n, part in enumerate(parts)]
    # The server runs them from the last to the first; so cases are locked first, as by a sweep.
    return for_psycopg(f"WITH {', '.join(reversed(named))} SELECT 1")


def _place(number: int) -> str:
    """Return a name for the n-th part, in letters only."""
    return "w" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _independent(statements: Sequence[Statement]) -> bool:
    """Say whether the order of the statements does not matter, so that one may do them all.

    All parts of one statement see the rows as they were before it. So no row may be changed twice,
    and what changes rows of a table comes before what inserts into it.
    """
    changed: set[tuple[object, ...]] = set()
    filled: set[str] = set()
    for text, values in statements:
        words = text.split(None, 3)
        if words[0] == "INSERT":
            filled.add(words[2])
            continue
        table = words[2] if words[0] == "DELETE" else words[1]
        row = (table, *(values.get(name) for name in _ROW_KEYS))
        if row in changed or table in filled:
            return False
        changed.add(row)
    return True


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
        try:
            return [self._cursor.execute(for_psycopg(sql), v).fetchall() for sql, v in queries]
        except _OVERTAKEN as error:
            raise Stale from error

    def write(self, sql: str, **values: Any) -> int:
        """Run one statement and return how many rows it touched."""
        self.hold()
        return self._cursor.execute(for_psycopg(sql), values).rowcount

    def finish(self, statements: Sequence[Statement], *, proofs: int) -> None:
        """Run the last statements and commit; see `Transaction.finish`."""
        del proofs  # the insert under the next entry number proves it here
        try:
            if not statements:
                pass
            elif len(statements) <= _MOST_MERGED and _independent(statements):
                values: dict[str, Any] = {}
                for number, (_, given) in enumerate(statements):
                    place = _place(number)
                    values.update((f"{place}_{name}", value) for name, value in given.items())
                self._cursor.execute(_merged(tuple(text for text, _ in statements)), values)
            else:
                self.hold()
                with self._raw.pipeline():
                    for text, given in statements:
                        self._cursor.execute(for_psycopg(text), given)
            self.commit()
        except _OVERTAKEN as error:
            raise Stale from error

    def close(self) -> None:
        """Close the connection."""
        self._raw.close()
