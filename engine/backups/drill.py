"""The restore drill: the newest backup is put back into a temporary place and its record verified.

What it finds is told in figures, so that a bad backup is told once and not tried again each minute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.audit import Report, verify
from engine.backups import manifest as manifests
from engine.backups.folder import DRILL, folder_of, held
from engine.backups.manifest import Manifest
from engine.backups.restore import restore
from engine.office import Office
from kernel.errors import InvalidInput, NotFound, Refused
from rules.policy import Policy
from store import backup_postgres
from store.database import Database
from store.migrate import upgrade


def drill(office: Office) -> Mapping[str, int]:
    """Put the newest backup of the office back into a temporary place and verify it.

    Returns:
        `sound` is 1 when everything is right; `backups` how many there are; and what was counted.

    Raises:
        Conflict: a backup is being made just now.
        Refused: the office has no data directory.
        OSError: the folder of the backups may not be written.
    """
    folder = folder_of(office)
    with held(folder):
        known = manifests.listed(folder)
        told = {"backups": len(known), "sound": 0}
        if not known:
            return told
        try:
            with _put_back(office, folder, known[0]) as database:
                report = _verified(database, office.policy)
        except (InvalidInput, NotFound, Refused, OSError):
            return told
    return {
        **told, "sound": int(report.sound and _whole(report, known[0])), "cases": report.cases,
        "entries": report.entries, "seals": report.seals, "faults": len(report.faults),
    }  # fmt: skip


def _whole(report: Report, manifest: Manifest) -> bool:
    """Say whether everything that was counted when the backup was made is there."""
    found = (report.cases, report.entries, report.seals)
    return found == (manifest.cases, manifest.entries, manifest.seals)


@contextmanager
def _put_back(office: Office, folder: Path, manifest: Manifest) -> Iterator[Database]:
    file = folder / manifest.file
    if manifest.kind == "sqlite":
        with TemporaryDirectory(dir=folder, prefix=DRILL) as place:
            yield from _opened(restore(file, f"{place}/home")[1])
    else:
        with backup_postgres.for_a_drill(office.database.url) as url:
            yield from _opened(restore(file, url)[1])


def _opened(url: str) -> Iterator[Database]:
    database = Database(url, durable=False)
    try:
        yield database
    finally:
        database.close()


def _verified(database: Database, policy: Policy) -> Report:
    upgrade(database)  # the backup may be older than the program
    return verify(database, policy)
