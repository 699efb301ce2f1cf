"""Effects of a reconciliation: the ledgers are compared, each clue is told how it was found.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.ids import case_id_of, case_number
from rules.facts import Actor
from rules.reconciling import Found, Ours, compare

_HELD = (
    "SELECT c.id, c.state, d.result, (SELECT min(t.due_on) FROM timers t WHERE t.case_id = c.id"
    " AND t.deadline = 'clue_receipt' AND t.status = 'armed') AS receipt_due"
    " FROM cases c JOIN clue_details d ON d.case_id = c.id"
    " WHERE c.kind = 'clue' AND c.body_id = :body AND c.state IN ('signed_by_office',"
    " 'handed_over', 'in_handling', 'result_reported', 'reconciled', 'written_off') ORDER BY c.id"
)
_SETTLED = frozenset({"reconciled", "written_off"})


def _ours(work: Work, body_id: int) -> list[Ours]:
    """Return the clues that the office's tables hold for a body."""
    found = []
    for row in work.tx.rows(_HELD, body=body_id):
        late = row["receipt_due"] is not None and row["receipt_due"] < work.today
        if row["state"] != "signed_by_office" or late:
            settled = row["state"] in _SETTLED
            found.append(Ours(case_number(row["id"]), row["result"], late, settled))
    return found


@effect
def compare_ledgers(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Compare the receiver's ledger with the office's tables, and tell each clue (J07)."""
    del actor
    ours = _ours(work, case.row["body_id"])
    theirs = {one["number"].strip().upper(): one.get("result") for one in inputs.get("ledger", ())}
    if inputs.get("confirmed"):
        theirs = {one.number: one.result for one in ours if not one.receipt_overdue} | theirs
    compared = compare(ours, theirs)
    run = case_number(case.id)
    asked = [
        FollowUp(
            case_id_of(one.number), "check_ledger",
            {"run": run, "found": one.found.value, "told": one.theirs or ""},
        )
        for one in compared
        if one.found not in {Found.MISSING_HERE, Found.RECEIPT_OVERDUE}
    ]  # fmt: skip
    different = [
        {"number": one.number, "found": one.found.value, "ours": one.ours or "",
         "theirs": one.theirs or ""}
        for one in compared
        if one.found is not Found.NONE
    ]  # fmt: skip
    outcome = "find_different" if different else "find_agreed"
    given = {"differences": different} if different else {}
    return (*asked, FollowUp(case.id, outcome, given))
