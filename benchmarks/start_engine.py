"""A process that opens the office of the environment, gives one event and tells its memory.

XUNCHENG_HOME=... XUNCHENG_DATABASE_URL=... python -m benchmarks.start_engine CASE PERSON
"""

from __future__ import annotations

import resource
import sys

from config.wiring import build_office
from engine.advance import advance
from engine.commands import Advance

if __name__ == "__main__":
    advance(build_office(), Advance(int(sys.argv[1]), "claim", int(sys.argv[2])))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
