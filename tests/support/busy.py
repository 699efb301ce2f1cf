"""A small office at work: cases of many kinds, a person for every post, and people out of scope.

Tests that walk every page use it; a further kind of case or person is one more line here.
"""

from __future__ import annotations

from datetime import date

from engine import people
from engine.work import Work
from rules.posts import Post, Scope
from tests.support.office import SINCE, WINDOW, SmallOffice

_ADMINS = {
    "stranger": Post.SYSTEM_ADMIN, "deputy": Post.AUDITOR, "keeper": Post.SECURITY_ADMIN,
}  # fmt: skip
_FURTHER = ("keeper", "other_leader", "other_member", "other_head", "leaving")
"""People beside those of the small office; the last holds no post and may be sent away."""

EVERYBODY = (
    "secretary", "committee", "chief", "vice", "director", "staff", "supervisor", "leader",
    "member", "head", "liaison", "contact", "receiver", "other_leader", "other_member",
    "other_head", "leaving", *_ADMINS,
)  # fmt: skip
"""Who walks: each post in scope, group and unit out of scope, administrators, and no post."""


def fill(desk: SmallOffice) -> None:
    """Bring a small office to where all its kinds of page have something to show."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        for name in _FURTHER:
            desk.who[name] = people.add_person(work, name, name)
        elsewhere = people.add_unit(work, "u2", "单位02", "department")
        people.give_post(
            work, desk.who["other_head"], Post.UNIT_HEAD, scope=Scope.UNIT, scope_id=elsewhere,
            valid_from=SINCE,
        )  # fmt: skip
        work.finish()
    for name, post in _ADMINS.items():
        desk.appoint(name, post, since=SINCE)
    desk.to("on_site")
    desk.stand_in("chief", "vice")
    _another_round(desk)
    desk.open(
        "extension", "liaison", desk.assignment, deadline="unit_report", why="材料较多",
        requested_on="2021-11-30", progress="过半",
    )  # fmt: skip
    desk.to("rectifying", after="on_site")
    desk.clue()
    desk.clue(to="handover_pending")
    desk.item()
    desk.item(to="in_progress")
    desk.sweep()


def _another_round(desk: SmallOffice) -> None:
    """Open a round of other people, whose group has nothing to do with the first."""
    other = desk.open("round", "staff", name="第三轮", focus="三个聚焦", **WINDOW)
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        group = people.add_group(work, other, "g2", "第二组")
        for name, post in (
            ("other_leader", Post.GROUP_LEADER), ("other_member", Post.GROUP_MEMBER),
        ):  # fmt: skip
            people.give_post(
                work, desk.who[name], post, scope=Scope.GROUP, scope_id=group, round_id=other,
                valid_from=date(2021, 1, 1),
            )  # fmt: skip
        work.finish()
