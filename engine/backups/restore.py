"""Puts a backup back, into an empty place only: what is in use is never overwritten."""

from __future__ import annotations

from pathlib import Path

from engine.backups import manifest as manifests
from engine.backups.manifest import PART, Manifest
from kernel.errors import InvalidInput
from kernel.words import Text
from store import backup_postgres, backup_sqlite

DATABASE = "xuncheng.db"
"""The file of an SQLite database in a data directory."""


def restore(file: Path, to: str) -> tuple[Manifest, str]:
    """Put a backup back.

    Args:
        file: The backup, or its manifest beside it.
        to: For SQLite a data directory that is empty or not there yet; for PostgreSQL the address
            of an empty database.

    Returns:
        What was put back, and the address of the database it is in now.

    Raises:
        NotFound: there is no such backup, or it has no manifest.
        InvalidInput: the backup was cut off or changed; or the place is not empty, or of the wrong
            kind.
        Refused: the programs of PostgreSQL are missing or failed.
        OSError: the disk is full, or the folder may not be written.
    """
    manifest = manifests.read(file)
    path = manifests.check(manifest, file.parent)
    if manifest.kind == "postgresql":
        if not to.startswith("postgresql://"):
            raise InvalidInput(
                Text(
                    "这是 PostgreSQL 的备份，--to 应为空数据库的地址（postgresql://…）。",
                    "This is a backup of PostgreSQL: --to is the address of an empty database"
                    " (postgresql://…).",
                )
            )
        backup_postgres.load(path, to)
        return manifest, to
    if "://" in to:
        raise InvalidInput(
            Text(
                "这是 SQLite 的备份，--to 应为一个空目录。",
                "This is a backup of SQLite: --to is an empty folder.",
            )
        )
    return manifest, _into_folder(path, Path(to).expanduser().absolute())


def _into_folder(path: Path, home: Path) -> str:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise InvalidInput(
            Text(
                f"{home} 不是空目录，不能覆盖。请另选一个空目录或新目录。",
                f"{home} is no empty folder, and nothing is overwritten: name an empty or new one.",
            )
        )
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = home / f"{DATABASE}{PART}"
    try:
        backup_sqlite.load(path, part)
        whole = manifests.settle(part, DATABASE)
    finally:
        part.unlink(missing_ok=True)
    return f"sqlite:///{whole}"
