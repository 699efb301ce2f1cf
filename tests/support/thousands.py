"""A small office with thousands of rectification items, due at once while people claim them.

What else is to be exact is one more query of `Thousands`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from config.pretend import clock_of
from engine import people
from engine.advance import advance
from engine.commands import Advance, Open
from engine.inception import open_in
from engine.office import Office
from engine.routines.catalogue import ROUTINES
from engine.routines.run import still_open
from engine.work import Work
from kernel.errors import Conflict
from store import routine_runs
from tests.support.acting import SINCE, UNTIL
from tests.support.office import SmallOffice, found

DUE_ON = date(2022, 2, 8)
"""A day on which two limits of every item speak: that for the claim and that for the plan."""
TOLD, TELLS = 20, 20
"""So many people stand in for the head of the unit, and hear of so many items."""
_BATCH = 500
THINKS = 0.002
"""Seconds between two decisions of a person."""
_SPOKEN = "SELECT count(*) AS n FROM timers WHERE deadline = 'rectification_plan' AND step > 0"
_DUE = "SELECT count(*) AS n FROM timers WHERE status = 'armed' AND next_at <= :now"
_ENTRIES = """
SELECT e.told ->> 'what' AS what, coalesce(e.told ->> 'event', e.told ->> 'deadline', '') AS word,
    count(*) AS entries, count(DISTINCT e.case_id) AS cases
FROM (SELECT case_id, body::jsonb AS told FROM entries) e JOIN cases c ON c.id = e.case_id
WHERE c.kind = 'rectification' GROUP BY 1, 2
"""
_OWED = """
SELECT count(*) AS rows, count(DISTINCT (n.case_id, n.notice, n.deadline, n.step, n.person_id))
    AS notices
FROM notices n JOIN cases c ON c.id = n.case_id WHERE c.kind = 'rectification'
"""
_TOLD = """
SELECT sum(jsonb_array_length(body::jsonb -> 'notices')) AS n
FROM entries e JOIN cases c ON c.id = e.case_id
WHERE c.kind = 'rectification' AND body::jsonb ? 'notices'
"""
_DELIVERIES = "SELECT notice_key, status FROM deliveries"


@dataclass
class Thousands:
    """The office and its items; PostgreSQL alone, since several machines share it."""

    desk: SmallOffice
    items: list[int] = field(default_factory=list)

    @classmethod
    def found(cls, url: str, home: Path) -> Self:
        """Return an office whose round is being rectified, with no item yet."""
        home.mkdir()
        desk = found(url, home, durable=False)
        desk.to("rectifying")
        return cls(desk)

    def fill(self, many: int, target: str) -> None:
        """Issue so many items, the last ones with messages to `target`; make their limits due."""
        self._issue(many - TELLS)
        self._let_hear(target)
        self._issue(TELLS)
        self.desk.on(DUE_ON)
        self._duties_are_done()

    def _issue(self, many: int) -> None:
        desk = self.desk
        for start in range(0, many, _BATCH):
            with desk.office.database.writing() as tx:
                work = Work(desk.office, tx, desk.office.now())
                for _ in range(start, min(start + _BATCH, many)):
                    command = Open(
                        "rectification", desk.who["staff"], {"problem": "问题"}, desk.assignment
                    )
                    self.items.append(open_in(work, command).case_id)
                work.finish()

    def _let_hear(self, target: str) -> None:
        desk = self.desk
        with desk.office.database.writing() as tx:
            work = Work(desk.office, tx, desk.office.now())
            for number in range(TOLD):
                person = people.add_person(work, f"h{number}", f"副职{number}")
                people.add_channel(work, person, target)
                people.add_stand_in(
                    work, desk.who["head"], person, valid_from=SINCE, valid_to=UNTIL, reason="出差"
                )
            work.finish()

    def _duties_are_done(self) -> None:
        """Note the duties of the day as done: they are not what is watched here."""
        office = self.desk.office
        now = office.now()
        begun = [(name, still_open(office, one, now)) for name, one in ROUTINES.items()]
        with office.database.writing() as tx:
            for name, periods in begun:
                for period in periods:
                    routine_runs.remember(
                        tx, name=name, period=period.key, day=period.day, ran_at=now, figures="{}"
                    )

    def spoken(self) -> int:
        """Return how many items have been reminded of their plan."""
        return self._count(_SPOKEN)

    def due(self) -> int:
        """Return how many timers are due and have not spoken."""
        return self._count(_DUE, now=self.desk.clock.now())

    def entries(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Return what was written on the items: what and which → how many entries and cases."""
        rows = self.desk.rows(_ENTRIES)
        return {(row["what"], row["word"]): (row["entries"], row["cases"]) for row in rows}

    def notices(self) -> tuple[int, int, int]:
        """Return how many notices are owed on the items, how many different, how many as told."""
        [row] = self.desk.rows(_OWED)
        return row["rows"], row["notices"], self._count(_TOLD)

    def deliveries(self, *statuses: str) -> set[str]:
        """Return the keys of the deliveries in one of some statuses."""
        rows = self.desk.rows(_DELIVERIES)
        return {row["notice_key"] for row in rows if row["status"] in statuses}

    def _count(self, sql: str, **values: object) -> int:
        [row] = self.desk.rows(sql, **values)
        return int(row["n"])


def claim_all(
    office: Office, liaison: int, items: Sequence[int], home: Path | None = None,
    thinks: float = 0.0,
) -> int:  # fmt: skip
    """Claim items one after the other, as somebody of the unit; return how many are claimed.

    Args:
        office: The office.
        liaison: Who claims.
        items: What; somebody else may have the same, and gives the same decision.
        home: A data directory that says what time it is; else it stands still.
        thinks: Seconds between two decisions.
    """
    office.clock = clock_of(home, "test") if home else office.clock
    claimed = 0
    for item in items:
        command = Advance(item, "claim", liaison, key=f"claim {item}")
        while not _claimed(office, command):
            time.sleep(THINKS)
        claimed += 1
        time.sleep(thinks)
    return claimed


def _claimed(office: Office, command: Advance) -> bool:
    try:
        return advance(office, command).state == "claimed"
    except Conflict:  # the sweep has had it five times in a row
        return False
