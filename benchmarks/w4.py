"""W4, the start: a whole process up to its first transition, with a hundred thousand stored cases.

Engine and floor are processes of their own (`start_engine.py`, `start_floor.py`), taken in turns.
As in an installation, the bytecode lies ready: it is written by one start that is not counted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.places import filled
from benchmarks.w2 import lie_there

_FLOOR = Path(__file__).with_name("start_floor.py")
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_HELP = (str(Path(sys.executable).with_name("xuncheng")), "--help")


def measure(kind: str, base: str, stored: int, rounds: int) -> dict[str, Any]:
    """Return what a start takes with `stored` cases in a database of `kind`."""
    engine, floor = [], []
    with filled(kind, base, rounds + 1, partial(lie_there, more=stored)) as (bench, copy):
        url, person = copy(), str(bench.who["liaison"])
        place = {"XUNCHENG_HOME": str(bench.home), "XUNCHENG_DATABASE_URL": url}
        first, *others = map(str, bench.items)
        _timed(place, sys.executable, "-m", "benchmarks.start_engine", first, person)
        for case_id in others:
            moved = (sys.executable, "-m", "benchmarks.start_engine", case_id, person)
            engine.append(_timed(place, *moved))
            floor.append(_timed({}, sys.executable, str(_FLOOR), url, case_id))
    helped = [_timed({}, *_HELP)[0] for _ in range(rounds)]
    ratios = sorted(one[0] / other[0] for one, other in zip(engine, floor, strict=True))
    return {
        "time_vs_floor": round(statistics.median(ratios), 2),
        "time_vs_floor_spread": [round(ratios[0], 2), round(ratios[-1], 2)],
        "engine_ms": round(statistics.median(one[0] for one in engine) * 1e3),
        "floor_ms": round(statistics.median(one[0] for one in floor) * 1e3),
        "engine_mb": round(max(one[1] for one in engine) / 1024),
        "floor_mb": round(max(one[1] for one in floor) / 1024),
        "help_ms": round(statistics.median(helped) * 1e3),
    }


def _timed(place: Mapping[str, str], *command: str) -> tuple[float, int]:
    """Run a process; return its time and its largest memory in kilobytes, where it tells it."""
    told = (f"{name}={value}" for name, value in place.items())
    began = time.perf_counter()
    done = subprocess.run(
        ("env", "-u", _NO_BYTECODE, *told, *command), check=True, capture_output=True, text=True
    )
    took = time.perf_counter() - began
    return took, int(done.stdout) if done.stdout.strip().isdigit() else 0
