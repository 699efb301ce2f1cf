"""The time of every page, and two hundred people at once, in an office with many open cases.

Pages are asked for one after the other inside this process; time is the server's, with the
processor's beside it, which a crowded machine does not change. Then the site is served as
`xuncheng web` serves it, and people open their pages all at once.

    python -m benchmarks.web [--cases 10000] [--times 20] [--people 200] [--processes 1]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from starlette.testclient import TestClient

from benchmarks.web_office import WebOffice
from config.clockwork import LOOPBACK
from engine.accounts.signing import open_session
from kernel.ids import case_number
from tests.support.house import free_port, wait_for
from web.app import create_app

LIMIT_MS = 150
"""No page may take longer on the server (the rule of this office)."""


@dataclass(frozen=True)
class Times:
    """How long something took, in milliseconds."""

    wall: list[float]
    processor: list[float]

    def row(self) -> str:
        """Return p50, p95 and p99, and the median of processor time."""
        return " | ".join(
            f"{one:.0f}"
            for one in (*(_quantile(self.wall, q) for q in (50, 95, 99)),
                        _quantile(self.processor, 50), _quantile(self.processor, 95))
        )  # fmt: skip


def _quantile(values: list[float], percent: int) -> float:
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def pages_for(bench: WebOffice) -> Iterator[tuple[str, str]]:
    """Yield who opens which page."""
    item, unit, its_round = (
        case_number(one) for one in (bench.items[4], bench.assignments[0], bench.round)
    )
    everybody = ("staff", "director", "chief", "secretary", "supervisor", "leader0", "head0",
                 "liaison0")  # fmt: skip
    for who in everybody:
        yield who, "/desk"
        yield who, "/cases"
        yield who, "/cases?sort=due"
        yield who, "/notices"
        yield who, "/rounds"
        yield who, "/ledgers"
    for who in ("staff", "head0", "leader0"):
        yield who, f"/cases/{unit}"
        yield who, "/cases?kind=rectification&state=planned"
        yield who, "/search?q=单位001"
    for who in ("staff", "chief"):
        yield who, "/desk?kind=rectification"
        yield who, "/desk?due=overdue"
        yield who, f"/cases/{item}"
        yield who, "/ledgers/fixes"
        yield who, "/ledgers/accounts"
        yield who, "/ledgers/extensions"
        yield who, "/ledgers/clues"
        yield who, "/coverage"
        for view in ("", "/course", "/gates", "/figures", "/weekly", "/dispatch"):
            yield who, f"/rounds/{its_round}{view}"
        yield who, f"/cases/{its_round}"
    for path in ("/people", "/people/liaison0", "/policy", "/policy/limits.toml", "/cases/new",
                 "/rounds/new", f"/cases/{item}/print"):  # fmt: skip
        yield "staff", path
    yield "auditor", "/audit"


def page_times(bench: WebOffice, times: int) -> dict[tuple[str, str], Times]:
    """Return how long each page takes when it is asked for `times` times."""
    found = {}
    with TestClient(create_app(bench.office), "http://localhost") as client:
        for who, path in pages_for(bench):
            client.cookies.set("xuncheng", open_session(bench.office, bench.who[who]).token)
            wall, processor = [], []
            for turn in range(times + 1):
                began, spent = time.perf_counter(), time.process_time()
                answer = client.get(path)
                wall.append((time.perf_counter() - began) * 1000)
                processor.append((time.process_time() - spent) * 1000)
                assert answer.status_code == 200, (who, path, answer.status_code)
                if turn == 0:
                    wall.clear()
                    processor.clear()
            found[who, path] = Times(wall, processor)
    return found


@contextmanager
def site(home: Path) -> Iterator[tuple[str, int]]:
    """Serve the site as a process of its own; yield its address and its number."""
    port = free_port()
    told = {**os.environ, "XUNCHENG_HOME": str(home)}  # noqa: TID251 - the child's own environment
    process = subprocess.Popen(
        [sys.executable, "-m", "web", "--host", LOOPBACK, "--port", str(port)],
        env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://{LOOPBACK}:{port}"
    try:
        wait_for("the site", lambda: _answers(address))
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def _answers(address: str) -> bool:
    try:
        return httpx2.get(f"{address}/health").status_code == 200
    except httpx2.TransportError:
        return False


async def crowd(addresses: list[str], bench: WebOffice, people: int) -> tuple[Times, float]:
    """Have people open their desk, their cases and one case, all at once; return the times."""
    names = list(bench.who)
    at = itertools.cycle(addresses)
    visits = [
        (next(at), open_session(bench.office, bench.who[name]).token, name)
        for name in itertools.islice(itertools.cycle(names), people)
    ]
    limits = httpx2.Limits(max_connections=people)
    async with httpx2.AsyncClient(timeout=120, limits=limits) as client:
        began = time.perf_counter()
        taken = await asyncio.gather(*(_person(client, *one) for one in visits))
        whole = time.perf_counter() - began
    flat = [one for many in taken for one in many]
    return Times(flat, flat), len(flat) / whole


async def _person(client: httpx2.AsyncClient, site: str, token: str, name: str) -> list[float]:
    taken = []
    for path in ("/desk", "/cases", "/notices", "/desk"):
        began = time.perf_counter()
        answer = await client.get(f"{site}{path}", headers={"Cookie": f"xuncheng={token}"})
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (name, path, answer.status_code)
    return taken


def memory(pid: int) -> int:
    """Return the most memory a process has held, in megabytes."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(one for one in told.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def main() -> None:
    """Make the office, measure, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xuncheng-") as folder, ExitStack() as running:
        home = Path(folder) / "home"
        bench = WebOffice(home)
        bench.fill(given.cases)
        print(f"{given.cases} open cases, {given.times} times each; milliseconds on the server\n")
        print(
            "| who | page | p50 | p95 | p99 | processor p50 | processor p95 |\n"
            "|---|---|--:|--:|--:|--:|--:|"
        )
        for (who, path), times in sorted(
            page_times(bench, given.times).items(),
            key=lambda one: -statistics.median(one[1].processor),
        ):
            late = " **" if statistics.median(times.processor) > LIMIT_MS else ""
            print(f"| {who} | `{path}` | {times.row()} |{late}", flush=True)
        sites = [running.enter_context(site(home)) for _ in range(given.processes)]
        times, rate = asyncio.run(crowd([one for one, _ in sites], bench, given.people))
        p50, p95, p99 = (_quantile(times.wall, q) for q in (50, 95, 99))
        print(
            f"\n{given.people} people at once on {given.processes} process(es): {rate:.0f} pages a"
            f" second, p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, memory"
            f" {max(memory(pid) for _, pid in sites)} MB a process"
        )


if __name__ == "__main__":
    main()
