"""The milestones of a round: when each should be reached, and whether it came early or late (A13).

Pure: the baseline follows from the authorised window and the limits of the office. A further
milestone is one line of `MILESTONES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.words import Labelled, Text


class Timing(Labelled):
    """How a milestone stands against its baseline: neither rushed nor late."""

    AHEAD = "ahead", "未到", "To come"
    ON_TIME = "on_time", "按期", "On time"
    EARLY = "early", "提前过多", "Rushed"
    LATE = "late", "延误", "Late"
    OVERDUE = "overdue", "到期未办", "Overdue"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One point of the course of a round."""

    name: str
    """The event that reaches it, or the kind of a meeting registered by hand."""
    label: Text
    after: str
    """`start`, `end`, or an earlier milestone."""
    limit: str = ""
    """The limit of `deadlines.toml` that counts from there; empty is that day."""


MILESTONES = (
    Milestone("task_setting", Text("任务布置会", "Task-setting meeting"), "start"),
    Milestone("mobilise", Text("动员部署会", "Mobilisation meeting"), "start"),
    Milestone("enter_site", Text("进驻", "Entry"), "start"),
    Milestone(
        "convene_dispatch", Text("巡中调度会", "Mid-term dispatch"), "end", "mid_term_dispatch"
    ),
    Milestone("close_fieldwork", Text("结束了解", "End of the fieldwork"), "end"),
    Milestone(
        "hear_report", Text("领导小组听取", "Leading group hears"), "end", "leading_group_hearing"
    ),
    Milestone(
        "secretary_hears", Text("书记专题会听取", "Secretary hears"), "end", "secretary_hearing"
    ),
    Milestone(
        "approve_report", Text("常委会审定", "Committee approves"), "secretary_hears",
        "committee_approval",
    ),
    Milestone(
        "start_rectification", Text("反馈完毕", "Feedback given"), "approve_report", "feedback"
    ),
)  # fmt: skip
"""In the order of a round."""


STAGES: Mapping[str, tuple[str, str]] = {
    "mobilisation": ("mobilise", "convene_dispatch"),
    "dispatch": ("convene_dispatch", "close_fieldwork"),
    "report": ("close_fieldwork", "approve_report"),
    "handover": ("approve_report", "start_rectification"),
}
"""Phase of a round → the milestones between which the baseline has it; the others have no end."""


def baseline(start: date, end: date, due: Callable[[str, date], date]) -> dict[str, date]:
    """Return milestone → the day it should be reached.

    Args:
        start: The first day on site, as authorised.
        end: The last one.
        due: Limit and the day it counts from → the due day.

    Example:
        >>> days = baseline(date(2021, 11, 8), date(2021, 12, 20), lambda name, day: day)
        >>> days["close_fieldwork"].isoformat()
        '2021-12-20'
    """
    found = {"start": start, "end": end}
    for one in MILESTONES:
        day = found[one.after]
        found[one.name] = due(one.limit, day) if one.limit else day
    return {one.name: found[one.name] for one in MILESTONES}


def timing(planned: date, reached: date | None, today: date, early_days: int) -> Timing:
    """Say how a milestone stands.

    Args:
        planned: The day of the baseline.
        reached: When it was reached, if it was.
        today: The present day.
        early_days: How many days ahead of the baseline count as rushed.
    """
    if reached is None:
        return Timing.OVERDUE if today > planned else Timing.AHEAD
    if reached > planned:
        return Timing.LATE
    return Timing.EARLY if planned - reached > timedelta(days=early_days) else Timing.ON_TIME
