"""Backups: taken while people work, whole or not at all, put back only where nothing is."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from engine import people
from engine.audit import verify
from engine.backups import manifest as manifests
from engine.backups.drill import drill
from engine.backups.folder import held
from engine.backups.make import make_backup
from engine.backups.restore import restore
from engine.seal import seal
from engine.work import Work
from kernel.errors import Conflict, InvalidInput, NotFound
from store import backup_postgres
from store.database import Database
from tests.support import postgres
from tests.support.acting import reopen
from tests.support.office import SmallOffice


@pytest.fixture
def kept(desk: SmallOffice, tmp_path: Path) -> SmallOffice:
    """Return a small office with a data directory."""
    desk.office.home = tmp_path / "home"
    return desk


def folder(kept: SmallOffice) -> Path:
    assert kept.office.home is not None
    return kept.office.home / "backups"


def empty_place(kept: SmallOffice, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a backup may be put back: a new folder, or an empty database."""
    if kept.office.database.is_sqlite:
        return str(tmp_path / "elsewhere")
    return str(_another_database(request))


def _another_database(request: pytest.FixtureRequest) -> str:
    server = request.getfixturevalue("postgres_url")
    name = f"elsewhere_{id(request)}"
    request.addfinalizer(lambda: postgres.drop_database(server, name))
    return postgres.create_database(server, name)


