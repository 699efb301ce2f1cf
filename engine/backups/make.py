"""Makes a backup while people work: copied aside, checked, named, its manifest written last.

Which older ones are then removed is the office's choice (`rules/backups.py`).
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from engine.backups import manifest as manifests
from engine.backups.folder import folder_of, held
from engine.backups.manifest import PART, SUFFIX, Manifest
from engine.office import Office
from engine.ticks import ticking
from engine.tracing import traced
from kernel.errors import Conflict
from kernel.words import Text
from rules.backups import kept
from store import backup_postgres, backup_sqlite
from store.migrate import is_current

BACKUP = "backup"
"""The name of its tick."""


@traced("backup")
def make_backup(office: Office, to: Path | None = None) -> tuple[Manifest, int]:
    """Back the database up, an older one before its upgrade too; then it can keep no note of it.

    Args:
        office: The office.
        to: The folder; the office's own, whose older backups are rotated, when None.

    Returns:
        What was made, and how many older backups were removed.

    Raises:
        Conflict: another backup is under way, or one was made within the same second.
        Refused: the programs of PostgreSQL are missing or failed.
        InvalidInput: the database is damaged.
        OSError: the disk is full, or the folder may not be written.
    """
    with _noted(office) as figures:
        folder = folder_of(office) if to is None else to
        with held(folder):
            made = _made(office, folder)
            removed = _rotate(office, folder) if to is None else 0
        figures.update({
            "bytes": made.bytes, "cases": made.cases, "entries": made.entries,
            "seals": made.seals, "removed": removed,
        })  # fmt: skip
    return made, removed


def _noted(office: Office) -> AbstractContextManager[dict[str, Any]]:
    """Return what notes the backup, where the tables for that are there already."""
    return ticking(office, BACKUP) if is_current(office.database) else nullcontext({})


def _made(office: Office, folder: Path) -> Manifest:
    now, sqlite = office.now(), office.database.is_sqlite
    suffix = backup_sqlite.SUFFIX if sqlite else backup_postgres.SUFFIX
    name = f"xuncheng-{now:%Y%m%dT%H%M%SZ}{suffix}"
    if (folder / f"{name}{SUFFIX}").exists():
        raise Conflict(
            Text(f"{name} 刚刚已做好，请稍后重试。", f"{name} was just made: try again later.")
        )
    part = folder / f"{name}{PART}"
    part.touch(mode=0o600)
    try:
        if sqlite:
            counted = backup_sqlite.dump(office.database.path, part)
        else:
            counted = backup_postgres.dump(office.database.url, part)
        made = Manifest(
            file=name, kind="sqlite" if sqlite else "postgresql", made_at=now,
            bytes=part.stat().st_size, sha256=manifests.checksum(part),
            keys=office.keyring.fingerprints, revision=counted.revision, cases=counted.cases,
            entries=counted.entries, seals=counted.seals,
        )  # fmt: skip
        manifests.settle(part, name)
    finally:
        part.unlink(missing_ok=True)
    manifests.write(made, folder)
    return made


def _rotate(office: Office, folder: Path) -> int:
    """Remove what the policy keeps no longer, each manifest before its file.

    A file without a manifest is what a crash left: it never counted, and goes too.
    """
    limit, all_of_them = office.policy.limit, manifests.listed(folder)
    keep = kept(
        (one.made_at for one in all_of_them),
        limit("backup_keep_days"), limit("backup_keep_weeks"), limit("backup_keep_months"),
    )  # fmt: skip
    gone = [one for one in all_of_them if one.made_at not in keep]
    for one in gone:
        (folder / f"{one.file}{SUFFIX}").unlink(missing_ok=True)
        (folder / one.file).unlink(missing_ok=True)
    for suffix in (backup_sqlite.SUFFIX, backup_postgres.SUFFIX):
        for path in folder.glob(f"xuncheng-*{suffix}"):
            if not path.with_name(f"{path.name}{SUFFIX}").exists():
                path.unlink()
    return len(gone)
