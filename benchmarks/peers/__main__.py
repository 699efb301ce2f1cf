"""Runs every peer between two runs of the floor, three rounds, and prints the ratios.

    python -m benchmarks.peers [peer ...]

Environments are made below `benchmarks/peers/.venvs` on first use. A further peer is a program
here and one line of `_PEERS`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.rounds import micro, p99

_HERE = Path(__file__).parent
_VENVS = _HERE / ".venvs"
_RESULTS = _HERE.parent / "results" / "peers.json"
_ROUNDS = 3
_RAW = 1_000
_PEERS: Mapping[str, tuple[tuple[str, ...], int]] = {
    "with_transitions": (("transitions==0.9.3",), 1_000),
    "with_statemachine": (("python-statemachine",), 300),
    "with_sqlmodel": (("sqlmodel",), 200),
    "with_django_fsm": (("django-fsm-2",), 150),
}
"""Program → what it needs, and how many instances it moves: the slower, the fewer."""


def python_of(peer: str, needs: tuple[str, ...]) -> str:
    """Return the interpreter of a peer's environment, which is made where it is missing."""
    place = _VENVS / peer
    python = place / "bin" / "python"
    if not python.exists():
        uv = str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "--quiet", str(place)], check=True)
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--python", str(python), *needs], check=True
        )
    return str(python)


def times_of(python: str, peer: str, instances: int) -> list[float]:
    """Run one program and return the time of each of its transitions."""
    command = [python, str(_HERE / f"{peer}.py"), str(instances)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return list(json.loads(done.stdout))


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peers", nargs="*", metavar="peer")
    wanted = parser.parse_args().peers or list(_PEERS)
    table = Table("peer", "time vs floor", "spread", "p50 µs", "p99 µs")
    results = {}
    for peer in wanted:
        needs, instances = _PEERS[peer]
        python = python_of(peer, needs)
        ratios, every = [], []
        for _ in range(_ROUNDS):
            floor = statistics.mean(times_of(sys.executable, "raw", _RAW))
            times = times_of(python, peer, instances)
            ratios.append(statistics.mean(times) / floor)
            every += times
        ratios.sort()
        told = {
            "time_vs_floor": round(statistics.median(ratios), 2),
            "time_vs_floor_spread": [round(ratios[0], 2), round(ratios[-1], 2)],
            "us_p50": micro(statistics.median(every)), "us_p99": micro(p99(every)),
        }  # fmt: skip
        results[peer] = told
        table.add_row(peer, *map(str, told.values()))
    _RESULTS.parent.mkdir(exist_ok=True)
    _RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    Console().print(table)


if __name__ == "__main__":
    main()
