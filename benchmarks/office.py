"""An office for benchmarks: many rectification items, and the thirteen events of their lives."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

from config.policy import load_policy
from config.process import settle
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

_VOUCHED = {"head_vouches": True}
_DONE = {
    "evidence": "佐证目录", "similar_problems": "无", "rules_note": "制度一", **_VOUCHED,
}  # fmt: skip
PATH: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("claim", "liaison", {}),
    ("plan", "liaison", {"measures": "措施", "leader_post": "副职", "planned_on": "2022-06-01",
                         **_VOUCHED}),
    ("approve_plan", "supervisor", {}),
    ("record_progress", "liaison", {"progress": "过半"}),
    ("report_done", "liaison", _DONE),
    ("hand_in", "liaison", {"evidence_count": 3}),
    ("check_on_paper", "supervisor", {}),
    ("return_item", "supervisor", {"reason": "材料不全"}),
    ("report_done", "liaison", _DONE),
    ("hand_in", "liaison", {"evidence_count": 3}),
    ("check_on_paper", "supervisor", {}),
    ("check_on_site", "supervisor", {"not_on_paper_only": True, "not_parcelled_out": True,
                                     "not_shifted_down": True, "not_by_blame_alone": True,
                                     "not_merely_promised": True}),
    ("write_off", "staff", {}),
)  # fmt: skip
"""Event, who gives it, and with what: one item's life."""

_START = date(2021, 1, 1)
_FED_BACK = "UPDATE assignment_details SET fed_back_on = :day WHERE case_id = :id"


class BenchOffice:
    """One office with its people by what they do, and items to move."""

    def __init__(self, url: str, home: Path) -> None:
        self.home = home
        self.database = Database(url)
        upgrade(self.database)
        self.clock = ManualClock(office_moment(date(2022, 1, 27), time(9)))
        self.office = Office(
            self.database, self.clock, load_policy(), RecordingSender(), Keyring.open(home / "key")
        )
        settle()
        self.who: dict[str, int] = {}
        self.items: list[int] = []

    def fill(self, items: int) -> None:
        """Register the people and open `items` rectification items below one assignment."""
        with self.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            for name in ("staff", "supervisor", "liaison", "head", "leader", "lg"):
                self.who[name] = people.add_person(work, name, name)
            unit = people.add_unit(work, "unit", "单位01", "department")
            for name, post in (
                ("staff", Post.OFFICE_STAFF), ("supervisor", Post.SUPERVISOR),
                ("lg", Post.LG_LEADER),
            ):  # fmt: skip
                people.give_post(work, self.who[name], post, valid_from=_START)
            for name, post in (
                ("liaison", Post.UNIT_LIAISON), ("head", Post.UNIT_HEAD),
                ("leader", Post.UNIT_LEADER),
            ):  # fmt: skip
                people.give_post(
                    work, self.who[name], post, scope=Scope.UNIT, scope_id=unit, valid_from=_START
                )
            work.finish()
        staff = self.who["staff"]
        window = {"on_site_start": "2021-11-08", "on_site_end": "2021-12-20"}
        the_round = open_case(self.office, Open("round", staff, {"name": "一轮", **window}))
        with self.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            group = people.add_group(work, the_round.case_id, "g1", "第一组")
            work.finish()
        details = {"group_id": group, "unit_id": unit, "mode": "routine", **window}
        assignment = open_case(self.office, Open("assignment", staff, details, the_round.case_id))
        with self.database.writing() as tx:  # the benchmark is about items, not how they came
            below = assignment.case_id
            tx.write("UPDATE cases SET state = 'rectifying' WHERE id = :id", id=below)
            tx.write(_FED_BACK, id=below, day=date(2022, 1, 26))
        for start in range(0, items, 500):
            with self.database.writing() as tx:
                work = Work(self.office, tx, self.office.now())
                for number in range(start, min(start + 500, items)):
                    command = Open(
                        "rectification", staff, {"problem": f"问题{number}"}, assignment.case_id
                    )
                    self.items.append(open_in(work, command).case_id)
                work.finish()
