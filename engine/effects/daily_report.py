"""Effects of a daily report.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.effects.registry import Asked, effect, store_details
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor


@effect
def hand_in_report(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Note the day on which a report was handed in, and whether that was late; it stays noted."""
    del actor, inputs
    noted = {"handed_in_on": work.today, "late": case.row["state"] == "late"}
    case.row.update(noted)
    store_details(work, case, noted)
    return ()
