"""What a neighbours' round has of its own, in offices in which things happen at random."""

from __future__ import annotations

from dataclasses import replace

from engine import people
from engine.work import Work
from rules.posts import Scope
from tests.support.acting import SINCE, UNTIL
from tests.support.office import GROUP_POSTS, UNIT_POSTS, SmallOffice


def neighbour(desk: SmallOffice) -> SmallOffice:
    """Return the same office with another round to come: another group, at another unit."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        unit = people.add_unit(work, "u2", "单位02", "department")
        names = (*GROUP_POSTS, *UNIT_POSTS)
        who = {name: people.add_person(work, f"{name}2", f"{name}2") for name in names}
        for name, post in UNIT_POSTS.items():
            people.give_post(
                work, who[name], post, scope=Scope.UNIT, scope_id=unit, valid_from=SINCE
            )
        work.finish()
    desk.who |= {f"{name}2": person for name, person in who.items()}
    return replace(desk, who={**desk.who, **who}, unit=unit)


def fill_beside(desk: SmallOffice, other: SmallOffice, stage: str) -> None:
    """Give the neighbours cases of their own, and a stand-in who is limited to one round."""
    if stage == "on_site":
        other.clue(to="handed_over")
        other.clue()
    if stage == "rectifying":
        other.item()
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        people.add_stand_in(
            work, desk.who["vice"], desk.who["stranger"], valid_from=SINCE, valid_to=UNTIL,
            reason="出差", round_id=desk.round_id,
        )  # fmt: skip
        work.finish()
