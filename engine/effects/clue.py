"""Effects of a clue: who receives it, what is counted on it, what a supplement makes void.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.ids import case_id_of, case_number
from kernel.words import Text
from rules.facts import Actor
from rules.handover import SIGNATURES
from rules.routing import FAST


@effect
def address_to_body(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Bring the receiving body into the scope of the clue."""
    del work, actor
    case.row["body_id"] = inputs["body_id"]
    return ()


@effect
def void_sheet(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Void the signatures on the handover sheet: after a supplement it is signed anew (J08)."""
    del actor, inputs
    work.void(case, SIGNATURES)
    return ()


def _count(case: LoadedCase, name: str) -> Asked:
    case.keep(**{name: (case.row[name] or 0) + 1})
    return ()


@effect
def count_supplement(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Count how often the receiver asked for more (J08)."""
    del work, actor, inputs
    return _count(case, "supplements")


@effect
def count_return(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Count how often it came back for its quality: the share accepted at first needs it (J13)."""
    del work, actor, inputs
    return _count(case, "returns")


@effect
def count_deepening(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Count how often the group was sent to look deeper (E14)."""
    del work, actor, inputs
    return _count(case, "deepenings")


@effect
def count_from_priority(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Have the receiver's shorter clock run while a clue has priority and is in its hands (J10)."""
    del actor, inputs
    row = case.row
    fast = bool(row["priority"]) or row["clue_kind"] in FAST
    here = row["state"] in {"handed_over", "in_handling"}
    begun = (row["priority_from"] or work.today) if fast and here else None
    if begun != row["priority_from"]:
        case.keep(priority_from=begun)
    return ()


_WAITING = (
    "SELECT id FROM cases WHERE kind = 'clue' AND round_id = :round AND state = 'decided'"
    " ORDER BY id"
)


@effect
def brief_clues(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Lay out the sheet of each clue that the meeting went through (J04).

    Raises:
        InvalidInput: one that was named does not wait.
    """
    del actor
    waiting = [row["id"] for row in work.tx.rows(_WAITING, round=case.id)]
    named = [case_id_of(one["number"]) for one in inputs.get("clues", ())]
    lost = [case_number(one) for one in named if one not in waiting]
    if lost:
        raise InvalidInput(
            Text(
                f"不是待移交的线索：{'、'.join(lost)}。",
                f"These are no clues that wait for their handover: {', '.join(lost)}.",
            )
        )
    return tuple(FollowUp(one, "convene_handover") for one in named or waiting)
