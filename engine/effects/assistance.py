"""What a request to another body brings about: the assignments know that they have asked.

A further effect of these requests is one more function here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor

_ASKING = (
    "SELECT c.id FROM cases c JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND (c.id = :parent OR c.round_id = :parent)"
    " AND d.information_asked_on IS NULL"
    " AND c.state IN ('planned', 'info_gathering', 'plan_ready',"
    " 'plan_reviewed') ORDER BY c.id"
)


@effect
def note_information_asked(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Have the assignments that are being prepared know that information was asked for (C14)."""
    del actor, inputs
    below = work.tx.rows(_ASKING, parent=case.row["parent_id"])
    return tuple(FollowUp(row["id"], "ask_information") for row in below)
