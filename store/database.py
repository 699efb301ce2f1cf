"""The database behind one small interface: SQLite and PostgreSQL run the same statements.

The hot path speaks SQL text with `:name` parameters over the driver itself, because an ORM costs
several times the commit; lists and imports use SQLModel through `session()`. Nothing here imports
an ORM until it is asked for one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.on_sqlite import SqliteConnection
from store.transaction import Connection, Row, Stale, Statement, Transaction

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

__all__ = ["Database", "Row", "Stale", "Statement", "Transaction"]


class Database:
    """One database, opened lazily, with a connection for each thread.

    Args:
        url: `sqlite:///path` or `postgresql://…`.
        durable: Whether a commit waits for the disk. Only simulations turn it off.
    """

    def __init__(self, url: str, *, durable: bool = True) -> None:
        self.url = url
        self.durable = durable
        self.is_sqlite = url.startswith("sqlite")
        self._local = threading.local()
        self._engine: Engine | None = None
        self._opened: list[Connection] = []

    @property
    def path(self) -> Path:
        """Return the file of an SQLite database."""
        return Path(self.url.removeprefix("sqlite:///"))

    def _connection(self) -> Connection:
        found: Connection | None = getattr(self._local, "open", None)
        if found is None or found.closed:
            found = self._open()
            self._local.open = found
            self._opened.append(found)
        return found

    def _open(self) -> Connection:
        if self.is_sqlite:
            return SqliteConnection(self.path, durable=self.durable)
        from store.on_postgres import PostgresConnection  # noqa: PLC0415 - where it is asked for

        return PostgresConnection(self.url, durable=self.durable)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Open a transaction that writes; it commits when the block ends without an error."""
        connection = self._connection()
        connection.begin(writes=True)
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Open a transaction that only reads, on one snapshot."""
        connection = self._connection()
        connection.begin(writes=False)
        try:
            yield connection
        finally:
            connection.rollback()

    def engine(self) -> Engine:
        """Return the SQLAlchemy engine of the same database, for SQLModel and Alembic."""
        if self._engine is None:
            from store.orm import make_engine  # noqa: PLC0415 - the hot path needs no ORM

            self._engine = make_engine(self.url)
        return self._engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open an SQLModel session; it commits when the block ends without an error."""
        from sqlmodel import Session  # noqa: PLC0415 - the hot path needs no ORM

        with Session(self.engine(), expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every connection."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
