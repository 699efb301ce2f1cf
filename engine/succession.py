"""A new head of a unit takes over what its rectification still owes; no date moves (K23).

Whoever holds the post owns the items anyway; here the record and the new head are told so. Somebody
appointed for a later day owns them from that day by the post alone.
"""

from __future__ import annotations

from datetime import date

from engine.commands import FollowUp
from engine.work import Work
from rules.posts import Post

_OPEN = (
    "SELECT c.id FROM cases c JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND c.unit_id = :unit"
    " AND c.state IN ('fed_back', 'rectifying', 'evaluated')"
    " AND (d.head_id IS NULL OR d.head_id <> :head) ORDER BY c.id"
)


def taken_over(
    work: Work, post: Post, unit_id: int, person_id: int, since: date
) -> tuple[FollowUp, ...]:
    """Return what the clock gives when somebody gets a post at a unit: nothing but for a new head.

    Args:
        work: The transaction.
        post: The post that is given.
        unit_id: The unit.
        person_id: Who gets it.
        since: From which day.
    """
    if post is not Post.UNIT_HEAD or since > work.today:
        return ()
    rows = work.tx.rows(_OPEN, unit=unit_id, head=person_id)
    return tuple(FollowUp(row["id"], "succeed", {"head_id": person_id}) for row in rows)
