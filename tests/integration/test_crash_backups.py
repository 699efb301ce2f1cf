"""Killed at every write of a backup and of its drill: nothing half counts, and the next is good."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from engine.backups import manifest as manifests
from engine.backups.manifest import SUFFIX
from engine.seal import seal
from tests.support.crashing import Cast, places_to_die, run
from tests.support.file_writes import SOURCES, file_writes_in
from tests.support.office import SmallOffice

pytestmark = pytest.mark.timeout(600)

OF_BOTH = ("engine/backups/make.py", "engine/backups/manifest.py")
SQLITE = {source for source in SOURCES if source != "store/backup_postgres.py"}
"""Where SQLite's backups write files; temporary folders for drills are its own."""
POSTGRES = {*OF_BOTH, "store/backup_postgres.py"}


def sound_ones(folder: Path) -> list[str]:
    """Return the backups that count; each must be whole."""
    return [manifests.check(one, folder).name for one in manifests.listed(folder)]


def _with_a_password(desk: SmallOffice) -> None:
    """Have the programs of PostgreSQL be given a password, which this server does not ask for."""
    address = urlsplit(desk.office.database.url)
    if address.scheme == "postgresql" and address.password is None:
        desk.office.database.url = address._replace(
            netloc=f"{address.username}:any@{address.hostname}:{address.port}"
        ).geturl()


def test_killed_at_every_write_no_half_backup_counts_and_the_next_one_is_good(
    desk: SmallOffice, tmp_path: Path
) -> None:
    desk.to("draft")
    seal(desk.office)
    cast, day = Cast(desk.who, 0, 0, 0), date(2022, 2, 10)
    desk.on(day)
    _with_a_password(desk)
    points = run(desk, tmp_path / "undisturbed", "backup", cast)
    passed = list(points)

    for number in places_to_die(points):
        folder = tmp_path / f"at{number}"
        desk.on(day)
        died = run(desk, folder, "backup", cast, die_at=number)
        assert len(died) == number
        counted = sound_ones(folder / "backups")
        desk.on(day + timedelta(days=1))
        passed += run(desk, folder, "backup", cast)

        left = {path.name for path in (folder / "backups").iterdir()}
        sound = sound_ones(folder / "backups")
        assert set(sound) == left - {f"{one}{SUFFIX}" for one in sound} - {"backup.lock"}, died[-1]
        assert len(sound) == 1 + bool(counted), died[-1]

    [tick] = desk.rows("SELECT * FROM ticks WHERE name = 'backup'")
    assert (tick["outcome"], tick["failures"]) == ("done", 0)
    _nothing_was_forgotten(desk, passed)


def _nothing_was_forgotten(desk: SmallOffice, passed: list[str]) -> None:
    """Check that every write which the code of the backups holds was one of the points."""
    sources = SQLITE if desk.office.database.is_sqlite else POSTGRES
    written = {place for source in sources for place in file_writes_in(source)}
    reached = {place for point in passed for place in point.split()}
    assert written - reached == set()
