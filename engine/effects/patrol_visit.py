"""Effects of a patrol visit.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import Open
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.ids import case_id_of
from rules.facts import Actor


@effect
def open_patrol_tasks(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Make an action item of the visited group out of each task that the visit left."""
    group = work.load(case_id_of(case.row["visited"])).row["group_id"]
    return tuple(
        Open(
            "action_item", actor.person_id,
            {"group_id": group, "comment": "task", "task": row["task"], "due_on": row["due_on"]},
            case.row["parent_id"], actor.acting_for,
        )
        for row in inputs.get("tasks") or ()
    )  # fmt: skip
