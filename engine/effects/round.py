"""Effects of a round: its stay, its hearings, its end.

Who goes where with it is in `engine/effects/secondment.py`. A new one is one function here with
`@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.rebase import move_stay
from engine.work import Work
from rules.facts import Actor
from rules.taxonomy import taxonomy_on


@effect
def void_hearings(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Void the hearings of a report that was returned: the series begins anew (I04, I06)."""
    del actor, inputs
    work.void(case, ("leading_group_heard", "secretary_heard"))
    return ()


@effect
def cancel_assignments(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Cancel what was planned below a round that is cancelled, so that its clocks stop."""
    del actor
    below = work.tx.rows(
        "SELECT id FROM cases WHERE parent_id = :round AND kind = 'assignment'"
        " AND state <> 'cancelled' ORDER BY id",
        round=case.id,
    )
    return tuple(FollowUp(row["id"], "cancel", {"reason": inputs["reason"]}) for row in below)


@effect
def extend_window(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Move the end of the stay of the round, and of every group still on site until then (H08)."""
    new_end = inputs.get("new_end")
    if new_end is None:
        return ()
    move_stay(work, case, actor, new_end)
    case.keep(on_site_end=new_end)
    return ()


@effect
def keep_taxonomy(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Keep the version of the kinds of problems that is in force today (C12)."""
    del actor, inputs
    version = taxonomy_on(work.office.policy.taxonomies, work.today)
    case.keep(taxonomy_from=version.effective_from)
    return ()
