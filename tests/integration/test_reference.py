"""The engine does what the reference interpreter does: random lives, calendars, events, clocks."""

from __future__ import annotations

import atexit
import shutil
from datetime import UTC, date, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from engine import people
from engine.advance import advance
from engine.audit import verify
from engine.commands import Advance, Open, Outcome
from engine.directory import CLOCK
from engine.office import Office
from engine.opening import open_case
from engine.rebase import extend_timer
from engine.receipts import acknowledge
from engine.suspend import resume, suspend
from engine.timers import sweep
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.clock import ManualClock
from kernel.errors import Refused
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from rules.policy import Policy
from rules.posts import Post, Scope
from states.catalogue import LIFE_CYCLES, NEWEST
from store.database import Database
from tests.oracle.days import at
from tests.oracle.interpreter import Reference
from tests.oracle.tables import Life
from tests.oracle.world import KIND, START, as_cycle, as_policy, lives, walls
from tests.support.acting import SINCE, reopen
from tests.support.fresh import make_tables

pytestmark = pytest.mark.timeout(600)  # a mistake that was found is then made small

PEOPLE = {"staff": Post.OFFICE_STAFF, "director": Post.DIRECTOR, "chief": Post.LG_LEADER}
BEGIN = at(START, time(10))


@cache
def template() -> tuple[Path, Path, dict[str, int]]:
    """Return an empty office with three people, to be copied."""
    home = Path(mkdtemp(prefix="xuncheng-reference-"))
    atexit.register(shutil.rmtree, home)
    office = reopen(f"sqlite:///{home / 'office.db'}", home, BEGIN, durable=False)
    make_tables(office.database)
    who = {}
    with office.database.writing() as tx:
        work = Work(office, tx, BEGIN)
        for name, post in PEOPLE.items():
            who[name] = people.add_person(work, name, name)
            people.give_post(work, who[name], post, scope=Scope.OFFICE, scope_id=0,
                             valid_from=SINCE)  # fmt: skip
        work.finish()
    office.database.close()
    return home / "office.db", home, who


