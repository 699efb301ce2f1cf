"""A log: cut when it is long, while the programs that write into it go on writing.

What a program says goes straight into the file, its last words included, so that nothing stands
between them. Whoever started it cuts the file; a command that fails cuts the one it writes to. How
long a log may be and how many older parts are kept are settings (`XUNCHENG_LOG_MEGABYTES`,
`XUNCHENG_LOG_FILES`).
"""

from __future__ import annotations

import os
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import BinaryIO

_MEGABYTE = 1_000_000
_CHUNK = 1 << 20


class LogFile:
    """One log and its older parts, `web.log.1` the newest of them.

    Args:
        path: The file.
        megabytes: How long it may become.
        files: How many older parts are kept.
    """

    def __init__(self, path: Path, megabytes: int, files: int) -> None:
        self.path = path
        self._most = megabytes * _MEGABYTE
        self._cutter = RotatingFileHandler(path, backupCount=files, delay=True)
        self._cutter.rotator = _move_words

    def open(self) -> BinaryIO:
        """Return the file for a program to write into; the folder is made."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.path.open("ab")

    def cut(self) -> None:
        """Cut it when it is too long."""
        if self.path.exists() and self.path.stat().st_size > self._most:
            self._cutter.doRollover()


def _move_words(source: str, target: str) -> None:
    """Move what a file says to another; the programs that write into it keep it open.

    They append, so they go on at its new end. What they say while it is copied is copied as well.
    """
    with Path(source).open("r+b") as long, Path(target).open("wb") as older:
        os.fchmod(older.fileno(), Path(source).stat().st_mode & 0o777)
        while chunk := long.read(_CHUNK):
            older.write(chunk)
        long.truncate(0)
