"""Effects of an extension.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.rebase import extend_timer
from engine.work import Work
from rules.facts import Actor


@effect
def apply_extension(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Give the extended deadline its new date; the old one stays visible (§4.8)."""
    del inputs
    row = case.row
    other = work.load(row["parent_id"])
    extend_timer(work, other, actor, row["deadline"], row["granted_on"], because_of=case.id)
    if (other.row["state"], "extend") in other.cycle.table:
        return (FollowUp(other.id, "extend", {"extended_to": row["granted_on"]}),)
    return ()
