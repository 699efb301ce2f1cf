"""The machine: the database's kind, size and revision, the disk, the key file."""

from __future__ import annotations

import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from engine.health.premises import Premises
from kernel.words import Labelled
from store.database import Database, Transaction
from store.migrate import newest

_SIZE = "SELECT pg_database_size(current_database()) AS n"
_VERSION = "SELECT version_num FROM alembic_version"
_SESSIONS = "SELECT count(*) AS n FROM web_sessions WHERE ended_at IS NULL AND expires_at > :now"


class Keys(Labelled):
    """How the key file is."""

    GOOD = "good", "完好", "in order"
    MISSING = "missing", "缺失", "missing"
    OPEN = "open", "他人可读", "readable by others"
    NONE = "none", "不适用", "not kept here"


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine as it is now."""

    database: str
    """`SQLite` or `PostgreSQL`."""
    bytes: int
    revision: str
    program_revision: str
    disk_free: int | None
    """Bytes left where the data directory is; None where there is none."""
    keys: Keys
    sessions: int
    """Browsers that are signed in."""


def machine(tx: Transaction, premises: Premises) -> Machine:
    """Return how the machine is."""
    database = premises.database
    home = premises.home
    return Machine(
        "SQLite" if database.is_sqlite else "PostgreSQL",
        _size(tx, database),
        str(tx.rows(_VERSION)[0]["version_num"]),
        newest(),
        shutil.disk_usage(home).free if home is not None and home.exists() else None,
        keys(home),
        int(tx.rows(_SESSIONS, now=premises.now())[0]["n"]),
    )


def keys(home: Path | None) -> Keys:
    """Return how the key file of a data directory is; what is in it is not read."""
    if home is None:
        return Keys.NONE
    path = home / "keys" / "office.key"
    if not path.is_file():
        return Keys.MISSING
    others = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return Keys.OPEN if others else Keys.GOOD


def _size(tx: Transaction, database: Database) -> int:
    if not database.is_sqlite:
        return int(tx.rows(_SIZE)[0]["n"])
    beside = (Path(f"{database.path}{end}") for end in ("", "-wal"))
    return sum(path.stat().st_size for path in beside if path.exists())
