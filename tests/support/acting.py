"""Acting in an office in a test: shorthand to give events, open cases, sweep, and look.

A further shorthand is one more method of `Acting`; how a round gets somewhere is in
`tests/support/office.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Self

from config.policy import load_policy
from engine import people
from engine.advance import advance
from engine.commands import Advance, Open, Outcome
from engine.office import Office
from engine.opening import open_case
from engine.ringing import SweepReport
from engine.timers import sweep
from engine.work import Work
from kernel.clock import ManualClock, office_moment
from kernel.errors import Refused
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from rules.posts import Post, Scope
from store import timers
from store.database import Database, Row

POLICY = load_policy()
SINCE, UNTIL = date(2021, 1, 1), date(2099, 12, 31)
_WRITTEN = (
    "cases", "entries", "timers", "signoffs", "notices", "deliveries", "commands", "posts",
)  # fmt: skip


@dataclass
class Acting:
    """An office and its people by a short name of their post, with shorthand to act and look."""

    office: Office
    clock: ManualClock
    home: Path
    who: dict[str, int] = field(default_factory=dict)
    round_id: int = 0
    group: int = 0
    unit: int = 0
    above: int = 0
    """The unit above the unit, where a test puts one."""
    body: int = 0
    assignment: int = 0
    others: list[Office] = field(default_factory=list)
    """The same office as other processes found it."""

    # ── acting ──

    def on(self, day: date, hour: int = 10) -> None:
        """Set the clock to an hour of a day in the office."""
        self.clock.set(office_moment(day, time(hour)))

    def give(
        self,
        case: int,
        event: str,
        who: str,
        *,
        acting_for: str | None = None,
        key: str | None = None,
        revision: int | None = None,
        **inputs: Any,
    ) -> Outcome:
        """Give an event to a case."""
        principal = self.who[acting_for] if acting_for else None
        command = Advance(case, event, self.who[who], inputs, revision, principal, key)
        return advance(self.office, command)

    def no(self, case: int, event: str, who: str, **more: Any) -> tuple[str, ...]:
        """Give an event that must be refused, and return the reasons in English."""
        try:
            outcome = self.give(case, event, who, **more)
        except Refused as refused:
            return refused.sentences("en")
        raise AssertionError(f"{event} was taken: {outcome.state}")

    def open(
        self, kind: str, who: str, parent: int | None = None, *, acting_for: str | None = None,
        key: str | None = None, **inputs: Any,
    ) -> int:  # fmt: skip
        """Open a case and return its id."""
        principal = self.who[acting_for] if acting_for else None
        command = Open(kind, self.who[who], inputs, parent, principal, key)
        return open_case(self.office, command).case_id

    def add_unit(
        self, code: str, name: str, unit_type: str = "department", parent: int | None = None
    ) -> int:
        """Register a unit and return its id."""
        with self.office.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            made = people.add_unit(work, code, name, unit_type, parent_id=parent)
            work.finish()
        return made

    def stand_in(self, person: str, stand_in: str) -> None:
        """Have one person act for another from now on."""
        with self.office.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            people.add_stand_in(
                work, self.who[person], self.who[stand_in], valid_from=SINCE, valid_to=UNTIL,
                reason="出差",
            )  # fmt: skip
            work.finish()

    def appoint(
        self, person: str, post: Post, *, scope: Scope = Scope.OFFICE, place: int = 0,
        since: date,
    ) -> None:  # fmt: skip
        """Give somebody a post."""
        with self.office.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            people.give_post(
                work, self.who[person], post, scope=scope, scope_id=place, valid_from=since
            )
            work.finish()

    def sweep(self) -> SweepReport:
        """Let everything speak that is due now."""
        return sweep(self.office)

    def sweep_each_due_time(self, until: datetime) -> None:
        """Sweep at each moment at which something is due: as good as sweeping every minute."""
        while True:
            with self.office.database.reading() as tx:
                due = timers.next_due(tx)
            if due is None or due > until:
                break
            self.clock.set(max(due, self.clock.now()))
            self.sweep()
        self.clock.set(until)
        self.sweep()

    # ── reading ──

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Return the rows of a query."""
        with self.office.database.reading() as tx:
            return tx.rows(sql, **values)

    def case(self, case: int) -> Row:
        """Return the row of a case."""
        [row] = self.rows("SELECT * FROM cases WHERE id = :id", id=case)
        return row

    def details(self, case: int) -> Row:
        """Return the details of a case."""
        table = f"{self.case(case)['kind']}_details"
        [row] = self.rows(f"SELECT * FROM {table} WHERE case_id = :id", id=case)  # noqa: S608
        return row

    def child(self, case: int, kind: str) -> int:
        """Return the newest case of a kind below a case."""
        return self.children(case, kind)[-1]

    def children(self, case: int, kind: str) -> list[int]:
        """Return the cases of a kind below a case, oldest first."""
        query = "SELECT id FROM cases WHERE parent_id = :id AND kind = :kind ORDER BY id"
        return [int(row["id"]) for row in self.rows(query, id=case, kind=kind)]

    def state(self, case: int) -> str:
        """Return where a case is."""
        return str(self.case(case)["state"])

    def entries(self, case: int) -> list[dict[str, Any]]:
        """Return the entries of a case, oldest first."""
        rows = self.rows("SELECT body FROM entries WHERE case_id = :id ORDER BY seq", id=case)
        return [json.loads(row["body"]) for row in rows]

    def timers(self, case: int, status: str = "armed") -> dict[str, Row]:
        """Return the timers of a case in a status, by deadline."""
        rows = self.rows(
            "SELECT * FROM timers WHERE case_id = :id AND status = :status", id=case, status=status
        )
        return {row["deadline"]: row for row in rows}

    def notices(self, case: int) -> list[Row]:
        """Return the notices about a case, oldest first."""
        return self.rows(
            "SELECT * FROM notices WHERE case_id = :id ORDER BY seq, notice, person_id", id=case
        )

    def everything(self) -> dict[str, list[Row]]:
        """Return every row a move may write, by table."""
        return {table: self.rows(f"SELECT * FROM {table}") for table in _WRITTEN}  # noqa: S608

    def again(self) -> Self:
        """Return the same office as another process finds it, with nothing in memory."""
        fresh = reopen(self.office.database.url, self.home, self.clock.now())
        self.others.append(fresh)
        return replace(self, office=fresh, clock=self.clock_of(fresh), others=[])

    def close(self) -> None:
        """Close every connection."""
        for office in (self.office, *self.others):
            office.database.close()

    @staticmethod
    def clock_of(office: Office) -> ManualClock:
        """Return the manual clock of an office."""
        assert isinstance(office.clock, ManualClock)
        return office.clock


def reopen(url: str, home: Path, now: datetime, *, durable: bool = True) -> Office:
    """Return the office on a database that has its tables, as a new process finds it."""
    return Office(
        Database(url, durable=durable), ManualClock(now), POLICY, RecordingSender(),
        Keyring.open(home / "keys"),
    )  # fmt: skip
