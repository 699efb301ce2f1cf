"""A term of five years at the size of a published one, played from end to end by the real engine.

RC11: 62 departments, 10 townships and 154 villages, 6,689 working papers; twelve groups a round.
Each round is a scenario file; they are played one after another in one office, as
`xuncheng simulate ROUND... --keep FILE` does. The same size always gives the same files.

    python -m benchmarks.term [--write FOLDER]
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.term_rounds import Size, scenarios
from config.policy import load_policy
from engine.office import Office
from engine.scenario.loading import load_scenario
from engine.scenario.summary import Summary
from engine.simulate import simulate
from kernel.clock import ManualClock
from notifications.outcome import Delivery
from notifications.render import Message
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from store.database import Database
from store.migrate import upgrade

_STATM = Path("/proc/self/statm")


class ForgetfulSender(RecordingSender):
    """Sends nothing and keeps nothing, so that the memory of the office itself is measured."""

    def send(self, message: Message, url: str, key: str) -> Delivery:
        """Say that it was sent."""
        answer = super().send(message, url, key)
        self.sent.clear()
        return answer


@dataclass(frozen=True, slots=True)
class Measured:
    """What a played term cost."""

    seconds: float
    cpu_seconds: float
    entries: int
    moves: int
    bytes_on_disk: int
    summary: Summary
    memory: list[int]
    """Megabytes that the process holds after each round."""

    def to_json(self) -> dict[str, Any]:
        """Return the numbers."""
        return {
            "seconds": round(self.seconds, 1), "cpu_seconds": round(self.cpu_seconds, 1),
            "entries": self.entries, "moves": self.moves,
            "megabytes": round(self.bytes_on_disk / 1e6, 1),
            "bytes_a_move": round(self.bytes_on_disk / self.moves),
            "moves_a_second": round(self.moves / self.seconds),
            "memory_mb_after_each_round": self.memory,
            "term": {
                name: one["value"] for name, one in self.summary.figures["term"].items()
            },
        }  # fmt: skip


def write(size: Size, folder: Path) -> list[Path]:
    """Write the scenario files of a term; JSON is YAML too."""
    files = []
    for number, content in enumerate(scenarios(size), 1):
        files.append(folder / f"round-{number:02}.yaml")
        files[-1].write_text(json.dumps(content, ensure_ascii=False, indent=1))
    return files


def play(files: list[Path], database: Path) -> Measured:
    """Play the files in one office and measure."""
    loaded = [load_scenario(file) for file in files]
    began, cpu = time.perf_counter(), time.process_time()
    store = Database(f"sqlite:///{database}", durable=False)
    upgrade(store)
    keys = Keyring.open(database.with_name(f"{database.name}.key"))
    clock = ManualClock(loaded[0].plan.start)
    office = Office(store, clock, load_policy(), ForgetfulSender(), keys)
    moves, summary, memory = 0, None, []
    for scenario in loaded:
        summary = simulate(scenario, office)
        memory.append(_held())
        moves += summary.figures["told"]["move"] + summary.figures["told"]["open"]
    assert summary is not None
    store.close()
    return Measured(
        time.perf_counter() - began, time.process_time() - cpu,
        summary.figures["audit"]["entries"], moves, database.stat().st_size, summary, memory,
    )  # fmt: skip


def _held() -> int:
    """Return how many megabytes the process holds, without what is left to collect."""
    gc.collect()
    return int(_STATM.read_text().split()[1]) * resource.getpagesize() // 1_000_000


def measured(*, small: bool) -> dict[str, Any]:
    """Play a term, or a twentieth of one, and return what it cost."""
    size = Size(departments=9, townships=0, villages=9, papers=300, groups=2) if small else Size()
    with tempfile.TemporaryDirectory() as folder:
        found = play(write(size, Path(folder)), Path(folder) / "term.db").to_json()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {**found, "peak_mb": round(peak / 1024)}


def main() -> None:
    """Play the term and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="only write the scenario files into a folder")
    args = parser.parse_args()
    if args.write is not None:
        write(Size(), args.write)
        return
    print(json.dumps(measured(small=False), ensure_ascii=False, indent=2, default=str))


if __name__ == "__main__":
    main()
