"""Effects of an assignment.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import count
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


@effect
def reckon_entry(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Reckon from the notice on which day the unit may be entered: its notice (§4.2)."""
    del actor, inputs
    policy = work.office.policy
    days = (work.today + timedelta(days=n) for n in count())
    earliest = next(
        day
        for day in days
        if policy.deadline("unit_notice", day).due(day, policy.calendar).day >= work.today
    )
    case.keep(enter_from=earliest)
    return ()
