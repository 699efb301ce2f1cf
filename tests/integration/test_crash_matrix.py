"""Killed at every named crash point and started again: nothing is lost, nothing decided twice."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from engine import people
from engine.audit import verify
from engine.library.issuing import NewVersion, issue_version
from engine.work import Work
from tests.support import postgres
from tests.support.crashing import DECIDING, GONE, WORKS, Cast, places_to_die, run, sent
from tests.support.office import SmallOffice, found, reopen
from tests.support.repository import ROOT, modules
from tests.support.writes import writes_in

pytestmark = pytest.mark.timeout(600)

ELSEWHERE = {
    "store/timers.py PUT_ASIDE": "only where a case cannot be handled at all",
    "store/outbox.py _SETTLE": "one statement, given by a person",
    "store/moves.py open_case": "opening: killed at every commit in test_crash.py",
    "store/grades.py": "written by Work.finish like the details of a move",
    "store/papers.py": "written in the transaction of an opening",
    "store/confidential.py": "written by Work.finish like the details of a move",
    "store/routine_runs.py": "one statement: what a routine does goes through moves",
    "store/sealed.py": "one row a transaction, and begun again by whoever repeats it",
    "engine/accounts/": "accounts decide nothing about cases",
    "engine/checklists.py": "an import: one transaction",
    "engine/complainants.py": "written by Work.finish like the details of a move",
    "engine/directory.py": "written by Work.finish, last",
    "engine/effects/": "written by Work.finish like the details of a move",
    "engine/people.py": "the register: one transaction",
    "engine/reading.py": "written by Work.finish with the entry of the reading",
    "engine/receipts.py": "written by Work.finish with the entry of the receipt",
}
"""Writes that none of the use cases reaches, with the reason."""

CHANNELS = (
    ("liaison", "json://localhost/one"), ("head", f"wecombot://{GONE}"),
    ("head", "json://localhost/two"), ("staff", "wecombot://three"),
    ("director", f"wecombot://{GONE}"),
)  # fmt: skip
"""Who is reached how: some targets know a repeat by its key, some do not, some refuse for good."""

Copy = Callable[[], SmallOffice]


def prepared(url: str, home: Path) -> tuple[SmallOffice, Cast]:
    """Return an office in which something waits for every use case, closed, to be copied."""
    made = found(url, home, durable=False)
    with made.office.database.writing() as tx:
        work = Work(made.office, tx, made.office.now())
        for name, address in CHANNELS:
            people.add_channel(work, made.who[name], address)
        work.finish()
    made.to("rectifying")
    item, ready = made.item(), made.item(to="handed_in")
    document = made.open(
        "library_document", "staff", document_code="N-1", title="会议制度", category="internal",
        readers="office_staff",
    )  # fmt: skip
    version = NewVersion("第一条", date(2022, 1, 28))
    issue_version(made.office, "N-1", version, made.who["staff"])
    made.on(date(2022, 2, 10))
    made.sweep()
    made.office.database.close()
    return made, Cast(made.who, item, ready, document)


@pytest.fixture
def played(database_url: str, tmp_path: Path) -> tuple[SmallOffice, Cast]:
    """Return the prepared office on each database."""
    return prepared(database_url, tmp_path)


@pytest.fixture
def desk(played: tuple[SmallOffice, Cast]) -> SmallOffice:
    """Return the office to be copied."""
    return played[0]


@pytest.fixture
def copied(desk: SmallOffice, request: pytest.FixtureRequest, tmp_path: Path) -> Copy:
    """Return a function that gives the office on a fresh copy of its database."""
    url = desk.office.database.url
    number = count()

    def copy() -> SmallOffice:
        if desk.office.database.is_sqlite:
            path = tmp_path / f"copy{next(number)}.db"
            shutil.copy(desk.office.database.path, path)
            fresh = f"sqlite:///{path}"
        else:
            server, name = request.getfixturevalue("postgres_url"), url.rsplit("/", 1)[1]
            made = f"{name}_{next(number)}"
            fresh = postgres.create_database(server, made, template=name)
            request.addfinalizer(lambda: postgres.drop_database(server, made))
        office = reopen(fresh, desk.home, desk.office.now(), durable=False)
        return replace(desk, office=office, clock=SmallOffice.clock_of(office), others=[])

    return copy


def forget(desk: SmallOffice) -> None:
    """Remove a copy that has done its duty."""
    if not desk.office.database.is_sqlite:
        address, _, name = desk.office.database.url.rpartition("/")
        postgres.drop_database(f"{address}/postgres", name)


def outcome(desk: SmallOffice) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a use case may bring about, but for ids that a database hands out."""
    kept = {
        "cases": "SELECT id, state, revision, seq, suspended_at FROM cases ORDER BY id",
        "timers": "SELECT case_id, deadline, armed_seq, status, due_on, original_on, extensions,"
        " event, step, spoken, next_at FROM timers ORDER BY case_id, deadline, armed_seq",
        "signoffs": "SELECT case_id, seq, topic, person_id FROM signoffs"
        " ORDER BY case_id, seq, topic, person_id",
        "notices": "SELECT case_id, seq, notice, person_id, deadline, step FROM notices"
        " WHERE notice NOT IN ('channel_failed', 'delivery_unclear')"
        " ORDER BY case_id, seq, notice, person_id",
        "lines": "SELECT case_id, seq, book FROM book_lines ORDER BY case_id, seq, n",
        "commands": "SELECT key, outcome FROM commands WHERE key LIKE 'k_' ORDER BY key",
        "seals": "SELECT id, entries, root FROM seals ORDER BY id",
    }
    return {name: [tuple(row.values()) for row in desk.rows(sql)] for name, sql in kept.items()}


