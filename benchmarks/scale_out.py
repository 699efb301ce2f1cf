"""How much several processes on one PostgreSQL do: decisions of people, and due timers that speak.

    .venv/bin/python -m benchmarks.scale_out --cases 4000 --processes 2 1 2 1 4

Each number of processes finds an office of its own with so many items. First all are claimed, in
equal shares, each claim a durable transaction; then what is due is swept by as many sweepers. The
figures of docs/operations/scale-out.md come from here; a further work is one more `at_once`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from engine.audit import verify
from tests.support import postgres
from tests.support.rivals import at_once, sweep_all
from tests.support.thousands import Thousands, claim_all

_PATIENCE = 600.0


def measure(url: str, home: Path, cases: int, processes: int) -> tuple[float, float]:
    """Return decisions and firings a second; whatever is not exact ends it."""
    made = Thousands.found(url, home)
    made.fill(cases, "json://127.0.0.1:1/ok")
    desk = made.desk
    shares = [made.items[at::processes] for at in range(processes)]
    claims = [(claim_all, (desk.who["liaison"], share)) for share in shares]
    at_once(desk, [(claim_all, (desk.who["liaison"], ()))])  # the processes are ready from here on
    began = time.perf_counter()
    assert sum(at_once(desk, claims, _PATIENCE)) == cases
    claimed = time.perf_counter() - began
    due = made.due()
    began = time.perf_counter()
    told = at_once(desk, [(sweep_all, ())] * processes, _PATIENCE)
    swept = time.perf_counter() - began
    assert sum(one["spoken"] for one in told) == due
    assert verify(desk.office.database, desk.office.policy).sound
    desk.close()
    return cases / claimed, due / swept


def main() -> None:
    """Print a line for each number of processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=4000)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, postgres.throw_away_server() as server:
        for turn, many in enumerate(wanted.processes):
            url = postgres.create_database(server, f"office{turn}")
            decisions, firings = measure(url, Path(home) / str(turn), wanted.cases, many)
            sys.stdout.write(
                f"{many} processes: {decisions:,.0f} decisions, {firings:,.0f} timers\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
