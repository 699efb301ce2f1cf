"""Other processes at work on the same database: at the same moment, or killed in the middle.

What a process does is a function of this module or of a test's, called with an office of its own; a
further way to die is a branch in `_die_at`.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, Literal

import psycopg

from engine.office import Office
from engine.timers import sweep
from tests.support.office import SmallOffice, reopen

_PATIENCE = 60.0
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["__main__", "pytest", "tests.support.rivals"])

_WRITES = re.compile(r"WITH w[a-z]+ AS \((INSERT|UPDATE|DELETE)")
"""What is a transaction of its own on PostgreSQL."""

Act = Callable[..., Any]
When = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Place:
    """What a process needs to find the office."""

    url: str
    home: Path
    now: datetime

    @classmethod
    def of(cls, desk: SmallOffice) -> Place:
        """Return where another process finds this office."""
        return cls(desk.office.database.url, desk.home, desk.office.now())

    def enter(self) -> Office:
        """Return the office as a new process finds it; its commits wait for the disk."""
        return reopen(self.url, self.home, self.now)


def sweep_all(office: Office, batch: int = 100) -> Counter[str]:
    """Sweep until nothing is due: what a rival, or a killed one's connection, still holds waits."""
    total = Counter[str]()
    while True:
        report = sweep(office, batch=batch)
        total.update(spoken=report.spoken, events=report.events)
        if report.next_due is None or report.next_due > office.now():
            return total


def at_once(
    desk: SmallOffice, acts: Sequence[tuple[Act, tuple[Any, ...]]], patience: float = _PATIENCE
) -> list[Any]:
    """Do several things at the same moment, each in a process of its own; return what came of each.

    An act that fails gives the name of its error instead of a result.
    """
    start = _PROCESSES.Barrier(len(acts))
    runs = []
    for act, given in acts:
        here, there = _PROCESSES.Pipe(duplex=False)
        process = _PROCESSES.Process(target=_run, args=(Place.of(desk), start, there, act, given))
        process.start()
        there.close()
        runs.append((process, here))
    told = [here.recv() if here.poll(patience) else "silent" for _, here in runs]
    for process, here in runs:
        process.join(_PATIENCE)
        here.close()
    return told


def _run(place: Place, start: Barrier, there: Connection, act: Act, given: tuple[Any, ...]) -> None:
    office = place.enter()
    with office.database.reading() as tx:
        office.directory(tx)
    start.wait(_PATIENCE)
    try:
        told = act(office, *given)
    except Exception as error:  # noqa: BLE001 - the test wants to know which
        told = type(error).__name__
    there.send(told)
    there.close()
    office.database.close()


def until_killed(
    desk: SmallOffice, act: Act, given: tuple[Any, ...], *, commit: int, when: When
) -> bool:
    """Do something in a process that kills itself at its n-th commit; say whether it got there."""
    process = _PROCESSES.Process(target=_live, args=(Place.of(desk), act, given, commit, when))
    process.start()
    process.join(_PATIENCE)
    assert process.exitcode in {0, -signal.SIGKILL}, process.exitcode
    return process.exitcode != 0


def _live(place: Place, act: Act, given: tuple[Any, ...], commit: int, when: When) -> None:
    office = place.enter()
    office.database.close()
    _die_at(commit, when)
    act(office, *given)
    office.database.close()


def _die_at(commit: int, when: When) -> None:
    """Have this process kill itself right before or right after its n-th commit."""
    seen = 0

    def reached(now: When) -> None:
        nonlocal seen
        seen += now == "before"
        if seen == commit and now == when:
            os.kill(os.getpid(), signal.SIGKILL)

    _watch_sqlite(reached)
    _watch_postgres(reached)


def _watch_sqlite(reached: Callable[[When], None]) -> None:
    class Watched(sqlite3.Connection):
        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            if sql != "COMMIT":
                return super().execute(sql, *more)
            reached("before")
            done = super().execute(sql, *more)
            reached("after")
            return done

    sqlite3.connect = partial(sqlite3.connect, factory=Watched)  # type: ignore[assignment]


def _watch_postgres(reached: Callable[[When], None]) -> None:
    execute = psycopg.Cursor.execute

    def watched(self: Any, query: Any, *given: Any, **more: Any) -> Any:
        idle = self.connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        commits = query == "COMMIT" or (idle and _WRITES.match(str(query)))
        if not commits:
            return execute(self, query, *given, **more)
        reached("before")
        done = execute(self, query, *given, **more)
        reached("after")
        return done

    psycopg.Cursor.execute = watched  # type: ignore[method-assign]
