"""What a neighbours' round has of its own, in offices in which things happen at random."""

from __future__ import annotations

from engine import people
from engine.work import Work
from tests.support.acting import SINCE, UNTIL
from tests.support.office import SmallOffice


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
