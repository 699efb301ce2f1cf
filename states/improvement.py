"""The life cycle of an improvement 改进措施: an action of a retrospective, carried on (M05).

It outlives its round and is listed under every later one until it is done or dropped.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Transition
from states.inputs import REASON, day, text


class State(Labelled):
    """Where an improvement is."""

    CARRIED = "carried", "结转落实中", "Carried on"
    DONE = "done", "已落实", "Done"
    DROPPED = "dropped", "已撤销", "Dropped"


class Event(Labelled):
    """What can happen to an improvement."""

    FINISH = "finish", "落实", "Finish"
    DROP = "drop", "撤销", "Drop"


# fmt: off
S, E, P = State, Event, Post
IMPROVEMENT: LifeCycle[State, Event] = LifeCycle(
    kind="improvement",
    version=1,
    label=Text("改进措施", "Improvement"),
    states=State,
    events=Event,
    initial=S.CARRIED,
    final=(S.DONE, S.DROPPED),
    opened_by=OFFICE,
    parent=("retrospective",),
    opened_in=("held",),
    details=(
        text("action", "措施", "Action"),
        text("owner_post", "责任岗位", "Owner (post)"),
        day("due_on", "完成时限", "Due on"),
    ),
    transitions=(
        Transition((S.CARRIED,), E.FINISH, S.DONE, OFFICE,
                   asks=(text("outcome", "落实情况", "Outcome"),)),
        Transition((S.CARRIED,), E.DROP, S.DROPPED, (P.DIRECTOR, P.LG_LEADER), asks=(REASON,)),
    ),
    deadlines=(
        Deadline("improvement", (S.CARRIED,), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,),
                 anchor="due_on"),
    ),
)
# fmt: on
