"""What `xuncheng up` starts stays up, comes back when it dies, and never outlives it."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli import up
from cli.child import Child
from cli.log_file import LogFile
from cli.up import run_up
from config.clockwork import LOOPBACK
from config.settings import Settings, inherited
from kernel.errors import Conflict
from kernel.words import Text
from tests.support.house import free_port, wait_for

LONG = ("http.server", "--bind", LOOPBACK, "0")
"""A program that runs until it is told to stop."""
SHORT = ("this",)
"""A program that ends at once."""


class Told(list[str]):
    """What the person was told."""

    def __call__(self, text: Text) -> None:
        self.append(text.en)

    def pid(self) -> int:
        started = next(line for line in reversed(self) if "started (process" in line)
        return int(started.rpartition(" ")[2].rstrip(")."))


def log_in(folder: Path) -> LogFile:
    """Return a log of at most a megabyte, of which two older parts are kept."""
    return LogFile(folder / "log" / "it.log", 1, 2)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def child(tmp_path: Path, told: Told) -> Iterator[Child]:
    made = Child(Text("程序", "The program"), LONG, inherited(), log_in(tmp_path), told)
    made.start()
    yield made
    made.stop()


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_that_is_killed_comes_back_and_the_person_is_told(child: Child, told: Told) -> None:
    killed = told.pid()
    os.kill(killed, signal.SIGKILL)

    def back() -> bool:
        child.mind()
        return told.pid() != killed

    wait_for("the child", back)

    assert "ended by surprise and starts again in 1 s" in told[1]
    assert lives(told.pid())


def test_a_child_waits_until_it_may_start_again(child: Child, told: Told) -> None:
    os.kill(told.pid(), signal.SIGKILL)
    asked: list[bool] = []

    def not_yet() -> bool:
        asked.append(True)
        return False

    def refused() -> bool:
        child.mind(may_start=not_yet)
        return bool(asked)

    wait_for("the question", refused)

    assert len(told) == 2


def test_a_child_that_keeps_dying_is_started_ever_more_rarely(tmp_path: Path, told: Told) -> None:
    child = Child(Text("程序", "It"), SHORT, inherited(), log_in(tmp_path), told)
    child.start()

    def twice() -> bool:
        child.mind()
        return sum("ended by surprise" in line for line in told) == 2

    wait_for("the second death", twice)

    assert [line.split(" in ")[1].split(" s.")[0] for line in told if " in " in line] == ["1", "2"]
    assert "Namespaces are one honking great idea" in (tmp_path / "log" / "it.log").read_text()


def test_a_stopped_child_is_gone(child: Child, told: Told) -> None:
    child.stop()

    assert not lives(told.pid())


def test_a_child_ends_when_its_starter_is_killed(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER, str(tmp_path / "it.log")], stdout=subprocess.PIPE
    )
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    assert lives(pid)

    starter.kill()
    starter.wait()
    starter.stdout.close()

    wait_for("the end of the child", lambda: not lives(pid))


_STARTER = f"""
import sys, time
from pathlib import Path
from cli.child import Child
from cli.log_file import LogFile
from config.settings import inherited
from kernel.words import Text

def say(text):
    print(text.en.rpartition(" ")[2].rstrip(")."), flush=True)

Child(Text("", ""), {LONG!r}, inherited(), LogFile(Path(sys.argv[1]), 1, 1), say).start()
time.sleep(600)
"""


def test_a_long_log_is_cut_while_a_program_goes_on_writing(tmp_path: Path) -> None:
    log = log_in(tmp_path)
    with log.open() as written:
        for part in (b"a", b"b", b"c", b"d"):
            written.write(part * 1_100_000)
            written.flush()
            log.cut()
        written.write(b"last words")

    kept = {path.name: path.read_bytes() for path in log.path.parent.iterdir()}
    assert kept == {
        "it.log": b"last words", "it.log.1": b"d" * 1_100_000, "it.log.2": b"c" * 1_100_000,
    }  # fmt: skip


def test_a_child_that_says_much_has_its_log_cut(tmp_path: Path, told: Told) -> None:
    log = log_in(tmp_path)
    talk = "import sys, time; sys.stdout.write('x' * 1_500_000); sys.stdout.flush(); time.sleep(60)"
    (tmp_path / "talker.py").write_text(talk)
    environment = {**inherited(), "PYTHONPATH": f"{tmp_path}:."}
    child = Child(Text("程序", "It"), ("talker",), environment, log, told)
    child.start()

    def is_cut() -> bool:
        child.mind()
        return log.path.with_name("it.log.1").exists()

    wait_for("the log to be cut", is_cut)
    child.stop()

    assert log.path.stat().st_size < 1_000_000


def test_a_data_directory_is_run_once_at_a_time(tmp_path: Path) -> None:
    with (tmp_path / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(Conflict) as refused:
            run_up(Settings(home=tmp_path), stop=threading.Event(), say=Told())

    assert "XUNCHENG_HOME" in refused.value.sentences("en")[0]


def test_a_port_in_use_is_told_before_anything_is_started(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(up, "_PORT_SECONDS", 0)
    port = free_port()
    with socket.socket() as other:
        other.bind((LOOPBACK, port))
        other.listen()

        with pytest.raises(Conflict) as refused:
            run_up(Settings(home=tmp_path, prefect_port=port), stop=threading.Event(), say=told)

    assert str(port) in refused.value.sentences("zh")[0]
    assert not any("started" in line for line in told)
