"""Durable transitions against the floor: hand-written SQL that writes the very same rows.

The engine moves items through `advance`, as the doors do: access, facts, guards, compare-and-swap,
chained entry, timers, notices, commit. Every statement it wrote is then run by the floor on a copy
of the database: begin, read the case, the same statements one after the other, commit, with the
same durability. Engine and floor take turns, event by event.

    python -m benchmarks.transitions [--items 500] [--rounds 3] [--postgres URL]
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.office import PATH, BenchOffice
from engine.advance import advance
from engine.commands import Advance
from store.database import Database, Statement, Transaction
from store.on_postgres import for_psycopg

Floor = Callable[[int, list[Statement]], None]


class Recorder:
    """Keeps the statements of each transaction, for the floor to run again."""

    def __init__(self, database: Database) -> None:
        self._writing = database.writing
        self.written: list[Statement] = []

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Open the engine's transaction and listen to what it writes."""
        with self._writing() as tx:
            original = tx.finish

            def listen(statements: Any, *, proofs: int) -> None:
                self.written = [(sql, dict(values)) for sql, values in statements]
                original(statements, proofs=proofs)

            tx.finish = listen  # type: ignore[method-assign]
            try:
                yield tx
            finally:
                del tx.finish  # type: ignore[attr-defined]


def sqlite_floor(path: Path) -> Floor:
    """Return the hand-written transaction on the SQLite file at `path`."""
    raw = sqlite3.connect(path, isolation_level=None, cached_statements=512)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=ON")

    def run(case_id: int, statements: list[Statement]) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("SELECT * FROM cases WHERE id = ?", (case_id,)).fetchone()
        for sql, values in statements:
            raw.execute(sql, values)
        raw.execute("COMMIT")

    return run


def postgres_floor(url: str) -> Floor:
    """Return the hand-written transaction on the PostgreSQL database at `url`."""
    import psycopg

    raw = psycopg.connect(url, autocommit=True, options="-c timezone=UTC", prepare_threshold=2)
    cursor = raw.cursor()

    def run(case_id: int, statements: list[Statement]) -> None:
        cursor.execute("BEGIN")
        cursor.execute("SELECT * FROM cases WHERE id = %s FOR UPDATE", (case_id,)).fetchone()
        for sql, values in statements:
            cursor.execute(for_psycopg(sql), values)
        cursor.execute("COMMIT")

    return run


def measure(bench: BenchOffice, floor: Floor, rounds: int, seed: int) -> dict[str, Any]:
    """Return times a transition of engine and floor, and their ratio, event by event."""
    recorder = Recorder(bench.database)
    bench.database.writing = recorder.writing  # type: ignore[method-assign]
    shuffle = random.Random(seed).shuffle
    ratios, engine_all, floor_all, statements = [], [], [], 0
    per_round = len(bench.items) // rounds
    for number in range(rounds):
        items = bench.items[number * per_round : (number + 1) * per_round]
        spent = [0.0, 0.0]
        for step, (event, who, inputs) in enumerate(PATH):
            shuffle(items)
            written: list[tuple[int, list[Statement]]] = []
            for case_id in items:
                command = Advance(case_id, event, bench.who[who], inputs, revision=step + 1)
                started = time.perf_counter()
                advance(bench.office, command)
                took = time.perf_counter() - started
                engine_all.append(took)
                spent[0] += took
                written.append((case_id, recorder.written))
                statements += len(recorder.written)
            for case_id, once in written:
                started = time.perf_counter()
                floor(case_id, once)
                took = time.perf_counter() - started
                floor_all.append(took)
                spent[1] += took
        ratios.append(spent[0] / spent[1])
    return {
        "transitions": len(engine_all),
        "statements_per_transition": round(statements / len(engine_all), 1),
        "engine_us_p50": round(statistics.median(engine_all) * 1e6),
        "floor_us_p50": round(statistics.median(floor_all) * 1e6),
        "engine_us_p99": round(statistics.quantiles(engine_all, n=100)[98] * 1e6),
        "floor_us_p99": round(statistics.quantiles(floor_all, n=100)[98] * 1e6),
        "time_vs_floor": round(statistics.median(ratios), 2),
        "time_vs_floor_rounds": [round(ratio, 2) for ratio in ratios],
    }


def on_sqlite(items: int, rounds: int) -> dict[str, Any]:
    """Measure on SQLite (write-ahead log, synchronous=FULL)."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bench = BenchOffice(f"sqlite:///{home / 'engine.db'}", home)
        bench.fill(items)
        bench.database.close()
        shutil.copy(home / "engine.db", home / "floor.db")
        return measure(bench, sqlite_floor(home / "floor.db"), rounds, items)


def on_postgres(url: str, items: int, rounds: int) -> dict[str, Any]:
    """Measure on PostgreSQL; the two databases are made below the maintenance address `url`."""
    from tests.support.postgres import create_database, drop_database

    with tempfile.TemporaryDirectory() as folder:
        engine_url = create_database(url, "bench_engine")
        bench = BenchOffice(engine_url, Path(folder))
        bench.fill(items)
        bench.database.close()
        floor_url = create_database(url, "bench_floor", template="bench_engine")
        try:
            return measure(bench, postgres_floor(floor_url), rounds, items)
        finally:
            bench.database.close()
            drop_database(url, "bench_engine")
            drop_database(url, "bench_floor")


def main() -> None:
    """Measure what was asked for and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--postgres", help="a maintenance database; a throw-away server if left out"
    )
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    results: dict[str, Any] = {}
    if given.only != "postgresql":
        results["sqlite"] = on_sqlite(given.items, given.rounds)
    if given.only != "sqlite":
        if given.postgres:
            results["postgresql"] = on_postgres(given.postgres, given.items, given.rounds)
        else:
            from tests.support.postgres import server

            with server() as url:
                results["postgresql"] = on_postgres(url, given.items, given.rounds)
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
