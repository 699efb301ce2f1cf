"""W1, durable transitions: items move through `advance`, as the doors move them, one at a time.

Access check, facts, guards, compare-and-swap, chained entry, timers, notices, commit. Engine and
floor take turns event by event, each round on items of its own.
"""

from __future__ import annotations

import random
import time
from typing import Any

from benchmarks.floor import READ_CASE, Recorder, floor_of
from benchmarks.office import PATH
from benchmarks.places import filled
from benchmarks.rounds import Round, told, undisturbed
from engine.advance import advance
from engine.commands import Advance

_SPARE = 2


def measure(kind: str, base: str, items: int, rounds: int) -> dict[str, Any]:
    """Return what `items` items, shared out over the rounds, took on a database of `kind`."""
    each = items // rounds
    moves = statements = 0
    with filled(kind, base, each * (rounds + _SPARE)) as (bench, copy):
        floor = floor_of(copy())
        recorder = Recorder(bench.database)
        shuffle = random.Random(items).shuffle

        def take(number: int) -> Round:
            nonlocal moves, statements
            made = Round()
            mine = bench.items[number * each : (number + 1) * each]
            for step, (event, who, inputs) in enumerate(PATH):
                shuffle(mine)
                cpu = time.process_time()
                for case_id in mine:
                    command = Advance(case_id, event, bench.who[who], inputs, revision=step + 1)
                    began = time.perf_counter()
                    advance(bench.office, command)
                    made.engine.append(time.perf_counter() - began)
                made.engine_cpu += time.process_time() - cpu
                written = recorder.take()
                moves += len(written)
                statements += sum(map(len, written))
                cpu = time.process_time()
                for case_id, once in zip(mine, written, strict=True):
                    began = time.perf_counter()
                    floor.transact([(READ_CASE, {"id": case_id})], once)
                    made.floor.append(time.perf_counter() - began)
                made.floor_cpu += time.process_time() - cpu
            return made

        taken = undisturbed(take, rounds, _SPARE)
        floor.close()
    return {**told(taken), "statements": round(statements / moves, 1)}
