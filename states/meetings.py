"""The kinds of meetings that are counted, and which events are meetings (A09, C09).

A transition that is a meeting `writes="meetings"`; its kind is a line of `MEETINGS`. A meeting
without an event of its own is registered by hand with one of `MeetingKind`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kernel.words import Labelled
from states.inputs import choice, day, text


class MeetingKind(Labelled):
    """Which meeting it was."""

    STANDING_COMMITTEE = "standing_committee", "常委会", "Standing committee"
    SECRETARY_SPECIAL = "secretary_special", "书记专题会", "Secretary's special meeting"
    LEADING_GROUP = "leading_group", "领导小组会", "Leading group"
    MOBILISATION = "mobilisation", "动员部署会", "Mobilisation"
    ENTRY = "entry", "进驻动员会", "Mobilisation at the unit"
    ANALYSIS = "analysis", "专题研讨会", "Analysis"
    TASK_SETTING = "task_setting", "任务布置会", "Task-setting"
    DISPATCH = "dispatch", "巡中调度会", "Mid-term dispatch"
    OTHER = "other", "其他会议", "Other"


K = MeetingKind
MEETINGS: Mapping[tuple[str, str], MeetingKind] = {
    ("term", "approve_plan"): K.LEADING_GROUP,
    ("term", "authorise_plan"): K.SECRETARY_SPECIAL,
    ("annual_plan", "approve"): K.LEADING_GROUP,
    ("annual_plan", "authorise"): K.SECRETARY_SPECIAL,
    ("assignment", "hold_analysis"): K.ANALYSIS,
    ("assignment", "hold_mobilisation"): K.ENTRY,
    ("round", "approve_plan"): K.LEADING_GROUP,
    ("round", "mobilise"): K.MOBILISATION,
    ("round", "convene_dispatch"): K.DISPATCH,
    ("round", "hear_report"): K.LEADING_GROUP,
    ("round", "secretary_hears"): K.SECRETARY_SPECIAL,
    ("round", "approve_report"): K.STANDING_COMMITTEE,
    ("round", "hear_rectification"): K.STANDING_COMMITTEE,
}
"""(kind of case, event) → the meeting it is."""

MEETING_FIELDS = (
    text("meeting", "会议名称或纪要编号", "Meeting or minutes", required=False, stored=False),
)
"""What an event that is a meeting may tell of it."""

HAND_KINDS = replace(choice("meeting_kind", "会议类别", "Kind of meeting", MeetingKind),
                     stored=False)  # fmt: skip
HELD_ON = day("held_on", "会议日期", "Held on", stored=False, today=True)
"""What is asked for where a meeting is registered by hand."""
