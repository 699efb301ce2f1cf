"""The life cycle of the retrospective of a round 本轮总结 (M05): each round learns something.

Its actions go on as improvements (`states/improvement.py`) after the round is closed.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, day, rows, text


class State(Labelled):
    """Where a retrospective is."""

    DUE = "due", "待召开", "Due"
    HELD = "held", "已召开", "Held"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class Event(Labelled):
    """What can happen to a retrospective."""

    HOLD_MEETING = "hold_meeting", "登记总结会", "Hold the meeting"
    CANCEL = "cancel", "取消", "Cancel"


# fmt: off
S, E, P = State, Event, Post
RETROSPECTIVE: LifeCycle[State, Event] = LifeCycle(
    kind="retrospective",
    version=1,
    label=Text("本轮总结", "Retrospective"),
    states=State,
    events=Event,
    initial=S.DUE,
    final=(S.HELD, S.CANCELLED),
    opened_by=OFFICE,
    parent=("round",),
    transitions=(
        Transition((S.DUE,), E.HOLD_MEETING, S.HELD, OFFICE,
                   asks=(day("held_on", "召开日期", "Held on", today=True),
                         text("minutes", "总结要点", "What was learned"),
                         rows("actions", "改进措施", "Actions", (
                             text("action", "措施", "Action"),
                             text("owner_post", "责任岗位", "Owner (post)"),
                             day("due_on", "完成时限", "Due on"),
                         ))),
                   signs=(Signs("retrospective_held"),), writes="retrospective",
                   effects=("carry_actions",)),
        Transition((S.DUE,), E.CANCEL, S.CANCELLED, (P.LG_LEADER,), asks=(REASON,)),
    ),
    deadlines=(
        Deadline("retrospective", (S.DUE,), (P.DIRECTOR,), (P.LG_LEADER,), (P.SECRETARY,)),
    ),
)
# fmt: on
