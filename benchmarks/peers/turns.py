"""Peer and floor in turns: both are open at once, and each does an event when it is its turn.

A machine that is busy for a while is so for both. Starting, imports and the first instance are
not counted.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.peers.catalogue import FLOOR, Peer
from benchmarks.peers.environments import python_of
from benchmarks.rounds import Round, most_disturbed
from tests.support.postgres import create_database, drop_database

_PROGRAMS = Path(__file__).parent / "programs"
_FEWEST = 10
"""Fewer instances than this have no quickest tenth."""


@dataclass
class Turns(Round):
    """One round, and for each event what the quickest tenth took, which nobody held up."""

    engine_quick: list[float] = field(default_factory=list)
    floor_quick: list[float] = field(default_factory=list)


class Program:
    """A peer's program at work; it talks through its input and output."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.times: list[float] = []
        self.quick: list[float] = []
        self.cpu = 0.0

    def answer(self) -> Any:
        """Return what it says next.

        Raises:
            RuntimeError: it has ended instead.
        """
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("The program ended too early.")
        return json.loads(line)

    def step(self) -> None:
        """Let it do its next step."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        done = self.answer()
        self.times += done["times"]
        self.quick.append(statistics.quantiles(done["times"], n=10)[0])
        self.cpu += done["cpu"]


@contextmanager
def _empty(base: str) -> Iterator[str]:
    """Yield the address of an empty database: a file where `base` names no server."""
    if not base:
        with tempfile.TemporaryDirectory() as home:
            yield f"sqlite:///{home}/peer.db"
        return
    name = f"peer_{uuid4().hex[:8]}"
    try:
        yield create_database(base, name)
    finally:
        drop_database(base, name)


@contextmanager
def _at_work(peer: Peer, share: float, base: str) -> Iterator[Program]:
    """Yield a peer's program on a database of its own; it checks in the end what it has done.

    Raises:
        RuntimeError: it failed.
    """
    with _empty(base) as url:
        program = str(_PROGRAMS / f"{peer.program}.py")
        items = max(_FEWEST, round(peer.items * share))
        command = (python_of(peer), program, str(items), url)
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
            try:
                yield Program(process)
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise RuntimeError(f"{peer.program} failed.")


def _round(peer: Peer, share: float, base: str) -> Turns:
    """Let floor and peer do the work in turns."""
    with _at_work(FLOOR, share, base) as floor, _at_work(peer, share, base) as made:
        floor_steps, steps = floor.answer(), made.answer()
        for step in range(steps):
            if step < floor_steps:
                floor.step()
            made.step()
    return Turns(
        made.times, floor.times, made.cpu, floor.cpu,
        engine_quick=made.quick, floor_quick=floor.quick,
    )  # fmt: skip


def take(
    peers: Mapping[str, Peer], base: str, rounds: int, share: float, tell: Callable[[str], None]
) -> dict[str, list[Turns]]:
    """Measure `peers`, one after the other, `rounds` times over.

    Where the floor tells that the machine was busy, a round is taken again: the most
    disturbed first, half as many as there are peers.

    Args:
        peers: Who is measured.
        base: The maintenance address of a PostgreSQL server; empty for SQLite.
        rounds: How often each takes its turn.
        share: The part of its instances that each moves.
        tell: Is told whose turn it is.

    Raises:
        RuntimeError: a program failed; it has said why.
    """
    names = [*peers] * rounds
    taken = []
    for name in names:
        tell(f"{len(taken) + 1}/{len(names)} {name}")
        taken.append(_round(peers[name], share, base))
    for _ in range(len(peers) // 2):
        worst = most_disturbed(taken)
        if worst is None:
            break
        tell(f"once more {names[worst]}")
        taken[worst] = _round(peers[names[worst]], share, base)
    made: dict[str, list[Turns]] = {name: [] for name in peers}
    for name, one in zip(names, taken, strict=True):
        made[name].append(one)
    return made
