"""What a unit of work may ask of the database, whichever it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Row = dict[str, Any]
Statement = tuple[str, Mapping[str, Any]]


class Stale(Exception):
    """A row was changed by somebody else between reading and writing it."""


class Transaction(Protocol):
    """One unit of work; it commits as a whole or not at all."""

    @property
    def writes(self) -> bool:
        """Whether it may write, and so lock what it relies upon."""
        ...

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Return the rows of a query."""
        ...

    def row(self, sql: str, **values: Any) -> Row | None:
        """Return the first row of a query, or None."""
        ...

    def hold(self) -> None:
        """Make sure that the transaction has begun, before rows are locked."""
        ...

    def read_all(self, queries: Sequence[Statement]) -> list[list[Row]]:
        """Return the rows of several queries, in one round trip where there is one.

        Before anything is locked or written, PostgreSQL reads them without a transaction: what is
        written afterwards must prove that it was decided on the present rows (see `finish`).
        """
        ...

    def write(self, sql: str, **values: Any) -> int:
        """Run one statement and return how many rows it touched."""
        ...

    def finish(self, statements: Sequence[Statement], *, proofs: int) -> None:
        """Run the last statements and commit, in one round trip where there is one.

        Args:
            statements: What is written; together or not at all.
            proofs: How many of the first statements must touch exactly one row each. They go with
                an insert under the next entry number, so that a row that is not the one that was
                read fails the whole transaction on every database.

        Raises:
            Stale: a row was changed by somebody else since it was read; nothing is written.
        """
        ...


class Connection(Transaction, Protocol):
    """A transaction's connection, as `Database` drives it."""

    @property
    def closed(self) -> bool:
        """Whether it cannot be used any more."""
        ...

    def begin(self, *, writes: bool) -> None:
        """Start a unit of work."""
        ...

    def commit(self) -> None:
        """Keep everything that was written."""
        ...

    def rollback(self) -> None:
        """Leave everything as it was."""
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...
