"""The folder of the office's backups: one writer at a time, and what a killed one left is cleared.

Where it is: `backups` under the data directory; a copy made elsewhere by hand is never rotated.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.backups.manifest import PART
from engine.office import Office
from kernel.errors import Conflict, Refused
from kernel.words import Text

DRILL = ".drill-"
"""How temporary folders of restore drills begin."""


def folder_of(office: Office) -> Path:
    """Return the folder of the office's backups.

    Raises:
        Refused: the office has no data directory, because it is only played.
    """
    if office.home is None:
        raise Refused(
            Text("推演中的巡察办没有数据目录。", "An office that is played has no data directory.")
        )
    return office.home / "backups"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder, made when it is missing, and clear what a killed holder left.

    Raises:
        Conflict: somebody else is at it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(
                Text(
                    "另一次备份或恢复演练正在进行，请稍后重试。",
                    "Another backup or restore drill is under way: try again later.",
                )
            ) from None
        for left in folder.glob(f"*{PART}*"):
            left.unlink(missing_ok=True)
        for left in folder.glob(f"{DRILL}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
