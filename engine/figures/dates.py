"""Figures of time: the days between the stages of rounds. Row A13.

A new span is one line of `SPANS`.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from statistics import median

from engine.figures.figure import Extent, Parts, Value, figure
from kernel.clock import office_day
from kernel.words import Text

STAGES = {
    "entry": ("assignment", "enter", min),
    "leaving": ("assignment", "leave", max),
    "leading_group": ("round", "hear_report", max),
    "secretary": ("round", "secretary_hears", max),
    "committee": ("round", "approve_report", max),
    "feedback": ("assignment", "give_feedback", max),
    "hearing": ("round", "hear_rectification", max),
    "closing": ("round", "close", max),
}
"""Stage → the kind and event that date it, and which of several counts."""
SPANS = (
    ("on_site", Text("进驻到撤点", "on site"), "entry", "leaving"),
    ("leaving_to_leading_group", Text("撤点到领导小组听取", "leaving to the leading group"),
     "leaving", "leading_group"),
    ("leading_group_to_secretary", Text("领导小组到书记专题会", "leading group to Secretary"),
     "leading_group", "secretary"),
    ("secretary_to_committee", Text("书记专题会到常委会", "Secretary to committee"),
     "secretary", "committee"),
    ("leaving_to_feedback", Text("撤点到反馈", "leaving to feedback"), "leaving", "feedback"),
    ("feedback_to_hearing", Text("反馈到听取整改", "feedback to hearing"), "feedback", "hearing"),
    ("feedback_to_closing", Text("反馈到办结", "feedback to closing"), "feedback", "closing"),
)  # fmt: skip
"""Name, label, from, to."""
_MOVES = (
    "SELECT c.kind, COALESCE(c.round_id, c.id) AS round, e.body FROM entries e"
    " JOIN cases c ON c.id = e.case_id WHERE c.kind IN ('round', 'assignment')"
    " AND (c.id IN ({rounds}) OR c.round_id IN ({rounds})) ORDER BY e.case_id, e.seq"
)


def stage_dates(extent: Extent) -> dict[int, dict[str, date]]:
    """Return the dates of the stages that each round has reached."""
    by_event = {(kind, event): (name, pick) for name, (kind, event, pick) in STAGES.items()}
    found: dict[int, dict[str, date]] = {one: {} for one in extent.rounds}
    for row in extent.rows(_MOVES):
        entry = json.loads(row["body"])
        stage = by_event.get((row["kind"], entry.get("event", "")))
        if entry["what"] != "move" or stage is None:
            continue
        name, pick = stage
        day = office_day(datetime.fromisoformat(entry["at"]))
        dates = found[row["round"]]
        dates[name] = pick(dates.get(name, day), day)
    return found


@figure(
    "days_between_stages",
    Text("各阶段间隔（天）", "Days between stages"),
    Text(
        "日历日；多个轮次取中位数；进驻为首个进驻日，撤点、反馈为最后一个",
        "Calendar days, the median over several rounds; first entry, last leaving and feedback",
    ),
    row="A13",
    parts={name: label for name, label, *_ in SPANS},
)
def days_between_stages(extent: Extent) -> Parts:
    """Return the days from stage to stage; none where no round has come so far."""
    dated = stage_dates(extent).values()
    told: dict[str, Value] = {}
    for name, _, start, end in SPANS:
        days = [(one[end] - one[start]).days for one in dated if start in one and end in one]
        told[name] = median(days) if days else None
    return told
