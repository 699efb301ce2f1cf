"""Writers of one SQLite file stand in a queue: nobody overtakes, and no death holds it up."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from kernel.canonical import moment_text
from store.database import Database
from store.write_queue import LOCKS
from tests.support.office import found

_MAKE = "CREATE TABLE turns (n INTEGER PRIMARY KEY, who INTEGER)"
_TAKE = "INSERT INTO turns (who) VALUES (:who)"
_ORDER = "SELECT who FROM turns ORDER BY n"
_DIE_WRITING = """
import os, signal, sys
from store.database import Database
with Database(sys.argv[1]).writing() as tx:
    tx.write("INSERT INTO turns (who) VALUES (9)")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'queue.db'}")
    with made.writing() as tx:
        tx.write(_MAKE)
    return made


def somebody_is_next(database: Database) -> bool:
    with database.path.with_name(f"{database.path.name}-turn").open() as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def order_of(database: Database) -> list[int]:
    with database.reading() as tx:
        return [row["who"] for row in tx.rows(_ORDER)]


def test_whoever_may_write_the_file_may_stand_in_the_queue(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    path.touch()
    path.chmod(0o660)
    somebody = os.geteuid() or 12_345  # root writes for the account whose office it is
    os.chown(path, somebody, -1)
    before = os.umask(0o077)
    try:
        with Database(f"sqlite:///{path}").writing() as tx:
            tx.write(_MAKE)
    finally:
        os.umask(before)

    beside = [path.with_name(f"{path.name}-{name}").stat() for name in LOCKS]
    assert [(stat.S_IMODE(one.st_mode), one.st_uid) for one in beside] == [(0o660, somebody)] * 2


def test_a_lock_that_could_not_be_opened_once_is_opened_the_next_time(database: Database) -> None:
    beside = database.path.with_name(f"{database.path.name}-pen")
    beside.unlink()
    beside.mkdir()
    fresh = Database(database.url)
    with pytest.raises(IsADirectoryError):
        _write(fresh)
    beside.rmdir()

    _write(fresh)

    assert order_of(database) == [2]


def test_who_waits_writes_before_who_has_just_written(database: Database) -> None:
    def wait_and_write() -> None:
        with database.writing() as tx:
            tx.write(_TAKE, who=2)

    other = threading.Thread(target=wait_and_write)
    with database.writing() as tx:
        tx.write(_TAKE, who=1)
        other.start()
        while not somebody_is_next(database):
            assert other.is_alive()
    with database.writing() as tx:
        tx.write(_TAKE, who=1)
    other.join()

    assert order_of(database) == [1, 2, 1]


def test_who_had_to_wait_acts_at_the_moment_of_their_turn(tmp_path: Path) -> None:
    desk = found(f"sqlite:///{tmp_path / 'office.db'}", tmp_path, durable=False)
    desk.to("preparing")
    waiting, later = desk.again(), desk.clock.now() + timedelta(minutes=5)

    def act() -> None:
        waiting.give(desk.round_id, "authorise_group", "secretary", group=desk.group)

    other = threading.Thread(target=act)
    with desk.office.database.writing() as tx:
        tx.hold()
        other.start()
        while not somebody_is_next(desk.office.database):
            assert other.is_alive()
        waiting.clock.set(later)
    other.join()

    assert desk.entries(desk.round_id)[-1]["at"] == moment_text(later)
    desk.close()


def test_a_writer_that_is_killed_leaves_nothing_and_holds_nobody_up(database: Database) -> None:
    died = subprocess.run([sys.executable, "-c", _DIE_WRITING, database.url], check=False)
    assert died.returncode == -signal.SIGKILL

    with database.writing() as tx:
        tx.write(_TAKE, who=1)

    assert order_of(database) == [1]


def test_a_write_that_fails_lets_the_next_one_write(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as tx:
        tx.write(_TAKE, who=1 // 0)
    other = threading.Thread(target=lambda: _write(database))
    other.start()
    other.join()

    assert order_of(database) == [2]


def _write(database: Database) -> None:
    with database.writing() as tx:
        tx.write(_TAKE, who=2)
