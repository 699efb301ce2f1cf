"""The life cycle of a weekly summary 每周汇总: the office's account to the leading group (H05).

The routine `weekly_summary` drafts it with a line for each group; its columns are `GROUPS`.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules.posts import OFFICE, Post
from rules.progress import Pace
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import Field, choice, day, number, reference, rows, text, yes_no


class State(Labelled):
    """Where a weekly summary is."""

    DRAFTED = "drafted", "已起草", "Drafted"
    SENT = "sent", "已报送", "Sent"
    READ = "read", "已阅", "Read"


class Event(Labelled):
    """What can happen to a weekly summary."""

    REVISE = "revise", "修改", "Revise"
    SEND = "send", "报送领导小组组长", "Send"
    ACKNOWLEDGE = "acknowledge", "阅签", "Acknowledge"


# fmt: off
S, E, P = State, Event, Post

GROUPS = (
    reference("group", FieldType.GROUP, "巡察组", "Group"),
    number("expected", "应报", "Due"),
    number("in_time", "按时", "In time"),
    number("late", "迟报", "Late"),
    number("missing", "缺报", "Missing"),
    number("excused", "免报", "Excused"),
    number("open_issues", "未答复的问题", "Open issues"),
    number("papers", "底稿", "Papers"),
    number("clues", "线索", "Clues"),
    yes_no("no_clue", "尚无线索（仅供关注，不是指标）", "No clue yet (for attention, no quota)"),
    choice("pace", "进度", "Pace", Pace),
    number("index", "进度指数", "Progress index", required=False),
    text("assignment", "进度最慢的任务", "Slowest assignment", required=False),
    text("why", "进度说明", "Why", required=False),
)
"""What is told of each group."""
_NOTE: Field = text("note", "巡察办意见", "The office's remarks", required=False)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DRAFTED,), E.REVISE, None, OFFICE, asks=(_NOTE,)),
    Transition((S.DRAFTED,), E.SEND, S.SENT, OFFICE, asks=(_NOTE,),
               signs=(Signs("weekly_sent"),)),
    Transition((S.SENT,), E.ACKNOWLEDGE, S.READ, (P.LG_LEADER,), signs=(Signs("weekly_read"),)),
)
# fmt: on

WEEKLY_SUMMARY: LifeCycle[State, Event] = LifeCycle(
    kind="weekly_summary",
    version=1,
    label=Text("每周汇总", "Weekly summary"),
    states=State,
    events=Event,
    initial=S.DRAFTED,
    final=(S.READ,),
    opened_by=(P.CLOCK,),
    parent=("round",),
    details=(
        day("week_from", "起", "From"),
        day("week_to", "止", "To"),
        text("slot", "轮次与周", "Round and week"),
        rows("groups", "各组情况", "Groups", GROUPS),
    ),
    opening_writes="weekly_groups",
    opening_effects=("take_up_the_week",),
    transitions=_LINES,
    deadlines=(
        Deadline("weekly_summary", (S.DRAFTED,), (P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,)),
    ),
)
