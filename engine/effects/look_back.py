"""What a look-back brings about: its check tasks, and what becomes of the old items (K20).

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp, Open
from engine.directory import CLOCK
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.ids import case_id_of, case_number
from rules.facts import Actor

_OLD_ITEMS = (
    "SELECT c.id, d.problem FROM cases c JOIN rectification_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :assignment AND c.kind = 'rectification'"
    " AND c.state IN ('written_off', 'long_term') ORDER BY c.id"
)


@effect
def seed_look_back(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Open a check task for every old item that counts as done or basically done."""
    del actor, inputs
    items = work.tx.rows(_OLD_ITEMS, assignment=case.row["parent_id"])
    return tuple(
        Open(
            "look_back_check", CLOCK.person_id,
            {"item": case_number(row["id"]), "problem": row["problem"]}, case.id,
        )
        for row in items
    )  # fmt: skip


@effect
def confirm_item_held(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Note on the old item that it has held."""
    del actor, inputs
    item = case_id_of(case.row["item"])
    return (FollowUp(item, "confirm_held", {"held_on": work.today}),)


@effect
def reopen_rebounded_item(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Open the old item anew, with a date of its own."""
    del work, actor
    told = {"reason": inputs["seen"], "reopened_until": inputs["mend_until"]}
    return (FollowUp(case_id_of(case.row["item"]), "reopen", told),)
