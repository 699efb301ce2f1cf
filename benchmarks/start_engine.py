"""A process that opens the office of the environment, gives one event and tells its memory.

XUNCHENG_HOME=... XUNCHENG_DATABASE_URL=... python -m benchmarks.start_engine CASE PERSON
"""

from __future__ import annotations

import sys
from pathlib import Path

from config.wiring import build_office
from engine.advance import advance
from engine.commands import Advance

STATUS = Path("/proc/self/status")

if __name__ == "__main__":
    advance(build_office(), Advance(int(sys.argv[1]), "claim", int(sys.argv[2])))
    print(next(line.split()[1] for line in STATUS.open() if line.startswith("VmHWM")))
