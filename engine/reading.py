"""Reading a sensitive case leaves an entry on its chain, once a day for each reader (§7 row 2).

Which kinds are sensitive is told by their life cycles (`reads_logged`), which books by
`states/books.py`; a text that is kept apart always is. Lists do not count. The entry is written
before anything is shown, so nobody reads without it.
"""

from __future__ import annotations

from engine.commands import Outcome
from engine.contents import content_of
from engine.office import Office
from engine.transact import Attempt, transact
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import NotFound
from kernel.words import Text
from store import confidential, moves


def note_read(
    office: Office,
    case_id: int,
    person_id: int,
    acting_for: int | None = None,
    *,
    sensitive: bool = False,
) -> None:
    """Have the chain of a case tell that a person reads it now, where that is asked for.

    Args:
        office: The office.
        case_id: The case.
        person_id: Who reads.
        acting_for: The person stood in for, if any.
        sensitive: Whether what is read asks for it, whatever the kind of the case.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, _ = load_visible(work, case_id, person_id, acting_for)
        if not (sensitive or case.cycle.reads_logged):
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


def read_content(
    office: Office, case_id: int, name: str, person_id: int, acting_for: int | None = None
) -> str:
    """Return a text of a case to somebody who reads the whole of it; the reading is an entry.

    Raises:
        NotFound: there is no such case or text, or it is not for this person.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        if not sight.whole:
            raise NotFound(Text("没有这份文稿。", "There is no such text."))
        text = content_of(work, case, name)
    note_read(office, case_id, person_id, acting_for, sensitive=True)
    return text
