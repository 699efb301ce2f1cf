"""Effects of a weekly summary.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.ids import case_id_of
from rules.facts import Actor
from rules.progress import Pace

_HANDED_IN = (
    "SELECT c.id FROM cases c JOIN daily_report_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :round AND c.kind = 'daily_report' AND c.state IN ('submitted', 'late')"
    " AND d.report_day <= :until ORDER BY c.id"
)


@effect
def take_up_the_week(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Take up the reports that were handed in, and remind leaders of what is slow."""
    del actor
    asked = {"round": case.row["parent_id"], "until": case.row["week_to"]}
    reports = [FollowUp(row["id"], "summarise") for row in work.tx.rows(_HANDED_IN, **asked)]
    reminders = [
        FollowUp(
            case_id_of(line["assignment"]), "remind_progress",
            {"pace": line["pace"], "index": line["index"], "why": line["why"]},
        )
        for line in inputs["groups"]
        if line["pace"] == Pace.SLOW.value
    ]  # fmt: skip
    return (*reports, *reminders)
