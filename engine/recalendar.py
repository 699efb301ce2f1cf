"""Recomputes provisional due dates when a year's holidays have been published since.

Every date that moves gets an entry with old, new and reason; an extended date stays as granted.
Source: design §4; domain §2, calendar note.
"""

from __future__ import annotations

from engine.arming import placed
from engine.directory import CLOCK
from engine.office import Office
from engine.rebase import rule_of, write_rebased
from engine.work import Work
from store.database import Stale

_PROVISIONAL = (
    "SELECT case_id FROM timers WHERE provisional AND status = 'armed' AND extensions = 0"
    " GROUP BY case_id ORDER BY case_id"
)


def recompute_provisional(office: Office) -> int:
    """Recompute every provisional due date with the calendar in force; return how many moved.

    A case that a person is moving at that moment is left for the next time.
    """
    with office.database.reading() as tx:
        cases = [row["case_id"] for row in tx.rows(_PROVISIONAL)]
    moved = 0
    for case_id in cases:
        try:
            with office.database.writing() as tx:
                work = Work(office, tx, office.now())
                moved += _recompute(work, case_id)
                work.finish()
        except Stale:
            continue
    return moved


def _recompute(work: Work, case_id: int) -> int:
    case = work.load(case_id)
    moved = 0
    for timer in work.timers(case):
        if not timer["provisional"] or timer["status"] != "armed" or timer["extensions"]:
            continue
        rule = rule_of(work, timer)
        due = rule.due(timer["anchor_on"], work.office.policy.calendar)
        if due.provisional and due.day == timer["due_on"]:
            continue
        was_due = timer["due_on"]
        timer.update(placed(work, rule, due, timer["event"]))
        write_rebased(work, timer)
        changed = due.day != was_due
        moved += changed
        work.entry(
            case,
            "amend",
            CLOCK,
            deadline=timer["deadline"],
            due=due.day,
            nominal=due.nominal if due.rolled else None,
            was_due=was_due if changed else None,
            provisional=due.provisional or None,
            calendar=work.office.policy.calendar.version,
        )
    return moved
