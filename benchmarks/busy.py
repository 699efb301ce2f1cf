"""A sweep while people work: how late the last of a thousand timers is, and how long people wait.

Three processes on one database: one sweeps what is due, two move cases without a pause. No timer is
later than the whole sweep takes. Part of W2.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from benchmarks.office import PATH, BenchOffice
from benchmarks.rounds import p99
from benchmarks.together import together
from engine.advance import advance
from engine.commands import Advance
from engine.timers import sweep

PEOPLE = 2


def measure_busy(bench: BenchOffice, url: str, now: datetime, theirs: list[int]) -> dict[str, Any]:
    """Return what a sweep and the moves of people cost each other.

    Args:
        bench: The office.
        url: A copy of its database.
        now: When to sweep.
        theirs: The items that people move meanwhile.
    """
    place = (url, bench.home, now)
    people = [(_move, (*place, bench.who, theirs[n::PEOPLE])) for n in range(PEOPLE)]
    (seconds, spoken), *waits = together([(_sweep, place), *people])
    every = [one for each in waits for one in each]
    return {
        "busy_fired": spoken,
        "busy_latest_s": round(seconds, 3),
        "busy_people_ms_p99": round(1e3 * p99(every), 1),
        "busy_people_ms_worst": round(1e3 * max(every), 1),
    }


def _sweep(start: Barrier, url: str, home: Path, now: datetime) -> tuple[float, int]:
    bench = BenchOffice(url, home)
    bench.clock.set(now)
    start.wait()
    began = time.perf_counter()
    report = sweep(bench.office)
    return time.perf_counter() - began, report.spoken


def _move(
    start: Barrier, url: str, home: Path, now: datetime, who: Mapping[str, int], items: list[int]
) -> list[float]:
    bench = BenchOffice(url, home)
    bench.clock.set(now)
    start.wait()
    times = []
    for case_id in items:
        for event, name, inputs in PATH:
            began = time.perf_counter()
            advance(bench.office, Advance(case_id, event, who[name], inputs))
            times.append(time.perf_counter() - began)
    return times
