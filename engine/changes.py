"""Which cases have moved since a moment, and which of them a person may know of.

Pages that are open in several browsers are kept true by it; it tells numbers only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col, select

from engine.office import Office
from engine.reach import open_to
from kernel.clock import office_day
from store.tables import Case

_MOVED = "SELECT id, revision FROM cases WHERE moved_at >= :since ORDER BY moved_at LIMIT :most"
MOST = 500
"""So many changes are told one by one; more of them are a reason to look anew at everything."""


def moved_since(office: Office, since: datetime) -> dict[int, int]:
    """Return the cases that moved at `since` or later, with their revisions."""
    with office.database.reading() as tx:
        rows = tx.rows(_MOVED, since=since, most=MOST)
    return {row["id"]: row["revision"] for row in rows}


def known_to(office: Office, cases: Iterable[int], person_id: int) -> frozenset[int]:
    """Return which of `cases` a person may know of, by their own posts and those lent to them."""
    wanted = sorted(cases)
    today = office_day(office.now())
    with office.database.reading() as tx:
        directory = office.directory(tx)
    known: set[int] = set()
    lent = (one.person for one in directory.stands_in_for(person_id, today))
    with office.database.session() as session:
        for principal in dict.fromkeys([None, *lent]):
            seen = open_to(directory, person_id, principal, today)
            query = select(Case.id).where(col(Case.id).in_(wanted), seen)
            known.update(int(one or 0) for one in session.exec(query))
    return frozenset(known)
