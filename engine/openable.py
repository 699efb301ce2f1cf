"""Which kinds of case a person may open here: by post, by the kind above and by where that is.

What the guards of an opening ask is told when it is opened (`engine/opening.py`).
"""

from __future__ import annotations

from engine.inception import check_parent_state, scope_below
from engine.office import Office
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import Refused
from rules.access import may_fire
from states.catalogue import NEWEST, AnyLifeCycle


def openable(
    office: Office, person_id: int, *, parent_id: int | None = None, acting_for: int | None = None
) -> tuple[AnyLifeCycle, ...]:
    """Return the kinds of case that a person, or who stands in for one, may open now.

    Args:
        office: The office.
        person_id: Who wants to open a case.
        parent_id: The case above; None asks for kinds that hang below no other.
        acting_for: The person stood in for, if any.

    Raises:
        NotFound: there is no such case above, or the person may not know of it.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        parent = None
        if parent_id is not None:
            parent, _, _ = load_visible(work, parent_id, person_id, acting_for)
        above = parent.row["kind"] if parent is not None else None
        found: list[AnyLifeCycle] = []
        for cycle in NEWEST.values():
            if (above not in cycle.parent) if above else bool(cycle.parent):
                continue
            scope = scope_below(work, cycle, parent, {})
            actor = work.directory.actor(person_id, acting_for, scope, work.today)
            if not may_fire(actor.posts, cycle.opened_by, before_pledges=False):
                continue
            try:
                check_parent_state(cycle, parent)
            except Refused:
                continue
            found.append(cycle)
    return tuple(found)
