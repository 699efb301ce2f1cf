"""Whether somebody belongs to the office or to those above it: the door to lists about people.

A further list that only they read asks `check_oversight`.
"""

from __future__ import annotations

from engine.office import Office
from kernel.clock import office_day
from kernel.errors import NotPermitted
from kernel.words import Text
from rules.access import party_of
from rules.posts import CaseScope
from rules.views.view import Party
from store.database import Transaction


def check_oversight(
    office: Office, tx: Transaction, person_id: int, acting_for: int | None = None
) -> None:
    """Check that a person reads what only the office and those above it read.

    Raises:
        NotPermitted: they do not.
    """
    directory, today = office.directory(tx), office_day(office.now())
    actor = directory.actor(person_id, acting_for, CaseScope(), today)
    if not any(party_of(held) is Party.OVERSIGHT for held in actor.posts):
        raise NotPermitted(
            Text(
                "这里只供巡察办、领导小组和党委领导查看。",
                "This is for the office, the leading group and the committee's leaders.",
            )
        )
