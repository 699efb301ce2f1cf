"""Opens a reconciliation each month for every receiving body that holds clues.

Source: J07 (periodic reconciliation); how often is policy.
"""

from __future__ import annotations

from datetime import date

from engine.commands import Open
from engine.inception import open_in
from engine.office import Office
from engine.routines.routine import Figures, routine
from engine.work import Work

_HOLDERS = (
    "SELECT DISTINCT c.body_id FROM cases c WHERE c.kind = 'clue' AND c.body_id IS NOT NULL"
    " AND c.state IN ('handed_over', 'in_handling', 'result_reported') AND NOT EXISTS"
    " (SELECT 1 FROM cases r WHERE r.kind = 'reconciliation' AND r.body_id = c.body_id"
    " AND r.state IN ('awaited', 'comparing', 'different')) ORDER BY c.body_id"
)
"""Bodies that hold clues and have no reconciliation open."""


@routine("clue_reconciliation")
def clue_reconciliation(office: Office, day: date) -> Figures:
    """Ask every body that holds clues for its ledger, whichever day it is for."""
    del day
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        bodies = [row["body_id"] for row in tx.rows(_HOLDERS)]
        for body in bodies:
            open_in(work, Open("reconciliation", 0, {"body_id": body}))
        work.finish()
    return {"asked": len(bodies)}
