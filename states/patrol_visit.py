"""The life cycle of a patrol visit 巡回督查: drawn at random, held unannounced, reported (H03).

The routine `patrol_picks` draws; groups do not read it, what it asks of them are action items.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import patrolling
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, day, number, rows, text


class State(Labelled):
    """Where a patrol visit is."""

    DRAWN = "drawn", "已抽取", "Drawn"
    HELD = "held", "已督查", "Held"
    REPORTED = "reported", "已报领导小组", "Reported"
    NOTED = "noted", "已阅", "Noted"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class Event(Labelled):
    """What can happen to a patrol visit."""

    HOLD = "hold", "登记督查情况", "Hold"
    REPORT = "report", "报领导小组组长", "Report"
    NOTE = "note", "阅签", "Note"
    CANCEL = "cancel", "取消", "Cancel"


# fmt: off
S, E, P = State, Event, Post

_LOG = (
    day("held_on", "督查日期", "Held on", today=True),
    text("visitors", "督查人员（岗位）", "Visitors (posts)"),
    text("findings", "督查情况", "Findings"),
    number("solved", "当场解决问题数", "Problems solved on the spot"),
    rows("tasks", "交办事项", "Tasks", required=False, columns=(
        text("task", "事项内容", "Task"),
        day("due_on", "完成日期", "Due date"),
    )),
)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DRAWN,), E.HOLD, S.HELD, OFFICE, asks=_LOG,
               guards=(patrolling.it_was_held_after_the_draw,), effects=("open_patrol_tasks",)),
    Transition((S.HELD,), E.REPORT, S.REPORTED, OFFICE, signs=(Signs("patrol_reported"),)),
    Transition((S.REPORTED,), E.NOTE, S.NOTED, (P.LG_LEADER,), signs=(Signs("patrol_noted"),)),
    Transition((S.DRAWN,), E.CANCEL, S.CANCELLED, (P.DIRECTOR, P.LG_LEADER), asks=(REASON,)),
)
_OFFICE_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))
# fmt: on

PATROL_VISIT: LifeCycle[State, Event] = LifeCycle(
    kind="patrol_visit",
    version=1,
    label=Text("巡回督查", "Patrol visit"),
    states=State,
    events=Event,
    initial=S.DRAWN,
    final=(S.NOTED, S.CANCELLED),
    opened_by=(P.CLOCK,),
    parent=("round",),
    opened_in=("mobilised", "on_site", "mid_term_dispatch", "final_fieldwork"),
    details=(
        text("visited", "抽中的巡察任务", "Drawn assignment"),
        day("drawn_on", "抽取日期", "Drawn on"),
        text("seed", "随机种子", "Seed"),
        text("drawn_from", "参加抽取的巡察任务", "Drawn from"),
        number("place", "抽中次序", "Place in the draw"),
        text("slot", "轮次、周与次序", "Round, week and place"),
    ),
    transitions=_LINES,
    deadlines=(
        Deadline("patrol_visit", (S.DRAWN,), *_OFFICE_DUTY, anchor="drawn_on"),
        Deadline("patrol_report", (S.HELD,), *_OFFICE_DUTY, anchor="held_on"),
    ),
)
