"""Runs the peers on SQLite and PostgreSQL, prints a table and writes the same to a file.

    python -m benchmarks.peers [--only NAME ...] [--on sqlite|postgresql] [--small]

Every peer is measured against the floor in turns; environments are made on first use.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.peers.catalogue import PEERS, Peer
from benchmarks.peers.environments import python_of
from benchmarks.peers.turns import Turns, take
from benchmarks.places import postgres
from benchmarks.rounds import micro, told

RESULTS = Path(__file__).parents[1] / "results" / "peers.json"
_KINDS = ("sqlite", "postgresql")
_ROUNDS = 3
_SMALL = 0.1


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="a part of a peer's name")
    parser.add_argument("--on", choices=_KINDS, help="one database instead of both")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="turns of each")
    parser.add_argument("--small", action="store_true", help="a tenth of the work")
    parser.add_argument("--postgres", help="a maintenance address; else a throw-away server")
    parser.add_argument("--to", type=Path, default=RESULTS, help="the file of results")
    given = parser.parse_args()
    peers = _named(given.only)
    if not peers:
        parser.error(f"no such peer: {', '.join(given.only)}; there are {', '.join(PEERS)}")
    for peer in peers.values():
        python_of(peer)
    console = Console()
    results: dict[str, Any] = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "needs": {name: peer.needs for name, peer in peers.items()},
    }
    for kind in (given.on,) if given.on else _KINDS:
        load = os.getloadavg()[0]
        with (
            postgres(given.postgres) if kind == "postgresql" else nullcontext("") as base,
            console.status("") as status,
        ):
            share = _SMALL if given.small else 1.0
            taken = take(peers, base, given.rounds, share, status.update)
        loads = {"before": load, "after": os.getloadavg()[0]}
        measured = {name: {**told(each), **_undisturbed(each)} for name, each in taken.items()}
        results[kind] = {"load": loads, **measured}
        given.to.parent.mkdir(exist_ok=True)
        given.to.write_text(json.dumps(results, indent=1) + "\n")
        console.print(_table(f"{kind}, load {load:.1f} to {loads['after']:.1f}", measured))
    console.print("Mean time, quickest tenth, processor time of the program alone: the floor is 1.")
    for name, peer in peers.items():
        console.print(f"[bold]{name}[/bold]: {peer.note}")


def _named(parts: list[str] | None) -> dict[str, Peer]:
    """Return the peers whose names contain one of `parts`; all when there are none."""
    wanted = [part.lower() for part in parts or ("",)]
    return {
        name: peer for name, peer in PEERS.items() if any(part in name.lower() for part in wanted)
    }


def _undisturbed(rounds: Sequence[Turns]) -> dict[str, float]:
    """Return what the quickest tenth of the transitions took, the mean over all events."""
    made = statistics.mean(time for one in rounds for time in one.engine_quick)
    floor = statistics.mean(time for one in rounds for time in one.floor_quick)
    return {"p10_vs_floor": round(made / floor, 2), "engine_us_p10": micro(made)}


def _table(title: str, measured: Mapping[str, Mapping[str, Any]]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.collapse_padding = True
    table.add_column("peer", no_wrap=True)
    for head in ("time", "spread", "p10", "CPU", "p50 µs", "p99 µs", "moves"):
        table.add_column(head, justify="right", no_wrap=True)
    for name, one in measured.items():
        low, high = one["time_vs_floor_spread"]
        p99 = one.get("engine_us_p99", "")
        figures = (one["time_vs_floor"], f"{low}–{high}", one["p10_vs_floor"],
                   one["cpu_vs_floor"], one["engine_us_p50"], p99, one["pieces"])  # fmt: skip
        table.add_row(name, *map(str, figures))
    return table


if __name__ == "__main__":
    main()
