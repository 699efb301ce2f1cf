"""Effects of an assignment.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor


@effect
def start_report_clock(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Count the time for the report from leaving the unit, or anew from its return (I06)."""
    del actor
    begun = inputs.get("left_on", work.today)
    case.keep(report_from=begun)
    return ()
