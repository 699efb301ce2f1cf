"""A small real office whose assignments are opened late: their deadline is overdue at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from engine import people
from engine.commands import Open
from engine.office import Office
from engine.opening import open_case
from engine.work import Work
from kernel.clock import office_day
from rules.posts import Post
from store.database import Row
from tests.support.fresh import make_tables

_LONG_AGO = date(2020, 1, 1)
_STAFF = (Post.OFFICE_STAFF, Post.DIRECTOR, Post.LG_LEADER)


@dataclass(frozen=True)
class LateOffice:
    """An office with one planned round and one group; whatever it opens is late."""

    office: Office
    clerk: int
    round_id: int
    group_id: int

    def open_late(self, code: str) -> int:
        """Open an assignment whose unit should have been told days ago; return its case."""
        unit = _register(self.office, lambda work: people.add_unit(work, code, code, "department"))
        entry = office_day(self.office.now()) + timedelta(days=5)
        details = {
            "group_id": self.group_id, "unit_id": unit, "mode": "routine",
            "on_site_start": entry.isoformat(),
            "on_site_end": (entry + timedelta(days=30)).isoformat(),
        }  # fmt: skip
        return open_case(
            self.office, Open("assignment", self.clerk, details, self.round_id)
        ).case_id


def late_office(office: Office) -> LateOffice:
    """Fill an empty database with people, a round and a group."""
    make_tables(office.database)
    start = office_day(office.now()) + timedelta(days=5)
    clerk, *_ = [_register(office, partial(_add, post)) for post in _STAFF]
    details = {
        "name": "第一轮", "on_site_start": start.isoformat(),
        "on_site_end": (start + timedelta(days=30)).isoformat(), "focus": "三个聚焦",
    }  # fmt: skip
    opened = open_case(office, Open("round", clerk, details)).case_id
    group = _register(office, lambda work: people.add_group(work, opened, "g1", "第一组"))
    return LateOffice(office, clerk, opened, group)


def _add(post: Post, work: Work) -> int:
    person = people.add_person(work, post.value, f"{post.label.zh}一")
    people.give_post(work, person, post, valid_from=_LONG_AGO)
    return person


def _register(office: Office, change: Callable[[Work], int]) -> int:
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        made = change(work)
        work.finish()
    return made


def entries(office: Office) -> list[Row]:
    """Return every audit entry, case by case."""
    with office.database.reading() as tx:
        return tx.rows("SELECT case_id, seq, body, hash FROM entries ORDER BY case_id, seq")


def times_noticed(office: Office, case_id: int) -> int:
    """Return how often the case has spoken of the unit that should have been told."""
    own = [row for row in entries(office) if row["case_id"] == case_id]
    spoken = [row["body"] for row in own if '"what":"timer"' in row["body"]]
    return sum('"deadline":"unit_notice"' in body for body in spoken)
