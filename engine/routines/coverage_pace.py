"""Each month: who leads hears when the coverage of a term in force is behind (A01).

The figures are in the entry and in the book `pace` of the term; the notice only says that there is
something to look at.
"""

from __future__ import annotations

from datetime import date

from engine.directory import CLOCK
from engine.office import Office
from engine.planning import IN_FORCE, terms
from engine.routines.routine import Figures, routine
from engine.take import take
from engine.term_coverage import coverage_of, figures
from engine.work import Work
from rules.facts import Need


@routine("coverage_pace")
def coverage_pace(office: Office, day: date) -> Figures:
    """Warn of every term in force whose coverage trails its time by too much, once a month."""
    month = f"{day:%Y-%m}"
    checked = behind = warned = 0
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        for row in terms(tx):
            if row["state"] not in IN_FORCE:
                continue
            case = work.load(row["id"], frozenset({Need.LINES}))
            seen = coverage_of(work, case.row)
            checked += 1
            behind += seen.pace.behind
            told = {line.values["month"] for line in case.lines.get("pace", ())}
            if seen.pace.behind and month not in told:
                take(work, case, "warn_pace", CLOCK, {"month": month, **figures(seen)})
                warned += 1
        work.finish()
    return {"terms": checked, "behind": behind, "warned": warned}
