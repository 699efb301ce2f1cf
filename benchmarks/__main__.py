"""Runs the works, prints a table and writes the same to `benchmarks/results/latest.json`.

    python -m benchmarks [w1 w2 w3 w4 w5] [--only sqlite|postgresql] [--small] [--postgres URL]

A further work is a module with `measure` and one line of `_WORKS`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import term, w1, w2, w3, w4
from benchmarks.places import postgres

RESULTS = Path(__file__).parent / "results" / "latest.json"
_KINDS = ("sqlite", "postgresql")
_ROUNDS = 3
_STARTS = 7

Measure = Callable[[str, str, int, int], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Load:
    """One size of a work."""

    measure: Measure
    size: int
    small: int
    rounds: int = _ROUNDS


_WORKS: Mapping[str, Mapping[str, Load]] = {
    "w1": {"": Load(w1.measure, 2_000, 240)},
    "w2": {
        "10k": Load(w2.measure, 10_000, 1_000),
        "100k": Load(w2.measure, 100_000, 2_000),
        "1m": Load(w2.measure, 1_000_000, 4_000),
    },
    "w3": {"": Load(w3.measure, 400, 40)},
    "w4": {"": Load(w4.measure, 100_000, 1_000, _STARTS)},
}
"""Work → its sizes by name; W5 is `benchmarks/term.py`, which has no floor."""


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("works", nargs="*", metavar="work", help="w1 … w5; all when left out")
    parser.add_argument("--only", choices=_KINDS, help="one database instead of both")
    parser.add_argument("--small", action="store_true", help="seconds instead of minutes")
    parser.add_argument("--postgres", help="a maintenance address; else a throw-away server")
    parser.add_argument("--to", type=Path, default=RESULTS, help="the file of results")
    given = parser.parse_args()
    wanted = given.works or [*_WORKS, "w5"]
    if unknown := set(wanted) - {*_WORKS, "w5"}:
        parser.error(f"no such work: {', '.join(sorted(unknown))}")
    kinds = (given.only,) if given.only else _KINDS
    results = _earlier(given.to)
    results["machine"] = {"cores": os.cpu_count(), "python": platform.python_version()}
    console = Console()
    for name, kind, size, load in _loads(wanted, kinds):
        with postgres(given.postgres) if kind == "postgresql" else nullcontext("") as base:
            measured = load.measure(
                kind, base, load.small if given.small else load.size, load.rounds
            )
        place = results.setdefault(name, {}).setdefault(kind, {})
        place.update({size: measured} if size else measured)
        _show(console, f"{name} {kind} {size}", measured)
        _keep(given.to, results)
    if "w5" in wanted:
        results["w5"] = {"sqlite": term.measured(small=given.small)}
        _show(console, "w5 sqlite", results["w5"]["sqlite"])
        _keep(given.to, results)


def _loads(wanted: list[str], kinds: tuple[str, ...]) -> Iterator[tuple[str, str, str, Load]]:
    for name in wanted:
        for kind in kinds:
            for size, load in _WORKS.get(name, {}).items():
                yield name, kind, size, load


def _earlier(path: Path) -> dict[str, Any]:
    """Return what the file holds of works that are not run now."""
    return dict(json.loads(path.read_text())) if path.exists() else {}


def _keep(path: Path, results: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False, default=str) + "\n")


def _show(console: Console, title: str, measured: Mapping[str, Any]) -> None:
    table = Table(title=title, show_header=False, title_justify="left")
    for name, value in measured.items():
        table.add_row(name, json.dumps(value, ensure_ascii=False, default=str))
    console.print(table)


if __name__ == "__main__":
    main()
