"""Named crash points of files: every file made, written, renamed or removed by the backups.

A point is named after what is about to happen and the lines of ours that lead there. As with the
statements, nobody lists them: Python tells an audit hook, and `file_writes_in` reads from the code
which there must be. A further way to write a file is one more word in `_CALLS` and `_EVENTS`.
"""

from __future__ import annotations

import ast
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from tests.support.repository import ROOT

SOURCES = (
    *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "engine/backups").glob("*.py"))),
    "store/backup_sqlite.py",
    "store/backup_postgres.py",
)
_EVENTS = frozenset({
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree",
    "tempfile.mkdtemp", "subprocess.Popen",
})  # fmt: skip
_CALLS = frozenset({
    "mkdir", "touch", "unlink", "replace", "write_text", "chmod", "rmtree", "copyfile", "backup",
    "TemporaryDirectory",
})  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Reached = Callable[[str], None]


def file_writes_in(source: str) -> Iterator[str]:
    """Yield where a file of the program writes files, as `place:line`."""
    for node in ast.walk(ast.parse((ROOT / source).read_text())):
        if isinstance(node, ast.Call) and _name(node.func) in _CALLS:
            yield f"{source}:{node.end_lineno if node.lineno == node.end_lineno else node.lineno}"


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def watch_files(reached: Reached) -> None:
    """Tell `reached` of every write to a file that is about to happen; for the whole process."""

    def heard(event: str, given: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(given[2], int) and given[2] & _WRITES
        if (writes or event in _EVENTS) and (lines := _lines(sys._getframe(1))):
            reached(f"{event} at {' '.join(lines)}")

    sys.addaudithook(heard)
    communicate = subprocess.Popen.communicate

    def midway(self: Any, *given: Any, **more: Any) -> Any:
        if lines := _lines(sys._getframe(1)):
            reached(f"running a program at {' '.join(lines)}")
        return communicate(self, *given, **more)

    subprocess.Popen.communicate = midway  # type: ignore[method-assign]


def copied_by_halves(
    connection: sqlite3.Connection, target: sqlite3.Connection, reached: Reached
) -> None:
    """Copy an SQLite database with a point at which half of it is there."""
    place = " ".join(_lines(sys._getframe(1)))
    reached(f"copying at {place}")
    [pages] = connection.execute("PRAGMA page_count").fetchone()

    def midway(status: int, remaining: int, total: int) -> None:
        if remaining:
            reached(f"half copied at {place}")

    sqlite3.Connection.backup(connection, target, pages=pages // 2 + 1, progress=midway)


def _lines(frame: FrameType | None) -> list[str]:
    """Return the lines of the backups' own files that led here, the innermost last."""
    found: list[str] = []
    while frame is not None:
        source = frame.f_code.co_filename.removeprefix(f"{ROOT}/")
        if source in SOURCES:
            found.append(f"{source}:{frame.f_lineno}")
        frame = frame.f_back
    return found[::-1]
