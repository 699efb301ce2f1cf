"""The database behind one small interface: SQLite and PostgreSQL run the same statements.

The hot path speaks SQL text with `:name` parameters over the driver itself, because an ORM costs
several times the commit; lists and imports use SQLModel through `session()`. Nothing here imports
an ORM until it is asked for one.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

Row = dict[str, Any]
Statement = tuple[str, Mapping[str, Any]]

_NAMED = re.compile(r"(?<!:):([a-z_]+)")
_BUSY_MS = 10_000
_CHECKPOINT_PAGES = 4_000


class Stale(Exception):  # noqa: N818 - it is no error: somebody else was first
    """A row was changed by somebody else between reading and writing it."""


class Transaction(Protocol):
    """What a unit of work may ask of the database; it commits as a whole or not at all."""

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Return the rows of a query."""
        ...

    def row(self, sql: str, **values: Any) -> Row | None:
        """Return the first row of a query, or None."""
        ...

    def read_all(self, queries: Sequence[Statement]) -> list[list[Row]]:
        """Return the rows of several queries, in one round trip where there is one."""
        ...

    def write(self, sql: str, **values: Any) -> int:
        """Run one statement and return how many rows it touched."""
        ...

    def write_all(self, statements: Sequence[Statement]) -> list[int]:
        """Run several statements, in one round trip where there is one; return the row counts.

        Raises:
            Stale: a key exists already, so somebody else wrote the same entry first.
        """
        ...


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
        self._opened: list[Any] = []

    @property
    def path(self) -> Path:
        """Return the file of an SQLite database."""
        return Path(self.url.removeprefix("sqlite:///"))

    def _connection(self) -> _SqliteConnection | _PostgresConnection:
        found: _SqliteConnection | _PostgresConnection | None = getattr(self._local, "open", None)
        if found is None or found.closed:
            found = _SqliteConnection(self) if self.is_sqlite else _PostgresConnection(self)
            self._local.open = found
            self._opened.append(found)
        return found

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


def _moment_out(moment: datetime) -> str:
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(" ", "microseconds")[:26]


def _moment_in(raw: bytes) -> datetime:
    return datetime.fromisoformat(raw.decode() + "+00:00")


sqlite3.register_adapter(datetime, _moment_out)
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_converter("DATETIME", _moment_in)
sqlite3.register_converter("DATE", lambda raw: date.fromisoformat(raw.decode()))
sqlite3.register_converter("BOOLEAN", lambda raw: raw == b"1")


def _dict_row(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


class _SqliteConnection:
    """SQLite: write-ahead log, FULL synchronisation, writers wait for each other."""

    def __init__(self, database: Database) -> None:
        database.path.parent.mkdir(parents=True, exist_ok=True)
        self._raw = sqlite3.connect(
            database.path,
            timeout=_BUSY_MS / 1000,
            isolation_level=None,
            detect_types=sqlite3.PARSE_DECLTYPES,
            check_same_thread=False,
            cached_statements=512,
        )
        self._raw.row_factory = _dict_row
        self._raw.execute("PRAGMA journal_mode=WAL")
        self._raw.execute(f"PRAGMA synchronous={'FULL' if database.durable else 'OFF'}")
        self._raw.execute("PRAGMA foreign_keys=ON")
        self._raw.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
        self.closed = False

    def begin(self, *, writes: bool) -> None:
        self._raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    def commit(self) -> None:
        self._raw.execute("COMMIT")

    def rollback(self) -> None:
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def rows(self, sql: str, **values: Any) -> list[Row]:
        return self._raw.execute(sql, values).fetchall()

    def row(self, sql: str, **values: Any) -> Row | None:
        found: Row | None = self._raw.execute(sql, values).fetchone()
        return found

    def read_all(self, queries: Sequence[Statement]) -> list[list[Row]]:
        return [self._raw.execute(sql, values).fetchall() for sql, values in queries]

    def write(self, sql: str, **values: Any) -> int:
        return self._raw.execute(sql, values).rowcount

    def write_all(self, statements: Sequence[Statement]) -> list[int]:
        try:
            return [self._raw.execute(sql, values).rowcount for sql, values in statements]
        except sqlite3.IntegrityError as error:
            if "UNIQUE" in str(error):
                raise Stale from error
            raise

    def close(self) -> None:
        self.closed = True
        self._raw.close()


@cache
def for_psycopg(sql: str) -> str:
    """Write `:name` parameters the way psycopg reads them."""
    return _NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))


class _PostgresConnection:
    """PostgreSQL: what is known beforehand goes out in one pipeline, so one round trip."""

    def __init__(self, database: Database) -> None:
        import psycopg  # noqa: PLC0415 - only where the address asks for it
        from psycopg.rows import dict_row  # noqa: PLC0415

        self._taken = psycopg.errors.UniqueViolation
        self._raw = psycopg.connect(
            database.url.replace("postgresql+psycopg://", "postgresql://"),
            autocommit=True,
            row_factory=dict_row,
            options="-c timezone=UTC" + ("" if database.durable else " -c synchronous_commit=off"),
            prepare_threshold=2,
        )
        self._cursor = self._raw.cursor()
        self._begun = False

    @property
    def closed(self) -> bool:
        return bool(self._raw.closed)

    def begin(self, *, writes: bool) -> None:
        kind = "READ COMMITTED" if writes else "REPEATABLE READ READ ONLY"
        self._waiting: str | None = f"BEGIN ISOLATION LEVEL {kind}"

    def _start(self) -> None:
        if self._waiting:
            self._cursor.execute(self._waiting)
            self._waiting = None
            self._begun = True

    def commit(self) -> None:
        self._waiting = None
        if self._begun:
            self._begun = False
            self._cursor.execute("COMMIT")

    def rollback(self) -> None:
        self._waiting = None
        if self._begun and not self._raw.closed:
            self._begun = False
            self._cursor.execute("ROLLBACK")

    def rows(self, sql: str, **values: Any) -> list[Row]:
        self._start()
        return self._cursor.execute(for_psycopg(sql), values).fetchall()

    def row(self, sql: str, **values: Any) -> Row | None:
        self._start()
        found: Row | None = self._cursor.execute(for_psycopg(sql), values).fetchone()
        return found

    def read_all(self, queries: Sequence[Statement]) -> list[list[Row]]:
        with self._raw.pipeline():
            self._start()
            cursors = []
            for sql, values in queries:
                cursor = self._raw.cursor()
                cursor.execute(for_psycopg(sql), values)
                cursors.append(cursor)
        return [cursor.fetchall() for cursor in cursors]

    def write(self, sql: str, **values: Any) -> int:
        self._start()
        return self._cursor.execute(for_psycopg(sql), values).rowcount

    def write_all(self, statements: Sequence[Statement]) -> list[int]:
        try:
            with self._raw.pipeline():
                self._start()
                cursors = []
                for sql, values in statements:
                    cursor = self._raw.cursor()
                    cursor.execute(for_psycopg(sql), values)
                    cursors.append(cursor)
        except self._taken as error:
            raise Stale from error
        return [cursor.rowcount for cursor in cursors]

    def close(self) -> None:
        self._raw.close()
