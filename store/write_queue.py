"""Writers of one SQLite file queue, in this process and in others, instead of asking again.

SQLite itself lets whoever asks at the right moment write, and the others sleep longer and longer:
with eight writers the unlucky one waits for seconds. Here they stand behind two locks of the
operating system, which lets go of what a process held when it dies: who holds `turn` is next, who
holds `pen` writes. The system hands `turn` on in the order of coming; its holder looks whether the
pen is free, and when it loses patience it leaves the queue, as all behind it do then, and asks
SQLite, which says that the database is locked. One that is stopped, not killed, in the moment in
which it is next holds all up until it goes on. Databases that bring a queue of their own need none.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

if sys.platform != "win32":
    import fcntl

LOCKS = ("turn", "pen")
"""What comes after the name of the file, for each lock."""
_ROOT = 0
_LOOK_SECONDS = 0.00005
"""How often the one who is next looks again; nobody else does."""


class WriteQueue:
    """A place in the queue of one SQLite file, for one connection.

    Args:
        path: The file; the locks lie beside it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: list[int] = []
        self._writes = False

    def enter(self, patience: float) -> None:
        """Wait until it is this connection's turn to write, or for `patience` seconds."""
        if sys.platform == "win32":
            return
        if len(self._files) < len(LOCKS):
            self._open()
        turn, pen = self._files
        end = time.monotonic() + patience
        fcntl.flock(turn, fcntl.LOCK_EX)
        try:
            self._writes = _taken(pen, end)
        finally:
            fcntl.flock(turn, fcntl.LOCK_UN)

    def _open(self) -> None:
        """Open the locks, for whoever may write the file itself; SQLite treats its log so, too."""
        self.close()  # of an attempt that found no file descriptor left, say
        file, me = self._path.stat(), os.geteuid()
        mode = stat.S_IMODE(file.st_mode)
        for name in LOCKS:
            beside = self._path.with_name(f"{self._path.name}-{name}")
            lock = os.open(beside, os.O_RDWR | os.O_CREAT, mode)
            self._files.append(lock)
            if os.fstat(lock).st_uid == me:  # whatever the umask of who happened to write first
                os.fchmod(lock, mode)
                if me == _ROOT:
                    os.fchown(lock, file.st_uid, file.st_gid)

    def leave(self) -> None:
        """Let the next one write; nothing happens when it was not this connection's turn."""
        if sys.platform == "win32" or not self._writes:
            return
        self._writes = False
        fcntl.flock(self._files[1], fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the place up."""
        for one in self._files:
            os.close(one)
        self._files, self._writes = [], False


def _taken(lock: int, end: float) -> bool:
    """Take a lock as soon as it is free; return False when it is not until `end`."""
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return False
            time.sleep(_LOOK_SECONDS)
        else:
            return True