def test_a_backup_taken_while_people_write_is_put_back_whole(
    kept: SmallOffice, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    before = kept.rows("SELECT count(*) AS n FROM entries")[0]["n"]
    written, stop = threading.Event(), threading.Event()
    other = reopen(kept.office.database.url, kept.home, kept.clock.now(), durable=False)

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with other.database.writing() as tx:
                work = Work(other, tx, other.now())
                people.add_person(work, f"more{number}", f"人员{number}")
                work.finish()
            if number == 5:
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(60)
    made, _ = make_backup(kept.office)
    stop.set()
    writer.join()
    other.database.close()
    manifest, url = restore(folder(kept) / made.file, empty_place(kept, request, tmp_path))

    copy = Database(url)
    report = verify(copy, kept.office.policy)
    copy.close()
    assert report.sound
    assert report.entries == manifest.entries >= before + 5
    assert made == manifest


def test_a_truncated_or_changed_backup_is_refused(kept: SmallOffice, tmp_path: Path) -> None:
    made, _ = make_backup(kept.office)
    path = folder(kept) / made.file
    whole = path.read_bytes()

    for wrong in (whole[:-100], whole[:200] + bytes([whole[200] ^ 1]) + whole[201:]):
        path.write_bytes(wrong)
        with pytest.raises(InvalidInput):
            restore(path, str(tmp_path / "elsewhere"))

    assert not (tmp_path / "elsewhere").exists()
    assert drill(kept.office) == {"backups": 1, "sound": 0}


def test_a_backup_without_its_manifest_does_not_count(kept: SmallOffice, tmp_path: Path) -> None:
    made, _ = make_backup(kept.office)
    (folder(kept) / f"{made.file}{manifests.SUFFIX}").unlink()

    with pytest.raises(NotFound):
        restore(folder(kept) / made.file, str(tmp_path / "elsewhere"))
    assert manifests.listed(folder(kept)) == []


def test_a_crash_at_any_step_leaves_nothing_that_counts(
    kept: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("checksum", "settle", "write"):
        with monkeypatch.context() as patched:
            patched.setattr(manifests, step, crash)
            with pytest.raises(KeyboardInterrupt):
                make_backup(kept.office)
        assert manifests.listed(folder(kept)) == []
    (folder(kept) / "xuncheng-killed.sqlite.part").write_text("half")

    made, _ = make_backup(kept.office)

    assert {path.name for path in folder(kept).iterdir()} == {
        made.file, f"{made.file}{manifests.SUFFIX}", "backup.lock",
    }  # fmt: skip


def test_the_keys_are_named_and_never_copied(kept: SmallOffice) -> None:
    secret = (kept.home / "keys").read_bytes().split()[0]

    make_backup(kept.office)

    for path in folder(kept).iterdir():
        assert secret not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0 or path.name == "backup.lock"
    [manifest] = manifests.listed(folder(kept))
    assert manifest.keys == kept.office.keyring.fingerprints


def test_nothing_in_use_is_overwritten(kept: SmallOffice, tmp_path: Path) -> None:
    made, _ = make_backup(kept.office)
    used = tmp_path / "used"
    used.mkdir()
    (used / "letter.txt").write_text("x")
    place = str(used) if kept.office.database.is_sqlite else kept.office.database.url

    with pytest.raises(InvalidInput):
        restore(folder(kept) / made.file, place)

    assert [path.name for path in used.iterdir()] == ["letter.txt"]


def test_a_backup_of_one_kind_is_not_put_into_the_other(kept: SmallOffice, tmp_path: Path) -> None:
    made, _ = make_backup(kept.office)
    wrong = "postgresql://u@localhost/x" if made.kind == "sqlite" else str(tmp_path / "elsewhere")

    with pytest.raises(InvalidInput):
        restore(folder(kept) / made.file, wrong)


def test_old_backups_are_rotated_and_copies_made_elsewhere_are_not(
    kept: SmallOffice, tmp_path: Path
) -> None:
    first, _ = make_backup(kept.office)
    elsewhere = tmp_path / "by-hand"
    for _ in range(2):
        kept.clock.set(kept.clock.now() + timedelta(hours=1))
        newest, removed = make_backup(kept.office)
        make_backup(kept.office, elsewhere)

    assert removed == 1
    assert manifests.listed(folder(kept)) == [newest]
    assert first.file != newest.file
    assert len(manifests.listed(elsewhere)) == 2


def test_a_drill_finds_the_newest_backup_sound(kept: SmallOffice) -> None:
    kept.to("draft")
    seal(kept.office)
    make_backup(kept.office)
    entries = kept.rows("SELECT count(*) AS n FROM entries")[0]["n"]

    told = drill(kept.office)

    assert told["sound"] == 1
    assert (told["entries"], told["seals"], told["faults"]) == (entries, 1, 0)
    assert not list(folder(kept).glob(".drill-*"))


def test_a_drill_finds_what_was_wrong_before_the_backup_was_made(kept: SmallOffice) -> None:
    with kept.office.database.writing() as tx:
        tx.write("UPDATE people SET name = '改名' WHERE code = 'staff'")
    make_backup(kept.office)
    with kept.office.database.writing() as tx:
        tx.write("UPDATE people SET name = 'staff' WHERE code = 'staff'")

    told = drill(kept.office)

    assert (told["sound"], told["faults"]) == (0, 1)


def test_without_a_backup_a_drill_says_so(kept: SmallOffice) -> None:
    assert drill(kept.office) == {"backups": 0, "sound": 0}


def test_one_backup_at_a_time(kept: SmallOffice) -> None:
    with held(folder(kept)), pytest.raises(Conflict):
        make_backup(kept.office)


def test_a_failed_backup_is_noted(kept: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(backup_postgres, "_PLACES", "/nowhere")
    if kept.office.database.is_sqlite:
        folder(kept).parent.mkdir()
        folder(kept).write_text("a file where the folder should be")

    with pytest.raises(Exception) as failed:  # noqa: PT011 - each database fails its own way
        make_backup(kept.office)

    [tick] = kept.rows("SELECT * FROM ticks WHERE name = 'backup'")
    assert (tick["outcome"], tick["done_at"], tick["failures"]) == ("failed", None, 1)
    assert tick["reason"] == failed.type.__name__
    assert json.loads(tick["figures"]) == {}


def test_an_older_database_is_backed_up_before_its_upgrade(kept: SmallOffice) -> None:
    with kept.office.database.writing() as tx:
        tx.write("UPDATE alembic_version SET version_num = '0001'")
        tx.write("DROP TABLE ticks")

    made, _ = make_backup(kept.office)

    assert made.revision == "0001"
    assert manifests.listed(folder(kept)) == [made]


def test_a_password_goes_to_the_programs_of_postgresql_in_a_file_without_a_name(
    postgres_database: str, tmp_path: Path
) -> None:
    program, said = tmp_path / "program", tmp_path / "said"
    program.write_text(
        f"#!{sys.executable}\n"
        "import sys, psycopg\n"
        "with psycopg.connect(sys.argv[1].removeprefix('--dbname=')) as live:\n"
        "    open(sys.argv[2], 'w').write(f'{live.info.password} {sys.argv}')\n"
    )
    program.chmod(0o700)
    address = urlsplit(postgres_database)
    with_password = address._replace(netloc=address.netloc.replace("@", ":an%3Ay@")).geturl()

    backup_postgres._run(str(program), with_password, str(said))

    found, _, words = said.read_text().partition(" ")
    assert found == "an:y"
    assert "an:y" not in words
    assert "passfile=/dev/fd/" in words
