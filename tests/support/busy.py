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
    desk.to("preparing")
    other = _another_group(desk)
    desk.to("on_site", after="preparing")
    desk.stand_in("chief", "vice")
    desk.open("round", "staff", name="第三轮", focus="三个聚焦", **WINDOW)
    desk.open(
        "extension", "liaison", desk.assignment, deadline="unit_report", why="材料较多",
        requested_on="2021-11-30", progress="过半",
    )  # fmt: skip
    _dispatch(desk, other)
    desk.to("rectifying", after="fieldwork")
    desk.clue()
    desk.clue(to="handover_pending")
    desk.item()
    desk.item(to="in_progress")
    desk.sweep()


def _another_group(desk: SmallOffice) -> int:
    """Put a second group into the round, whose people have signed and inspect no unit."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        group = people.add_group(work, desk.round_id, "g2", "第二组")
        for name, post in (
            ("other_leader", Post.GROUP_LEADER), ("other_member", Post.GROUP_MEMBER),
        ):  # fmt: skip
            people.give_post(
                work, desk.who[name], post, scope=Scope.GROUP, scope_id=group,
                round_id=desk.round_id, valid_from=SINCE,
            )  # fmt: skip
        work.finish()
    desk.give(desk.round_id, "authorise_group", "secretary", group=group)
    for name in ("other_leader", "other_member"):
        desk.pledge(name)
        desk.give(desk.second(name), "record_training", "staff")
    return group


def _dispatch(desk: SmallOffice, other: int) -> None:
    desk.on(date(2021, 12, 6))
    desk.give(desk.round_id, "convene_dispatch", "chief")
    for group in (desk.group, other):
        desk.give(desk.round_id, "hear_group", "staff", group=group, progress="过半")
    desk.give(desk.round_id, "decide_extension", "chief", dispatch_extension="not_extended")
    desk.give(desk.round_id, "close_dispatch", "director")
