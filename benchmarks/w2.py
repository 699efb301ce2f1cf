"""W2, the sweep: a thousand due timers among ten thousand, a hundred thousand, a million armed.

Each fires with its case read, its ladder asked, its chained entry and its notices written. The
floor does the same writes in batches of the same size. Rounds are successive steps of the ladders.
"""

from __future__ import annotations

import statistics
import time
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from benchmarks.busy import measure_busy
from benchmarks.floor import READ_CASE, READ_DUE, Recorder, floor_of
from benchmarks.office import BenchOffice
from benchmarks.places import filled
from benchmarks.rounds import Round, micro, told
from engine.timers import BATCH, sweep
from store import timers
from store.moves import CASE_COLUMNS

DUE = 1_000
_THEIRS = 100
"""So many items more, for people to move while a sweep goes on."""
_FAR = 10_000_000
"""The first id of the cases that only lie there."""
_IDLE = 200
_SERIES = {
    True: "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series"
    " WHERE n < {more}) ",
    False: "WITH series AS (SELECT generate_series(1, {more}) AS n) ",
}


def lie_there(bench: BenchOffice, more: int) -> None:
    """Add `more` cases whose timer is armed for a day that never comes, copied in one go."""
    item = bench.items[0]
    with bench.database.writing() as tx:
        names = {
            "cases": CASE_COLUMNS,
            "rectification_details": tuple(_one(tx, "rectification_details", "case_id", item)),
            "timers": tuple(_one(tx, "timers", "case_id", item)),
        }
        for table, columns in names.items():
            key = "id" if table == "cases" else "case_id"
            told_otherwise = {key: f"{_FAR} + n", "next_at": ":far"}
            values = ", ".join(told_otherwise.get(one, f"t.{one}") for one in columns)
            series = _SERIES[bench.database.is_sqlite].format(more=more)
            only = " AND t.deadline = :deadline" if table == "timers" else ""
            given = {"item": item}
            if table == "timers":
                given |= {
                    "far": bench.office.now() + timedelta(days=36_500),
                    "deadline": "rectification_report",
                }
            select = f"SELECT {values} FROM series, {table} t WHERE t.{key} = :item{only}"  # noqa: S608
            into = f"INSERT INTO {table} ({', '.join(columns)}) "
            if bench.database.is_sqlite:
                tx.write(series + into + select, **given)
            else:
                tx.write(into + series + select, **given)
    if not bench.database.is_sqlite:
        with bench.database.engine().connect() as connection:
            connection.exec_driver_sql("ANALYZE")


def _one(tx: Any, table: str, key: str, case_id: int) -> dict[str, Any]:
    row = tx.row(f"SELECT * FROM {table} WHERE {key} = :id LIMIT 1", id=case_id)  # noqa: S608
    assert row is not None
    return dict(row)


def measure(kind: str, base: str, armed: int, rounds: int) -> dict[str, Any]:
    """Return what it takes to fire what is due among `armed` timers on a database of `kind`."""
    with filled(kind, base, DUE + _THEIRS, partial(lie_there, more=armed)) as (bench, copy):
        floor = floor_of(copy())
        busy = copy()
        idle = _idle(bench)
        recorder = Recorder(bench.database)
        taken: list[Round] = []
        fired = 0
        first_due: datetime | None = None
        while len(taken) < rounds:
            now = wind_on(bench)
            began, cpu = time.perf_counter(), time.process_time()
            report = sweep(bench.office)
            made = Round([time.perf_counter() - began], [], time.process_time() - cpu)
            written = recorder.take()
            if report.spoken < DUE:  # a step that only some of the items have
                for once in written:
                    floor.transact([], once)
                continue
            first_due = first_due or now
            fired += report.spoken
            cpu = time.process_time()
            spent = 0.0
            for once in written:
                cases = dict.fromkeys(v["case_id"] for _, v in once if "hash" in v)
                due = (READ_DUE, {"now": now, "most": BATCH})
                reads = [due, *((READ_CASE, {"id": one}) for one in cases)]
                began = time.perf_counter()
                floor.transact(reads, once)
                spent += time.perf_counter() - began
            made.floor, made.floor_cpu = [spent], time.process_time() - cpu
            taken.append(made)
        floor.close()
        beside = measure_busy(bench, busy, first_due or now, bench.items[DUE:])
    done = told(taken)
    each = DUE * rounds / fired
    return {
        **{name: value for name, value in done.items() if not name.endswith("_us_p50")},
        "seconds_for_1000": round(statistics.median(one.engine[0] for one in taken) * each, 3),
        "floor_seconds_for_1000": round(statistics.median(one.floor[0] for one in taken) * each, 3),
        "idle_us": micro(idle),
        **beside,
    }


def wind_on(bench: BenchOffice) -> datetime:
    """Move the clock to the evening of the day on which the next timer wakes."""
    with bench.database.reading() as tx:
        due = max(timers.next_due(tx), bench.clock.now())
    bench.clock.set(due + timedelta(hours=12))
    return bench.clock.now()


def _idle(bench: BenchOffice) -> float:
    """Return the median time of a sweep that finds nothing due."""
    times = []
    for _ in range(_IDLE):
        began = time.perf_counter()
        sweep(bench.office)
        times.append(time.perf_counter() - began)
    return statistics.median(times)
