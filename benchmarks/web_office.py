"""An office for the benchmark of the site: one round, many units, ten thousand open cases.

It is a data directory as `xuncheng web` finds it, whose time stands still enough to be compared.
"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from config.policy import load_policy
from config.pretend import pretend
from engine import people
from engine.commands import Open
from engine.inception import open_in
from engine.office import Office
from engine.opening import open_case
from engine.work import Work
from kernel.clock import ManualClock, office_moment
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from rules.posts import Post, Scope
from store.database import Database
from store.migrate import upgrade

NOW = office_moment(date(2022, 2, 8), time(9))
GROUPS, UNITS = 10, 100
_START = date(2021, 1, 1)
_FED_BACK = date(2022, 1, 27)
_WINDOW = {"on_site_start": "2021-11-08", "on_site_end": "2021-12-20"}
_OFFICE = {
    "secretary": Post.SECRETARY, "chief": Post.LG_LEADER, "director": Post.DIRECTOR,
    "staff": Post.OFFICE_STAFF, "supervisor": Post.SUPERVISOR, "admin": Post.SYSTEM_ADMIN,
    "auditor": Post.AUDITOR,
}  # fmt: skip
_IN_GROUP = {"leader": Post.GROUP_LEADER, "member": Post.GROUP_MEMBER}
_IN_UNIT = {"head": Post.UNIT_HEAD, "liaison": Post.UNIT_LIAISON}
_STATES = ("issued", "claimed", "planned", "in_progress", "handed_in")


class WebOffice:
    """The office, its people by what they do, and its cases."""

    def __init__(self, home: Path) -> None:
        (home / "keys").mkdir(parents=True)
        self.home = home
        self.database = Database(f"sqlite:///{home / 'xuncheng.db'}", durable=False)
        upgrade(self.database)
        keys = Keyring.open(home / "keys" / "office.key")
        self.office = Office(
            self.database, ManualClock(NOW), load_policy(), RecordingSender(), keys
        )
        pretend(home, NOW)
        self.who: dict[str, int] = {}
        self.round = 0
        self.assignments: list[int] = []
        self.items: list[int] = []

    def fill(self, items: int) -> None:
        """Register people, units and groups, and open `items` rectification items."""
        self._people()
        staff = self.who["staff"]
        made = open_case(self.office, Open("round", staff, {"name": "一轮", **_WINDOW}))
        self.round = made.case_id
        groups = self._groups()
        units = self._units()
        for at, unit in enumerate(units):
            details = {"group_id": groups[at % GROUPS], "unit_id": unit, "mode": "routine",
                       **_WINDOW}  # fmt: skip
            opened = open_case(self.office, Open("assignment", staff, details, self.round))
            self.assignments.append(opened.case_id)
        with self.database.writing() as tx:  # the benchmark is about pages, not how cases came
            tx.write("UPDATE cases SET state = 'rectifying' WHERE kind IN ('round', 'assignment')")
            tx.write("UPDATE assignment_details SET fed_back_on = :day", day=_FED_BACK)
        for start in range(0, items, 500):
            self._items(range(start, min(start + 500, items)))
        self._spread()

    def _people(self) -> None:
        with self.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            for name, post in _OFFICE.items():
                self.who[name] = people.add_person(work, name, name)
                people.give_post(work, self.who[name], post, valid_from=_START)
            work.finish()

    def _groups(self) -> list[int]:
        with self.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            made = []
            for at in range(GROUPS):
                made.append(people.add_group(work, self.round, f"g{at}", f"第{at}组"))
                for name, post in _IN_GROUP.items():
                    code = f"{name}{at}"
                    self.who[code] = people.add_person(work, code, code)
                    people.give_post(
                        work, self.who[code], post, scope=Scope.GROUP, scope_id=made[-1],
                        round_id=self.round, valid_from=_START,
                    )  # fmt: skip
            tx.write("UPDATE posts SET pledged_at = :now WHERE scope = 'group'", now=NOW)
            work.finish()
        return made

    def _units(self) -> list[int]:
        with self.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            made = []
            for at in range(UNITS):
                made.append(people.add_unit(work, f"u{at}", f"单位{at:03}", "department"))
                for name, post in _IN_UNIT.items():
                    code = f"{name}{at}"
                    self.who[code] = people.add_person(work, code, code)
                    people.give_post(
                        work, self.who[code], post, scope=Scope.UNIT, scope_id=made[-1],
                        valid_from=_START,
                    )  # fmt: skip
            work.finish()
        return made

    def _items(self, numbers: range) -> None:
        with self.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            for number in numbers:
                parent = self.assignments[number % UNITS]
                command = Open(
                    "rectification", self.who["staff"], {"problem": f"问题{number}"}, parent
                )
                self.items.append(open_in(work, command).case_id)
            work.finish()

    def _spread(self) -> None:
        """Put the items into all the states in which somebody has to do something."""
        with self.database.writing() as tx:
            for at, state in enumerate(_STATES):
                tx.write(
                    "UPDATE cases SET state = :state WHERE kind = 'rectification'"
                    " AND (id / :units) % :many = :at",
                    state=state, units=UNITS, many=len(_STATES), at=at,
                )  # fmt: skip