class Engine:
    """The engine with one random case."""

    def __init__(self, folder: Path, policy: Policy, dated: date) -> None:
        path, self.home, self.who = template()
        shutil.copy(path, folder / "office.db")
        self.url = f"sqlite:///{folder / 'office.db'}"
        self.policy = policy
        self.clock = ManualClock(BEGIN)
        self.start()
        details = {"comment": "task", "task": "演练", "due_on": dated.isoformat()}
        self.case = open_case(self.office, Open(KIND, self.who["staff"], details, None)).case_id

    def start(self) -> None:
        """Begin as a new process, with nothing in memory."""
        self.office = Office(
            Database(self.url, durable=False), self.clock, self.policy, RecordingSender(),
            Keyring.open(self.home / "keys"),
        )  # fmt: skip

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query about the case."""
        with self.office.database.reading() as tx:
            return tx.rows(sql, id=self.case)

    def extend(self, name: str, new_day: date) -> None:
        """Give a running limit a new date, as an approved extension does."""

        def run(work: Work) -> Outcome:
            case = work.load(self.case)
            extend_timer(work, case, CLOCK, name, new_day, because_of=self.case)
            return Outcome(self.case, case.row["state"], case.row["revision"])

        transact(self.office, run, Attempt(self.case, "extend", 0))


def pending(status: str, event: str | None) -> str | None:
    """Return the event that is still to come; what a limit that is met would have given is moot."""
    return None if status == "met" else event


def compare(engine: Engine, reference: Reference) -> None:
    """Check that both stand at the same place."""
    [row] = engine.rows("SELECT state, revision, seq, suspended_at FROM cases WHERE id = :id")
    assert (row["state"], row["revision"], row["seq"], row["suspended_at"] is not None) == (
        reference.state, reference.revision, reference.entries, reference.suspended
    )  # fmt: skip
    stored = {
        (one["deadline"], one["armed_seq"]): (
            one["status"], one["anchor_on"], one["due_on"], one["original_on"], one["due_at"],
            one["extensions"], one["step"], one["spoken"], one["acknowledged"],
            pending(one["status"], one["event"]), one["remaining"], one["next_at"],
        )
        for one in engine.rows("SELECT * FROM timers WHERE case_id = :id")
    }  # fmt: skip
    assert stored == {
        (one.limit.name, one.entry): (
            one.status, one.counts_from, one.due, one.first_due, one.up_at, one.extensions,
            one.place, one.said, one.heard, pending(one.status, one.fires),
            one.left, reference.wakes(one),
        )
        for one in reference.limits
    }  # fmt: skip


def compare_words(engine: Engine, reference: Reference) -> None:
    """Check that both have said the same, in the same order, each to its owner once."""
    notices = engine.rows(
        "SELECT deadline, armed_seq, step FROM notices WHERE case_id = :id"
        " AND deadline IS NOT NULL ORDER BY seq"
    )
    assert [tuple(one.values()) for one in notices] == [one[:3] for one in reference.spoken]


def act(draw: Any, engine: Engine, reference: Reference) -> None:
    """Have something happen to both."""
    what = draw(st.sampled_from(
        ["give", "give", "give", "sweep", "sweep", "pass", "pass", "pass", "suspend", "resume",
         "extend", "acknowledge", "restart", "back"]
    ))  # fmt: skip
    armed = [one for one in reference.limits if one.status == "armed"]
    office, who = engine.office, engine.who
    note(f"{reference.now:%Y-%m-%d %H:%M} {what} in {reference.state}")
    match what:
        case "give":
            give(draw, engine, reference)
        case "sweep":
            sweep(office)
            reference.sweep()
        case "pass" | "back":
            hours = draw(st.sampled_from([1, 9, 24, 72, 500, 2400]))
            reference.now += timedelta(hours=hours if what == "pass" else -min(hours, 24))
            engine.clock.set(reference.now.astimezone(UTC))
        case "suspend" | "resume":
            acts = {"suspend": suspend, "resume": resume}
            try:
                acts[what](office, engine.case, who["chief"], "上级巡视")
            except Refused:
                note("refused")
            getattr(reference, what)()
        case "extend" if armed:
            one = draw(st.sampled_from(armed))
            day = max(one.due, reference.today) + timedelta(days=draw(st.integers(1, 90)))
            engine.extend(one.limit.name, day)
            reference.extend(one.limit.name, day)
        case "acknowledge":
            hear(draw, engine, reference)
        case "restart":
            office.database.close()
            engine.start()
        case _:
            pass


def give(draw: Any, engine: Engine, reference: Reference) -> None:
    """Have somebody give an event."""
    event = draw(st.sampled_from([line.event for line in reference.life.lines]))
    name = draw(st.sampled_from(["staff", "director"]))
    day = reference.today + timedelta(days=draw(st.integers(-20, 60)))
    line = reference.line(event)
    inputs = {"due_on": day.isoformat()} if line is not None and line.asks_date else {}
    try:
        advance(engine.office, Advance(engine.case, event, engine.who[name], inputs))
        taken = True
    except Refused:
        taken = False
    assert reference.give(event, PEOPLE[name].value, day) == taken


def hear(draw: Any, engine: Engine, reference: Reference) -> None:
    """Have somebody acknowledge a notice they have not acknowledged yet."""
    open_ = engine.rows(
        "SELECT * FROM notices WHERE case_id = :id AND deadline IS NOT NULL"
        " AND acknowledged_at IS NULL ORDER BY seq, key"
    )
    if open_:
        one = draw(st.sampled_from(open_))
        acknowledge(engine.office, key=one["key"], person_id=one["person_id"])
        reference.acknowledge(one["deadline"], one["armed_seq"], one["step"])


@settings(
    max_examples=60, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(life=lives(), wall=walls, dated=st.integers(0, 60), data=st.data())
def test_the_engine_does_what_the_reference_interpreter_does(
    life: Life, wall: Any, dated: int, data: st.DataObject
) -> None:
    cycle = as_cycle(life)
    kept = NEWEST[KIND]
    LIFE_CYCLES._loaded[KIND, cycle.version] = NEWEST._loaded[KIND] = cycle
    folder = Path(mkdtemp(prefix="xuncheng-reference-"))
    try:
        day = START + timedelta(days=dated)
        engine = Engine(folder, as_policy(life, wall), day)
        reference = Reference(life, wall, day, BEGIN)
        compare(engine, reference)
        for _ in range(data.draw(st.integers(5, 25), "steps")):
            act(data.draw, engine, reference)
            compare(engine, reference)
        compare_words(engine, reference)
        assert verify(engine.office.database, engine.policy).faults == ()
        engine.office.database.close()
    finally:
        NEWEST._loaded[KIND] = kept
        del LIFE_CYCLES._loaded[KIND, cycle.version]
        shutil.rmtree(folder)
