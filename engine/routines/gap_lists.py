"""Lists what is missing at each unit some days before the group leaves it (H16).

The list is made once for a stay, on the first working day on which something is missing; what is
looked for is in `rules/gaps.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from engine.advance import advance
from engine.commands import Advance
from engine.lines import lines_of
from engine.office import Office
from engine.progress import standing
from engine.routines.routine import Figures, routine
from kernel.errors import Conflict, Refused
from rules.gaps import Gap, gaps_of
from states.onsite import Tier
from store.database import Row, Transaction

_DUE = (
    "SELECT c.id, c.round_id, c.group_id, d.entered_on, d.checklist_items FROM cases c"
    " JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND c.state IN ('entered', 'on_site')"
    " AND c.suspended_at IS NULL AND d.on_site_end <= :until"
    " AND NOT EXISTS (SELECT 1 FROM book_lines b WHERE b.case_id = c.id AND b.book = 'gaps')"
    " ORDER BY c.id"
)
_MISSING = (
    "SELECT count(*) AS n FROM cases c JOIN daily_report_details d ON d.case_id = c.id"
    " WHERE c.kind = 'daily_report' AND c.round_id = :round AND c.group_id = :group"
    " AND c.state = 'missing' AND d.report_day >= :since"
)
_TIERS = {tier.value: tier.label for tier in Tier}


@routine("gap_lists")
def gap_lists(office: Office, day: date) -> Figures:
    """List the gaps of each unit whose stay ends soon and that has no list yet."""
    until = day + timedelta(days=office.policy.limit("gap_list_days"))
    with office.database.reading() as tx:
        found = [(row["id"], _gaps(office, tx, row, day)) for row in tx.rows(_DUE, until=until)]
    listed = 0
    for case_id, gaps in found:
        if not gaps:
            continue
        rows = [{"gap_kind": one.kind.value, "what": one.what.zh} for one in gaps]
        command = Advance(case_id, "list_gaps", 0, {"gaps": rows}, key=f"list_gaps:{case_id}")
        try:
            advance(office, command)
        except (Refused, Conflict):
            continue  # the group wraps up meanwhile, or the clocks were stopped
        listed += 1
    return {"looked_at": len(found), "listed": listed}


def _gaps(office: Office, tx: Transaction, row: Row, day: date) -> tuple[Gap, ...]:
    missing = tx.row(
        _MISSING, round=row["round_id"], group=row["group_id"], since=row["entered_on"]
    )
    planned, activities, marks = (
        [line.values for line in lines_of(tx, row["id"], book)]
        for book in ("interview_plan", "activities", "checklist")
    )
    done = replace(
        standing(office, tx, row["id"], day).done,
        items=row["checklist_items"] or 0, items_marked=len({line["code"] for line in marks}),
    )  # fmt: skip
    return gaps_of(done, planned, activities, _TIERS, int(missing["n"]) if missing else 0)
