"""Brings a database to the tables of this program, and says cheaply whether it is there already.

A change of tables is one more numbered file in `migrations/versions/`, which `draft` begins
(docs/howto/change-a-table.md). Start-up only asks `require_current`, which imports no library.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kernel.errors import DefinitionError
from kernel.words import Text
from store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

FOLDER = Path(__file__).with_name("migrations")
"""Where the revisions lie; they are shipped with the package."""

_DIGITS = 4
_LOCK = 0x5863_6D69  # any number, as long as nobody else locks it
_PATIENCE_MS = 120_000
"""How long who starts waits for somebody else's upgrade, in milliseconds."""
_HAS_VERSION = {
    True: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'",
    False: "SELECT name FROM (SELECT to_regclass('alembic_version') AS name) AS found"
    " WHERE name IS NOT NULL",
}


@cache
def newest() -> str:
    """Return the revision of this program: the highest number of a file."""
    return max(path.name[:_DIGITS] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def revision(database: Database) -> str | None:
    """Return the revision of `database`; None while it has no tables of ours."""
    if database.is_sqlite and not database.path.exists():
        return None
    with database.reading() as tx:
        if tx.row(_HAS_VERSION[database.is_sqlite]) is None:
            return None
        row = tx.row("SELECT version_num FROM alembic_version")
    return str(row["version_num"]) if row else None


def is_current(database: Database) -> bool:
    """Say whether the tables of `database` are those of this program."""
    return revision(database) == newest()


def require_current(database: Database) -> None:
    """Let only a database with the tables of this program pass.

    Raises:
        DefinitionError: it has older, newer or no tables; the sentence says what to do.
    """
    present = revision(database)
    if present == newest():
        return
    if present is None:
        reason = Text(
            "数据库尚未建立。请先运行：xuncheng init",
            "The database has not been set up yet. First run: xuncheng init",
        )
    elif present < newest():
        reason = Text(
            f"数据库的版本（{present}）比程序（{newest()}）旧。请先备份，再运行：xuncheng init",
            f"The database ({present}) is older than the program ({newest()})."
            " Make a backup, then run: xuncheng init",
        )
    else:
        reason = Text(
            f"数据库的版本（{present}）比程序（{newest()}）新。请安装新版程序后再启动。",
            f"The database ({present}) is newer than the program ({newest()})."
            " Install the newer program, then start again.",
        )
    raise DefinitionError(reason)


def upgrade(database: Database) -> None:
    """Bring the tables of `database` to those of this program; with nothing to do, do nothing.

    Processes that start together queue for one lock, and all but the first find the work done. The
    whole upgrade is one transaction: a failed one leaves the database as it was.

    Args:
        database: The database; an SQLite file that does not exist yet is made.
    """
    from alembic import command  # noqa: PLC0415 - only an upgrade needs Alembic

    with _alone(database) as connection:
        command.upgrade(_config(connection), "head")


def draft(database: Database, message: str, folder: Path = FOLDER) -> Path:
    """Write a revision that turns the tables of `database` into those the classes describe.

    Args:
        database: A database on the newest revision; take PostgreSQL, which tells types exactly.
        message: What changes, in a few words.
        folder: Where the revisions lie.

    Returns:
        The file, to be read and mended before it is committed.
    """
    from alembic import command  # noqa: PLC0415

    number = f"{int(newest()) + 1:0{_DIGITS}}"
    with _alone(database) as connection:
        config = _config(connection, folder)
        command.revision(config, message, autogenerate=True, rev_id=number)
    return next((folder / "versions").glob(f"{number}_*.py"))


def _config(connection: Connection, folder: Path = FOLDER) -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    return config


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """Open a transaction in which nobody else can upgrade; it commits when all went well."""
    if database.is_sqlite:
        database.path.parent.mkdir(parents=True, exist_ok=True)
        with _alone_on_sqlite(database) as connection:
            yield connection
        return
    with database.engine().begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


@contextmanager
def _alone_on_sqlite(database: Database) -> Iterator[Connection]:
    """Take the one write lock before anything is read: the driver itself would begin too late.

    References are checked at the end instead of at each step, because a changed table is made anew
    beside the old one.
    """
    with database.engine().connect() as opened:
        connection = opened.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_PATIENCE_MS}")  # others upgrade first
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            _check_references(connection)
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        else:
            connection.exec_driver_sql("COMMIT")
        finally:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        raise RuntimeError(f"after the upgrade a reference leads nowhere, in the table {lost[0]}")