def everybody_was_told(desk: SmallOffice, folder: Path) -> None:
    """Check that each notice left once, and twice only where a repeat is known by its key."""
    left = Counter(sent(folder))
    rows = desk.rows(
        "SELECT d.status, d.digest, d.notice_key, d.attempts, d.reason, c.service FROM deliveries d"
        " JOIN channels c ON c.id = d.channel_id"
    )
    assert {row["status"] for row in rows} <= {"sent", "failed", "unknown"}
    for row in rows:
        times = left[row["service"], row["digest"] or row["notice_key"]]
        if row["status"] == "sent":
            assert times >= 1
        if row["service"] == "wecombot" and row["reason"] in {"", "lapsed"}:
            assert times <= row["attempts"]
            assert (row["status"] == "sent") <= (times == row["attempts"])
    owed = {row["notice_key"] for row in desk.rows("SELECT notice_key FROM deliveries")}
    reachable = desk.rows(
        "SELECT key FROM notices WHERE person_id IN (SELECT person_id FROM channels WHERE active)"
    )
    assert {row["key"] for row in reachable} == owed


@pytest.mark.parametrize("work", DECIDING)
def test_killed_at_every_point_it_ends_as_if_nothing_had_been(
    played: tuple[SmallOffice, Cast], copied: Copy, tmp_path: Path, work: str
) -> None:
    cast = played[1]
    undisturbed = copied()
    points = run(undisturbed, tmp_path / "undisturbed", work, cast)
    expected = outcome(undisturbed)
    undisturbed.close()
    assert len(points) >= 2

    for number in places_to_die(points):
        one, folder = copied(), tmp_path / f"at{number}"
        died = run(one, folder, work, cast, die_at=number)
        halfway = verify(one.office.database)
        run(one, folder, work, cast)

        assert halfway.faults == (), died[-1]
        assert verify(one.office.database, one.office.policy).faults == (), died[-1]
        assert outcome(one) == expected, died[-1]
        if work == "deliver":
            everybody_was_told(one, folder)
        one.close()
        forget(one)


def test_no_write_of_the_program_is_forgotten(tmp_path: Path) -> None:
    """What is written is read from the code; each must be passed, or be told why it is not."""
    written = {
        where: pattern
        for path in modules("store", "engine")
        if "migrations" not in path.parts
        for where, pattern in writes_in(str(path.relative_to(ROOT))).items()
    }
    desk, cast = prepared(f"sqlite:///{tmp_path / 'office.db'}", tmp_path)
    passed: list[str] = []
    for work in WORKS:
        path = tmp_path / f"{work}.db"
        shutil.copy(desk.office.database.path, path)
        office = reopen(f"sqlite:///{path}", desk.home, desk.office.now(), durable=False)
        passed += run(replace(desk, office=office), tmp_path / work, work, cast)

    missed = {
        where
        for where, pattern in written.items()
        if not any(pattern.search(point) for point in passed)
        and not any(where.startswith(known) for known in ELSEWHERE)
    }
    assert missed == set()
    assert [one for one in ELSEWHERE if not any(where.startswith(one) for where in written)] == []
