"""Named crash points: every write a use case sends to its database, and every message it sends.

A point is named after the use case, its number, and what is about to happen there (`move 3: UPDATE
cases`). The names are read off the use case as it runs, never listed by hand. A further use case is
one more function and its line in `WORKS`: what it does twice must be what it does once.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psycopg

from engine.advance import advance
from engine.backups.drill import drill
from engine.backups.make import make_backup
from engine.commands import Advance
from engine.deliver import deliver
from engine.office import Office
from engine.seal import seal
from engine.suspend import resume, suspend
from engine.timers import sweep
from kernel.clock import ManualClock, office_moment
from kernel.errors import Refused
from notifications.outcome import Delivery, Outcome
from notifications.render import Message
from tests.support.file_writes import copied_by_halves, watch_files
from tests.support.office import PLAN, SmallOffice, reopen
from tests.support.rivals import Place

_PATIENCE = 120.0
_PROCESSES = get_context("forkserver")
_WRITE = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM|(?:CREATE|DROP) DATABASE) (\w+)?")
_NOT_UPDATE = re.compile(r"FOR (NO KEY )?UPDATE")
REVISION: Mapping[str, Any] = {
    "document_text": "第二条", "effective_from": "2022-02-10", "changed": "增加一条",
}  # fmt: skip
GONE = "gone"
"""In the address of a channel whose target refuses everything for good."""
_SENT = "sent"
_POINTS = "points"


@dataclass(frozen=True, slots=True)
class Cast:
    """Whom and what the use cases are about."""

    who: Mapping[str, int]
    item: int
    ready: int
    """An item that has been handed in."""
    document: int
    """A document of the library."""


Act = Callable[[Office, Cast], None]


def move(office: Office, cast: Cast) -> None:
    """Give events to an item: signatures, details, limits, notices, and a no, all under keys."""
    for key, case, event, who, inputs in (
        ("k1", cast.item, "claim", "liaison", {}),
        ("k2", cast.item, "plan", "liaison", PLAN),
        ("k3", cast.item, "approve_plan", "staff", {"supervisor_id": cast.who["supervisor"]}),
        ("k4", cast.item, "write_off", "staff", {}),
        ("k5", cast.ready, "return_item", "staff", {"reason": "佐证不足"}),
        ("k6", cast.document, "revise", "staff", REVISION),
    ):
        try:
            advance(office, Advance(case, event, cast.who[who], inputs, key=key))
        except Refused:
            assert key == "k4"


def hold(office: Office, cast: Cast) -> None:
    """Suspend an item and resume it a month later; each step only where it is still to do."""
    chief = cast.who["chief"]
    with office.database.reading() as tx:
        row = tx.row("SELECT revision, suspended_at FROM cases WHERE id = :id", id=cast.item) or {}
    if row["suspended_at"] is None and row["revision"] == 1:
        suspend(office, cast.item, chief, "上级巡视")
    _on(office, date(2022, 3, 1))
    if row["revision"] <= 2:
        resume(office, cast.item, chief, "巡视结束")


def ring(office: Office, _: Cast) -> None:
    """Sweep in small batches, weeks late."""
    _on(office, date(2022, 4, 6))
    while (due := sweep(office, batch=2).next_due) is not None and due <= office.now():
        pass


def send(office: Office, _: Cast) -> None:
    """Deliver what is owed until nothing is owed: the morning message, refusals, lapsed claims."""
    while (at := deliver(office).next_try_at) is not None:
        assert isinstance(office.clock, ManualClock)
        office.clock.set(max(at, office.now()))


def close_day(office: Office, _: Cast) -> None:
    """Seal what is new."""
    seal(office)


def keep(office: Office, _: Cast) -> None:
    """Make a backup, an hour later another that takes its place, and put that back for a drill."""
    assert isinstance(office.clock, ManualClock)
    make_backup(office)
    office.clock.set(office.now() + timedelta(hours=1))
    made, _removed = make_backup(office)
    told = drill(office)
    assert (told["sound"], told["entries"]) == (1, made.entries)


DECIDING: Mapping[str, Act] = {
    "move": move, "suspend": hold, "sweep": ring, "deliver": send, "seal": close_day,
}  # fmt: skip
"""Use case → what it does to the cases."""
WORKS: Mapping[str, Act] = {**DECIDING, "backup": keep}
"""Use case → what it does, those that change no case, too."""


def _on(office: Office, day: date) -> None:
    assert isinstance(office.clock, ManualClock)
    office.clock.set(office_moment(day, time(10)))


class _Post:
    """Writes down what it sends, where it survives; the first try at each third message fails."""

    parallel = 1

    def __init__(self, folder: Path, reached: Callable[[str], None]) -> None:
        self._file = folder / _SENT
        self._reached = reached

    def send(self, message: Message, url: str, key: str) -> Delivery:
        del message
        self._reached("send")
        known = self._file.read_text() if self._file.exists() else ""
        with self._file.open("a") as file:
            file.write(f"{url.partition(':')[0]} {key}\n")
        if GONE in url:
            return Delivery(Outcome.FAILED, "http_403", again=False)
        if int.from_bytes(key.encode()[-2:]) % 3 == 0 and key not in known:
            return Delivery(Outcome.FAILED, "http_500")
        return Delivery(Outcome.SENT)


def sent(folder: Path) -> list[tuple[str, str]]:
    """Return service and key of every message that has left, in order."""
    path = folder / _SENT
    lines = path.read_text().splitlines() if path.exists() else []
    return [(line.split()[0], line.split()[1]) for line in lines]


def run(desk: SmallOffice, folder: Path, work: str, cast: Cast, *, die_at: int = 0) -> list[str]:
    """Do a use case in a process of its own and return the points it came by.

    Args:
        desk: The office.
        folder: Where the process leaves what it has sent.
        work: The use case.
        cast: Whom it is about.
        die_at: At which point it kills itself; 0 is nowhere.
    """
    folder.mkdir(exist_ok=True)
    (folder / _POINTS).write_text("")
    process = _PROCESSES.Process(target=_live, args=(Place.of(desk), folder, work, cast, die_at))
    process.start()
    process.join(_PATIENCE)
    assert process.exitcode == (-signal.SIGKILL if die_at else 0), (work, die_at, process.exitcode)
    return (folder / _POINTS).read_text().splitlines()


def places_to_die(points: list[str]) -> list[int]:
    """Return the first place of each distinct point, and the last message and commit as well."""
    names = [point.partition(": ")[2] for point in points]
    found = {names.index(name) for name in names}
    found |= {place for place, name in enumerate(names) if name not in names[place + 1 :]
              and name.startswith(("COMMIT", "send"))}  # fmt: skip
    return sorted(place + 1 for place in found)


def _live(place: Place, folder: Path, work: str, cast: Cast, die_at: int) -> None:
    office = reopen(place.url, place.home, place.now, durable=False)
    passed = 0
    with (folder / _POINTS).open("a") as told:

        def reached(what: str) -> None:
            nonlocal passed
            passed += 1
            told.write(f"{work} {passed}: {what}\n")
            told.flush()
            if passed == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

        office.sender, office.home = _Post(folder, reached), folder
        _watch(reached)
        watch_files(reached)
        WORKS[work](office, cast)
        reached("end")
        office.database.close()


def written(sql: str) -> str:
    """Return what a statement writes, or nothing: `UPDATE cases`, and the text in a line."""
    if sql == "COMMIT":
        return sql
    found = _WRITE.findall(_NOT_UPDATE.sub("", sql))
    return ", ".join(f"{verb} {table}" for verb, table in found)


def _watch(reached: Callable[[str], None]) -> None:
    class Watched(sqlite3.Connection):
        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            if what := written(sql):
                reached(f"{what} | {' '.join(sql.split())}")
            return super().execute(sql, *more)

        def backup(self, target: sqlite3.Connection, **_: Any) -> None:
            copied_by_halves(self, target, reached)

    sqlite3.connect = partial(sqlite3.connect, factory=Watched)  # type: ignore[assignment]
    execute = psycopg.Cursor.execute

    def watched(self: Any, query: Any, *given: Any, **more: Any) -> Any:
        if what := written(str(query)):
            reached(what)
        return execute(self, query, *given, **more)

    psycopg.Cursor.execute = watched  # type: ignore[method-assign]
