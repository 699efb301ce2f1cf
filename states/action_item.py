"""The life cycle of an action item, with owner and date: a comment or a task (H03, H07).

Comments come from the dispatch meeting, tasks from patrol visits as well.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import fieldwork
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, reference, text


class State(Labelled):
    """Where an action item is."""

    ASSIGNED = "assigned", "已布置", "Assigned"
    DONE = "done", "已完成", "Done"
    DROPPED = "dropped", "已撤销", "Dropped"


class Event(Labelled):
    """What can happen to an action item."""

    REPORT_PROGRESS = "report_progress", "报告进展", "Report progress"
    FINISH = "finish", "完成", "Finish"
    DROP = "drop", "撤销", "Drop"


class Comment(Labelled):
    """Which kind of comment it came from (H12)."""

    SUPPORT = "support", "帮助指导", "Support"
    CRITICISM = "criticism", "批评督促", "Criticism"
    TASK = "task", "工作要求", "Task"
    SPECIAL_CHECK = "special_check", "专项检查", "Special check"


_LEADS = (Post.GROUP_LEADER, Post.GROUP_DEPUTY)

ACTION_ITEM: LifeCycle[State, Event] = LifeCycle(
    kind="action_item",
    version=1,
    label=Text("调度事项", "Action item"),
    states=State,
    events=Event,
    initial=State.ASSIGNED,
    final=(State.DONE, State.DROPPED),
    opened_by=(Post.LG_LEADER, *OFFICE, *_LEADS),
    parent=("round", "assignment"),
    opened_in=(
        "mobilised",
        "entered",
        "on_site",
        "wrapping",
        "mid_term_dispatch",
        "final_fieldwork",
    ),
    opens_if=(fieldwork.a_special_check_belongs_to_an_assignment,),
    details=(
        reference("group_id", FieldType.GROUP, "责任巡察组", "Owning group", stored=False),
        choice("comment", "点评类别", "Kind of comment", Comment),
        text("task", "事项内容", "Task"),
        day("due_on", "完成日期", "Due date"),
    ),
    transitions=(
        Transition(
            (State.ASSIGNED,),
            Event.REPORT_PROGRESS,
            None,
            (*_LEADS, Post.GROUP_LIAISON),
            asks=(text("done_so_far", "进展情况", "Done so far", stored=False),),
            writes="progress",
        ),
        Transition(
            (State.ASSIGNED,),
            Event.FINISH,
            State.DONE,
            _LEADS,
            asks=(text("outcome", "完成情况", "Outcome"),),
        ),
        Transition(
            (State.ASSIGNED,),
            Event.DROP,
            State.DROPPED,
            (Post.LG_LEADER, Post.DIRECTOR),
            asks=(REASON,),
        ),
    ),
    deadlines=(
        Deadline(
            "action_item",
            (State.ASSIGNED,),
            (Post.GROUP_LEADER,),
            (Post.DIRECTOR,),
            (Post.LG_LEADER,),
            "due_on",
        ),
    ),
)
