"""A database that fails: nothing is half done, and what came of it is found out, not guessed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from engine.advance import advance
from engine.audit import verify
from engine.commands import Advance, Open
from engine.opening import open_case
from store.on_postgres import PostgresConnection
from tests.support.office import SmallOffice, found

MOST_TRIES = 100_000
CASES = 60
"""How many cases run while their connections are cut; `benchmarks/unsteady.py` runs thousands."""
FEWEST_CUTS = 5


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[SmallOffice]:
    """Return an office at its rectification, on SQLite."""
    yield from _office(f"sqlite:///{tmp_path / 'office.db'}", tmp_path)


@pytest.fixture
def on_postgres(postgres_database: str, tmp_path: Path) -> Iterator[SmallOffice]:
    """Return an office at its rectification, on PostgreSQL."""
    yield from _office(postgres_database, tmp_path)


def _office(url: str, home: Path) -> Iterator[SmallOffice]:
    desk = found(url, home, durable=False)
    desk.to("rectifying")
    yield desk
    assert verify(desk.office.database, desk.office.policy).faults == ()
    desk.close()


def claim(desk: SmallOffice, item: int) -> Advance:
    return Advance(item, "claim", desk.who["liaison"], key=f"claim {item}")


def once_only(desk: SmallOffice, item: int) -> None:
    """Check that an item was claimed exactly once, with all that belongs to it."""
    moves = [one for one in desk.entries(item) if one["what"] == "move"]
    assert [one["event"] for one in moves] == ["claim"]
    assert desk.state(item) == "claimed"
    assert "rectification_claim" not in desk.timers(item)
    assert len(desk.rows("SELECT key FROM commands WHERE key = :key", key=f"claim {item}")) == 1


def test_a_locked_database_lets_nothing_through_and_the_same_command_later_is_done_once(
    on_sqlite: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = on_sqlite.item()
    monkeypatch.setattr("store.on_sqlite._BUSY_SECONDS", 0.05)
    hasty = on_sqlite.again()
    before = on_sqlite.everything()

    with on_sqlite.office.database.writing() as tx:
        tx.hold()
        with pytest.raises(sqlite3.OperationalError):
            advance(hasty.office, claim(hasty, item))

    assert on_sqlite.everything() == before
    assert advance(hasty.office, claim(hasty, item)).state == "claimed"
    once_only(on_sqlite, item)


def database_says(desk: SmallOffice, number: int) -> str:
    """Open an item with a long text; return what the database says against it."""
    try:
        desk.open("rectification", "staff", desk.assignment, problem="长" * 3000, key=f"p{number}")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorname
    return ""


def test_on_a_full_disk_a_command_is_done_or_not_and_work_goes_on_when_there_is_room(
    on_sqlite: SmallOffice,
) -> None:
    items = [on_sqlite.item() for _ in range(4)]
    pages = on_sqlite.rows("PRAGMA page_count")[0]["page_count"]
    on_sqlite.rows(f"PRAGMA max_page_count = {pages}")
    full = 0

    for number in range(40):
        before = on_sqlite.everything()
        if said := database_says(on_sqlite, number):
            assert said == "SQLITE_FULL"
            assert on_sqlite.everything() == before
            full += 1
    assert full > 0
    assert verify(on_sqlite.office.database).faults == ()

    on_sqlite.rows("PRAGMA max_page_count = 1000000")
    for item in items:
        advance(on_sqlite.office, claim(on_sqlite, item))
        once_only(on_sqlite, item)


def test_a_database_that_only_reads_is_read_and_refuses_to_be_changed(
    on_sqlite: SmallOffice,
) -> None:
    item = on_sqlite.item()
    on_sqlite.rows("PRAGMA query_only = ON")

    with pytest.raises(sqlite3.OperationalError):
        advance(on_sqlite.office, claim(on_sqlite, item))
    assert on_sqlite.state(item) == "issued"

    on_sqlite.rows("PRAGMA query_only = OFF")
    advance(on_sqlite.office, claim(on_sqlite, item))
    once_only(on_sqlite, item)


def cut(url: str) -> int:
    """Cut every other connection to a database, as a restart of the server does."""
    with psycopg.connect(url, autocommit=True) as connection:
        rows = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    return len(rows)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_connection_lost_in_mid_commit_leaves_an_outcome_that_the_key_finds_out(
    on_postgres: SmallOffice, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    item = on_postgres.item()
    finish = PostgresConnection.finish

    def broken(self: PostgresConnection, statements: Any, *, proofs: int) -> None:
        monkeypatch.setattr(PostgresConnection, "finish", finish)
        if when == "after":
            finish(self, statements, proofs=proofs)
        cut(on_postgres.office.database.url)
        if when == "before":
            finish(self, statements, proofs=proofs)
        self.rows("SELECT 1")  # the answer does not come back

    monkeypatch.setattr(PostgresConnection, "finish", broken)

    with pytest.raises(psycopg.OperationalError):
        advance(on_postgres.office, claim(on_postgres, item))

    done = on_postgres.state(item) == "claimed"
    assert done == (when == "after")
    assert advance(on_postgres.office, claim(on_postgres, item)).state == "claimed"
    once_only(on_postgres, item)


def test_cases_run_through_while_the_server_cuts_every_connection_again_and_again(
    on_postgres: SmallOffice,
) -> None:
    url = on_postgres.office.database.url
    over, cuts = threading.Event(), 0

    def unsteady() -> None:
        nonlocal cuts
        while not over.wait(0.1):
            cuts += cut(url)

    storm = threading.Thread(target=unsteady, daemon=True)
    storm.start()
    items: list[int] = []
    try:
        while len(items) < CASES or cuts < FEWEST_CUTS:  # however quick the machine is
            items.append(insist(on_postgres, len(items)))
    finally:
        over.set()
        storm.join()
    on_postgres.office.database.close()  # the last cut may have met a connection at rest

    assert len(set(items)) == len(items)
    for item in items:
        once_only(on_postgres, item)


def insist(desk: SmallOffice, number: int) -> int:
    """Open an item and claim it, each again under its key until an answer comes."""
    details = {"problem": f"问题{number}"}
    key = f"open {number}"
    opening = Open("rectification", desk.who["staff"], details, desk.assignment, key=key)
    for _ in range(MOST_TRIES):
        try:
            made = open_case(desk.office, opening).case_id
            advance(desk.office, claim(desk, made))
        except psycopg.OperationalError:
            continue
        return made
    raise AssertionError("the server never stayed up long enough")
