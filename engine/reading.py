"""Reading a sensitive case leaves an entry on its chain, once a day for each reader (§7 row 2).

Which kinds are sensitive is told by their life cycles (`reads_logged`), which books of others by
`READS_LOGGED` of `states/books.py`; lists do not count. The entry is written before anything is
shown, so nobody reads without it.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.commands import Outcome
from engine.office import Office
from engine.transact import Attempt, transact
from engine.visible import load_visible
from engine.work import Work
from states.books import READS_LOGGED
from store import confidential, moves


def note_read(
    office: Office,
    case_id: int,
    person_id: int,
    *,
    acting_for: int | None = None,
    books: Iterable[str] = (),
) -> None:
    """Have the chain of a case tell that a person reads it now, where it is sensitive.

    Args:
        office: The office.
        case_id: The case.
        person_id: Who reads.
        acting_for: The person stood in for, if any.
        books: The books of it that are read.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, _ = load_visible(work, case_id, person_id, acting_for)
        sensitive = READS_LOGGED.get(case.row["kind"], frozenset())
        if not case.cycle.reads_logged and sensitive.isdisjoint(books):
            return
        if confidential.has_read(tx, case_id, person_id, work.today):
            return
    attempt = Attempt(case_id, "read", person_id, acting_for)
    transact(office, lambda work: _note(work, case_id, person_id, acting_for), attempt)


def _note(work: Work, case_id: int, person_id: int, acting_for: int | None) -> Outcome:
    case, actor, _ = load_visible(work, case_id, person_id, acting_for)
    if not confidential.has_read(work.tx, case_id, person_id, work.today):
        seq = work.entry(case, "read", actor, day=work.today)
        values = {"case_id": case_id, "person_id": person_id, "day": work.today, "seq": seq}
        work.write(moves.insert("case_reads", values))
    return Outcome(case.id, case.row["state"], case.row["revision"], ())
