"""What a letter brings about: the clocks of a complaint that carries a name.

A further effect of letters is one more function here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor


@effect
def note_named(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Count the time in which a named complainant hears of the acceptance from the day it came."""
    del work, actor
    if inputs["named"]:
        case.keep(named_on=case.row["came_on"])
    return ()
