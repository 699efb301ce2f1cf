"""The command line under test: in this process on a small office, or as a process of its own."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from cli.main import app
from engine.office import Office

_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return the one JSON document on stdout."""
        return json.loads(self.out)


def ask(office: Office | None, *words: object) -> Answer:
    """Run a command in this process."""
    made = CliRunner().invoke(app, [str(word) for word in words], obj=office)
    assert made.exception is None or isinstance(made.exception, SystemExit), made.exc_info
    return Answer(made.exit_code, made.stdout, made.stderr)


def _command(words: Sequence[object]) -> list[str]:
    return [sys.executable, "-c", "from cli.main import run; run()", *map(str, words)]


def _environment(home: Path, more: dict[str, str] | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XUNCHENG_")}  # noqa: TID251
    return {**kept, "XUNCHENG_HOME": str(home), "COLUMNS": "200", **(more or {})}


def start(home: Path, *words: object, **settings: str) -> subprocess.Popen[str]:
    """Start a command as a process of its own."""
    return subprocess.Popen(
        _command(words), env=_environment(home, settings), text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> Answer:
    """Wait for a started command."""
    out, err = process.communicate(timeout=_PATIENCE)
    return Answer(process.returncode, out, err)


def call(home: Path, *words: object, **settings: str) -> Answer:
    """Run a command as a process of its own."""
    return finish(start(home, *words, **settings))


def converse(home: Path, words: Sequence[object], answers: Sequence[str]) -> tuple[int, str]:
    """Run a command on a terminal of its own and type one answer to each question.

    Returns:
        Its exit code and everything it said.
    """
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        _command(words), env=_environment(home), stdin=follower, stdout=follower, stderr=follower,
        start_new_session=True,
    )  # fmt: skip
    os.close(follower)
    said, answered, waiting = b"", 0, list(answers)
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if not select.select([leader], [], [], 0.1)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            said += os.read(leader, 4096)
        except OSError:  # the other side is gone
            break
        if waiting and said[answered:].endswith(b": "):
            answered = len(said)
            os.write(leader, f"{waiting.pop(0)}\n".encode())
    os.close(leader)
    return process.wait(_PATIENCE), said.decode(errors="replace")
