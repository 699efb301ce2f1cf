"""The clock of an office that is only played: its time runs on from where the play stood.

A demo's data directory holds the file `pretend.json`, which the demo alone writes; every program
on that directory then lives that much in the past. A real office has no such file.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from kernel.clock import Clock, ShiftedClock, SystemClock

_FILE = "pretend.json"
_BEHIND = "behind_seconds"


def pretend(home: Path, moment: datetime) -> None:
    """Have every program on `home` live as if it were `moment` now, with time running on."""
    behind = (SystemClock().now() - moment).total_seconds()
    (home / _FILE).write_text(json.dumps({_BEHIND: behind}), encoding="utf-8")


def is_pretended(home: Path) -> bool:
    """Say whether a data directory belongs to a play."""
    return (home / _FILE).is_file()


def clock_of(home: Path, source: str) -> Clock:
    """Return the clock of a data directory: the machine's, but in a play.

    Args:
        home: The data directory.
        source: What sets the machine's clock, as the office says.
    """
    if not is_pretended(home):
        return SystemClock(source)
    told = json.loads((home / _FILE).read_text(encoding="utf-8"))
    return ShiftedClock(timedelta(seconds=float(told[_BEHIND])))
