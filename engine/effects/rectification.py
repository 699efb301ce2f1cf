"""What moves of a rectification item bring about: its supervisor, and the month of its next report.

A further effect is one function with `@effect`; its name goes into an `effects=` of
`states/rectification.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from engine.commands import Open
from engine.directory import CLOCK
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.facts import Actor
from rules.posts import Post

_BUSY = (
    "SELECT d.supervisor_id AS person, count(*) AS n FROM rectification_details d"
    " JOIN cases c ON c.id = d.case_id WHERE d.supervisor_id IS NOT NULL"
    " AND c.state NOT IN ('written_off', 'long_term', 'carried') GROUP BY d.supervisor_id"
)


@effect
def count_progress(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Count the month to the next progress report from today (§4.5)."""
    del actor, inputs
    case.keep(progress_from=work.today)
    return ()


@effect
def assign_supervisor(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Give the item its supervisor: the one named, else the one with the fewest open items (K11).

    Raises:
        InvalidInput: who was named is no supervisor of rectification.
    """
    del actor
    posted = work.directory.holders((Post.SUPERVISOR,), case.scope, work.today)
    named = inputs.get("supervisor_id")
    if named is not None:
        if named not in posted:
            raise InvalidInput(
                Text(
                    "“督办人”（supervisor_id）须现任整改监督人员；请先任命，或改选他人。",
                    "Supervisor (supervisor_id): choose somebody who holds that post today.",
                )
            )
        return ()
    if posted and case.row["supervisor_id"] is None:
        counted = work.tx.rows(_BUSY) if len(posted) > 1 else ()
        busy = Counter({row["person"]: row["n"] for row in counted})
        chosen = min(posted, key=lambda person: (busy[person], person))
        case.keep(supervisor_id=chosen)
    return ()


@effect
def propose_accountability(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Open the proposal that the leading group decides on, for what was found (K13)."""
    del work, actor
    wanted = {"ground": case.row["finding"] or "poor", "facts": inputs["reason"]}
    return (Open("accountability", CLOCK.person_id, wanted, case.id),)
