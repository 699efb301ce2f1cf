"""Several processes that begin at the same moment, each with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["benchmarks.w3"])
_PATIENCE = 300.0

Act = Callable[..., Any]
"""Takes a barrier, at which it waits when it is ready, and what else it needs."""


def together(acts: Sequence[tuple[Act, tuple[Any, ...]]]) -> list[Any]:
    """Run acts, each in a process of its own, and return what came of each.

    Raises:
        RuntimeError: one of them failed or did not come back.
    """
    start = _PROCESSES.Barrier(len(acts))
    running = []
    for act, given in acts:
        here, there = _PROCESSES.Pipe(duplex=False)
        process = _PROCESSES.Process(target=_run, args=(there, act, start, given))
        process.start()
        there.close()
        running.append((process, here))
    results = []
    for process, here in running:
        if not here.poll(_PATIENCE):
            raise RuntimeError("a process did not come back")
        try:
            results.append(here.recv())
        except EOFError as error:
            raise RuntimeError("a process failed") from error
        process.join()
    return results


def _run(there: Connection, act: Act, start: Barrier, given: tuple[Any, ...]) -> None:
    there.send(act(start, *given))
    there.close()
