"""Effects of a clue: who receives it, and what a supplement makes void.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor
from rules.handover import SIGNATURES


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
