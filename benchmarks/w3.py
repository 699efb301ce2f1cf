"""W3, many at once: eight processes on cases of their own, eight at one case, four sweepers.

Every process has a connection of its own, for the engine as for the floor. On SQLite all of them
write one file, and the longest wait of anybody counts.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from benchmarks.floor import READ_CASE, Recorder, floor_of
from benchmarks.office import PATH, BenchOffice
from benchmarks.places import filled
from benchmarks.rounds import Round, told, undisturbed
from benchmarks.together import together
from engine.advance import advance
from engine.commands import Advance
from engine.timers import sweep
from kernel.errors import Conflict
from store.database import Statement

WRITERS = 8
SWEEPERS = 4
_SPARE = 1
_CONTESTED = 8
_SMALL_BATCH = 25

_UNTIL_DUE = timedelta(days=11)
"""By then the first step of every item's first limit is due."""
_COUNT_DUE = "SELECT count(*) AS n FROM timers WHERE status = 'armed' AND next_at <= :now"


@dataclass(frozen=True, slots=True)
class Worked:
    """What one of several processes did: from when to when, and the time of each piece."""

    began: float
    ended: float
    times: list[float]


Written = dict[int, list[Sequence[Statement]]]
"""Case → what each of its moves wrote."""


def measure(kind: str, base: str, items: int, rounds: int) -> dict[str, Any]:
    """Return what eight writers take on a database of `kind`, and who wins where only one may."""
    each = items // WRITERS
    with filled(kind, base, each * WRITERS + _CONTESTED) as (bench, copy):
        contested, items_of = bench.items[:_CONTESTED], bench.items[_CONTESTED:]
        shares = [items_of[n * each : (n + 1) * each] for n in range(WRITERS)]
        rivals = copy()
        swept = copy()
        copies = [(copy(), copy()) for _ in range(rounds + _SPARE)]
        written = _record(bench, items_of)

        def take(number: int) -> Round:
            engine_url, floor_url = copies[number]
            place = (bench.home, bench.office.now(), bench.who)
            engine = together([(_move, (engine_url, *place, mine)) for mine in shares])
            theirs = [{one: written[one] for one in mine} for mine in shares]
            floor = together([(_write, (floor_url, mine)) for mine in theirs])
            return Round(
                [t for one in engine for t in one.times], [t for one in floor for t in one.times],
                engine_wall=_wall(engine), floor_wall=_wall(floor),
            )  # fmt: skip

        taken = undisturbed(take, rounds, _SPARE)
        done = told(taken)
        done["engine_worst_ms"] = round(1e3 * max(max(one.engine) for one in taken), 1)
        done["floor_worst_ms"] = round(1e3 * max(max(one.floor) for one in taken), 1)
        return {**done, **_same_case(bench, rivals, contested), **_sweepers(bench, swept)}


def _record(bench: BenchOffice, items: Sequence[int]) -> Written:
    """Move every item once and return what was written."""
    recorder = Recorder(bench.database)
    written: Written = {}
    for case_id in items:
        for event, who, inputs in PATH:
            advance(bench.office, Advance(case_id, event, bench.who[who], inputs))
        written[case_id] = recorder.take()
    return written


def _move(
    start: Barrier, url: str, home: Path, now: datetime, who: Mapping[str, int], items: list[int]
) -> Worked:
    """Move items through the engine; return the time of each transition."""
    bench = BenchOffice(url, home)
    bench.clock.set(now)
    warm, *mine = items  # by the first one all is loaded, as in a process that has run for a while
    for event, name, inputs in PATH:
        advance(bench.office, Advance(warm, event, who[name], inputs))
    start.wait()
    times, first = [], time.perf_counter()
    for event, name, inputs in PATH:
        for case_id in mine:
            began = time.perf_counter()
            advance(bench.office, Advance(case_id, event, who[name], inputs))
            times.append(time.perf_counter() - began)
    ended = time.perf_counter()
    bench.database.close()
    return Worked(first, ended, times)


def _wall(worked: Sequence[Worked]) -> float:
    """Return how long all of them took together; the clock is the same for all processes."""
    return max(one.ended for one in worked) - min(one.began for one in worked)


def _write(start: Barrier, url: str, written: Written) -> Worked:
    """Write the same rows by hand; return the time of each transaction."""
    floor = floor_of(url)
    (warm, before), *mine = written.items()
    for once in before:
        floor.transact([(READ_CASE, {"id": warm})], once)
    start.wait()
    times, first = [], time.perf_counter()
    for step in range(len(PATH)):
        for case_id, moves in mine:
            began = time.perf_counter()
            floor.transact([(READ_CASE, {"id": case_id})], moves[step])
            times.append(time.perf_counter() - began)
    ended = time.perf_counter()
    floor.close()
    return Worked(first, ended, times)


def _same_case(bench: BenchOffice, url: str, contested: list[int]) -> dict[str, Any]:
    """Have eight processes give every event of some cases at the same moment."""
    given = (url, bench.home, bench.office.now(), bench.who, contested)
    won = together([(_race, given) for _ in range(WRITERS)])
    winners = Counter(sum(one) for one in zip(*won, strict=True))
    return {"races": sum(winners.values()), "races_with_one_winner": winners[1]}


def _race(
    start: Barrier, url: str, home: Path, now: datetime, who: Mapping[str, int], items: list[int]
) -> list[int]:
    """Give every event when the others do; return 1 for each race won."""
    bench = BenchOffice(url, home)
    bench.clock.set(now)
    won = []
    for case_id in items:
        for step, (event, name, inputs) in enumerate(PATH):
            start.wait()
            try:
                advance(bench.office, Advance(case_id, event, who[name], inputs, step + 1))
            except Conflict:
                won.append(0)
            else:
                won.append(1)
    bench.database.close()
    return won


def _sweepers(bench: BenchOffice, url: str) -> dict[str, Any]:
    """Have four processes sweep what is due at the same moment; each timer fires once."""
    due = BenchOffice(url, bench.home)
    now = due.clock.now() + _UNTIL_DUE
    with due.database.reading() as tx:
        expected = (tx.row(_COUNT_DUE, now=now) or {})["n"]
    due.database.close()
    began = time.perf_counter()
    spoken = sum(together([(_sweep, (url, bench.home, now)) for _ in range(SWEEPERS)]))
    with due.database.reading() as tx:
        told_of = 'SELECT count(*) AS n FROM entries WHERE body LIKE \'%"what":"timer"%\''
        entries = (tx.row(told_of) or {})["n"]
    due.database.close()
    return {
        "sweepers_due": expected, "sweepers_fired": spoken, "sweepers_entries": entries,
        "sweepers_s": round(time.perf_counter() - began, 2),
    }  # fmt: skip


def _sweep(start: Barrier, url: str, home: Path, now: datetime) -> int:
    bench = BenchOffice(url, home)
    bench.clock.set(now)
    start.wait()
    spoken = 0
    while True:
        report = sweep(bench.office, batch=_SMALL_BATCH)
        spoken += report.spoken
        if report.next_due is None or report.next_due > now:
            return spoken
