"""Effects of the work on site: totals of the activity log, boxes, alerts.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.commands import FollowUp
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor
from rules.methods import Method, totals


def _add(case: LoadedCase, more: Mapping[str, int]) -> None:
    """Add numbers to details of the case."""
    case.keep(**{name: (case.row[name] or 0) + number for name, number in more.items()})


@effect
def add_up_activities(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Add the lines of the activity log to the totals, and tell of interviews that ran long."""
    del actor
    lines = tuple(inputs.get("activities") or ())
    _add(case, totals(lines))
    most = work.office.policy.limit("interview_minutes")
    long = [
        minutes
        for line in lines
        if line["method"] == Method.INTERVIEW and (minutes := _minutes(line)) > most
    ]
    if not long:
        return ()
    told = {"interviews": len(long), "minutes": max(long)}
    return (FollowUp(case.id, "interview_ran_long", told),)


def _minutes(line: Mapping[str, Any]) -> int:
    """Return how long an activity took; without its hours nobody knows."""
    begin, end = line.get("from_time"), line.get("to_time")
    if not begin or not end:
        return 0
    span = datetime.strptime(end, "%H:%M") - datetime.strptime(begin, "%H:%M")  # noqa: DTZ007
    return int(span.total_seconds()) // 60


@effect
def count_boxes(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Count the boxes that were registered (D09)."""
    del work, actor
    _add(case, {"boxes": len(inputs["box_list"])})
    return ()


@effect
def tell_of_faults(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Have the leader hear of a phone or a box that is out of order (F05)."""
    del work, actor
    sound = inputs["phone_works"] and inputs["boxes_intact"]
    return () if sound else (FollowUp(case.id, "channel_broken"),)
