"""Copies of an SQLite database, taken while people work, and put back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from kernel.errors import InvalidInput, Refused
from kernel.words import Text

SUFFIX = ".sqlite"


class Counted(NamedTuple):
    """What a copy holds."""

    revision: str
    cases: int
    entries: int
    seals: int


COUNT = (
    "SELECT (SELECT version_num FROM alembic_version) AS revision,"
    " (SELECT count(*) FROM cases) AS cases, (SELECT count(*) FROM entries) AS entries,"
    " (SELECT count(*) FROM seals) AS seals"
)


def dump(source: Path, target: Path) -> Counted:
    """Copy a database to `target`, and return its revision and how many rows it holds.

    One step of SQLite's backup reads one snapshot, which holds up no writer.

    Raises:
        Refused: the copy could not be written.
        InvalidInput: what was copied is damaged.
    """
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        try:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # a single file
        except sqlite3.OperationalError as error:
            raise Refused(
                Text(
                    "数据库没有复制完。请检查磁盘空间和权限后重试。",
                    "The database was not copied: check the disk and the rights, then try again.",
                )
            ) from error
        return _counted(copy)


def load(file: Path, target: Path) -> None:
    """Put a copy in the place of a database that is not there yet.

    Raises:
        InvalidInput: the copy is damaged.
    """
    shutil.copyfile(file, target)
    target.chmod(0o600)
    with closing(sqlite3.connect(target)) as copy:
        _counted(copy)


def _counted(copy: sqlite3.Connection) -> Counted:
    try:
        [said] = copy.execute("PRAGMA quick_check(1)").fetchone()
        counted = Counted(*copy.execute(COUNT).fetchone())
    except sqlite3.DatabaseError as error:
        raise _damaged() from error
    if said != "ok":
        raise _damaged()
    return counted


def _damaged() -> InvalidInput:
    return InvalidInput(
        Text(
            "数据库文件已损坏，不能使用。请换用另一份备份，并检查磁盘。",
            "The database file is damaged. Take another backup, and check the disk.",
        )
    )
