"""A new head of a unit takes over what its rectification still owes; no date moves (K23).

Whoever holds the post owns the items anyway; here the record and the new head are told so. Somebody
appointed for a later day owns them from that day by the post alone.
"""

from __future__ import annotations

from engine.commands import FollowUp
from store.database import Transaction

_OPEN = (
    "SELECT c.id FROM cases c JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND c.unit_id = :unit"
    " AND c.state IN ('fed_back', 'rectifying', 'evaluated')"
    " AND (d.head_id IS NULL OR d.head_id <> :head) ORDER BY c.id"
)


def taken_over(tx: Transaction, unit_id: int, head_id: int) -> tuple[FollowUp, ...]:
    """Return what the clock gives once somebody is head of a unit: nothing when it is told."""
    rows = tx.rows(_OPEN, unit=unit_id, head=head_id)
    return tuple(FollowUp(row["id"], "succeed", {"head_id": head_id}) for row in rows)
