"""Each working day: who has come since must read the documents of the library, too (C10)."""

from __future__ import annotations

from datetime import date

from engine.directory import CLOCK
from engine.effects.library import readers_left
from engine.office import Office
from engine.routines.routine import Figures, routine
from engine.take import take
from engine.work import Work

_ISSUED = "SELECT id FROM cases WHERE kind = 'library_document' AND state = 'issued' ORDER BY id"


@routine("document_readers")
def document_readers(office: Office, day: date) -> Figures:
    """Ask newcomers to read, and meet the date of what nobody has left to read."""
    del day
    checked = asked = met = 0
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        for row in tx.rows(_ISSUED):
            case = work.load(row["id"])
            left, was_read = readers_left(work, case), case.row["read_on"] is not None
            checked += 1
            if bool(left) is was_read:
                take(work, case, "count_readers", CLOCK, {})
                asked += bool(left)
                met += not left
        work.finish()
    return {"documents": checked, "asked": asked, "met": met}
