"""Killed at every commit and started again: nothing is lost, nothing happens twice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from engine.advance import advance
from engine.audit import verify
from engine.commands import Advance, Open
from engine.office import Office
from engine.opening import open_case
from kernel.clock import ManualClock, office_moment
from kernel.errors import Refused
from tests.support import postgres
from tests.support.office import DONE, SmallOffice, reopen
from tests.support.rivals import sweep_all, until_killed

MORE_TIME = {
    "deadline": "rectification_concentrated", "requested_on": "2022-05-20", "why": "汛期",
    "progress": "七成",
}  # fmt: skip


def script(office: Office, who: dict[str, int], item: int, extension: int) -> None:
    """Play some weeks of an item; told again from the start, it goes on where it was killed."""

    def on(day: date, hour: int = 10) -> None:
        assert isinstance(office.clock, ManualClock)
        office.clock.set(office_moment(day, time(hour)))

    def give(key: str, case: int, event: str, name: str, **inputs: Any) -> None:
        advance(office, Advance(case, event, who[name], inputs, key=key))

    on(date(2022, 2, 10))
    give("progress", item, "record_progress", "liaison", progress="三成")
    on(date(2022, 3, 20))
    sweep_all(office)
    give("extend", extension, "approve", "chief", granted_on="2022-04-18")
    with pytest.raises(Refused):
        give("too soon", item, "write_off", "staff")
    open_case(office, Open("extension", who["liaison"], MORE_TIME, item, key="ask"))
    on(date(2022, 4, 30))
    sweep_all(office, batch=2)
    give("report", item, "report_done", "liaison", **DONE)
    give("hand in", item, "hand_in", "liaison", evidence_count=3)
    give("check", item, "check_on_paper", "supervisor")
    on(date(2022, 5, 20))
    sweep_all(office)


def what_happened(desk: SmallOffice) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that the script may bring about, but for the numbers that a database hands out."""
    kept = {
        "cases": "SELECT kind, state, revision, seq, suspended_at FROM cases ORDER BY id",
        "entries": "SELECT c.kind, e.seq FROM entries e JOIN cases c ON c.id = e.case_id"
        " ORDER BY c.id, e.seq",
        "timers": "SELECT c.kind, t.deadline, t.armed_seq, t.status, t.due_on, t.original_on,"
        " t.extensions, t.event, t.step, t.spoken, t.next_at FROM timers t"
        " JOIN cases c ON c.id = t.case_id ORDER BY c.id, t.deadline, t.armed_seq",
        "notices": "SELECT c.kind, n.seq, n.notice, n.person_id, n.deadline, n.step, n.due_on"
        " FROM notices n JOIN cases c ON c.id = n.case_id"
        " ORDER BY c.id, n.seq, n.notice, n.person_id",
        "signoffs": "SELECT c.kind, s.seq, s.topic, s.person_id FROM signoffs s"
        " JOIN cases c ON c.id = s.case_id ORDER BY c.id, s.seq, s.topic",
        "items": "SELECT progress_on, extended_to, evidence FROM rectification_details",
        "commands": "SELECT key FROM commands ORDER BY key",
    }
    found = {name: [tuple(row.values()) for row in desk.rows(sql)] for name, sql in kept.items()}
    told = [
        (one["kind"], one["seq"], one["what"], one.get("event"), one["state"], one["at"], one["by"])
        for row in desk.rows("SELECT id FROM cases ORDER BY id")
        for one in desk.entries(row["id"])
    ]
    return {**found, "told": told}


@pytest.fixture
def copied(
    desk: SmallOffice, request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[], SmallOffice]:
    """Return a function that gives a fresh copy of the office, in a database of its own."""
    url = desk.office.database.url
    made: list[str] = []

    def copy() -> SmallOffice:
        name = f"copy_{uuid4().hex}"
        if desk.office.database.is_sqlite:
            fresh = f"sqlite:///{tmp_path / name}.db"
            shutil.copy(desk.office.database.path, tmp_path / f"{name}.db")
        else:
            server = request.getfixturevalue("postgres_url")
            fresh = postgres.create_database(server, name, template=url.rsplit("/", 1)[1])
            request.addfinalizer(lambda: postgres.drop_database(server, name))
        made.append(fresh)
        office = reopen(fresh, desk.home, desk.office.now())
        return replace(desk, office=office, clock=SmallOffice.clock_of(office), others=[])

    return copy


def test_killed_at_every_commit_and_started_again_it_ends_as_if_nothing_had_been(
    desk: SmallOffice, copied: Callable[[], SmallOffice]
) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    extension = desk.open(
        "extension", "liaison", item, deadline="rectification_report",
        requested_on="2022-05-09", why="汛期", progress="七成",
    )  # fmt: skip
    desk.give(extension, "check", "staff")
    desk.give(extension, "sign", "head")
    desk.office.database.close()
    given = (desk.who, item, extension)
    undisturbed = copied()
    script(undisturbed.office, *given)
    expected = what_happened(undisturbed)
    undisturbed.close()

    commit = 0
    killed = True
    while killed:
        commit += 1
        for when in ("before", "after"):
            one = copied()
            killed = until_killed(one, script, given, commit=commit, when=when)

            halfway = verify(one.office.database)
            script(one.office, *given)

            assert halfway.faults == (), (commit, when)
            assert what_happened(one) == expected, (commit, when)
            assert verify(one.office.database).faults == (), (commit, when)
            one.close()
    assert commit > 10
