"""The life cycles of a look-back 回头看, or re-inspection, and of its check tasks (K20, E19)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import looking_back
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Transition
from states.inputs import REASON, choice, day, text


class State(Labelled):
    """Where a look-back is."""

    ORDERED = "ordered", "已部署", "Ordered"
    UNDER_WAY = "under_way", "核查中", "Under way"
    CONCLUDED = "concluded", "已办结", "Concluded"
    CALLED_OFF = "called_off", "已撤销", "Called off"


class Event(Labelled):
    """What can happen to a look-back."""

    START = "start", "开始核查", "Start"
    CONCLUDE = "conclude", "办结", "Conclude"
    CALL_OFF = "call_off", "撤销", "Call off"


class Purpose(Labelled):
    """Why the unit is looked at once more."""

    LOOK_BACK = "look_back", "回头看：整改是否反弹", "Look-back: did it hold"
    RE_INSPECTION = "re_inspection", "再巡察：重新深入了解", "Re-inspection: look deeper"


class CheckState(Labelled):
    """Where a check task is."""

    TO_CHECK = "to_check", "待核查", "To be checked"
    HELD = "held", "未反弹", "Held"
    REBOUNDED = "rebounded", "已反弹", "Rebounded"
    DROPPED = "dropped", "已撤销", "Dropped"


class CheckEvent(Labelled):
    """What can happen to a check task."""

    FIND_HELD = "find_held", "认定未反弹", "Find it held"
    FIND_REBOUNDED = "find_rebounded", "认定反弹", "Find it rebounded"
    DROP = "drop", "撤销", "Drop"


S, E, P = State, Event, Post
_LOOKERS = (P.SUPERVISOR, *OFFICE)
_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))
_SEEN = text("seen", "核查情况", "What was seen")

LOOK_BACK: LifeCycle[State, Event] = LifeCycle(
    kind="look_back",
    version=1,
    label=Text("回头看", "Look-back"),
    states=State,
    events=Event,
    initial=S.ORDERED,
    final=(S.CONCLUDED, S.CALLED_OFF),
    opened_by=(P.LG_LEADER, P.DIRECTOR),
    parent=("assignment",),
    opened_in=("rectifying", "evaluated", "closed"),
    details=(
        choice("purpose", "类型", "Purpose", Purpose),
        text("focus", "重点了解事项", "What to look at"),
        day("due_on", "完成日期", "Due date"),
    ),
    opening_effects=("seed_look_back",),
    transitions=(
        Transition((S.ORDERED,), E.START, S.UNDER_WAY, _LOOKERS),
        Transition(
            (S.UNDER_WAY,),
            E.CONCLUDE,
            S.CONCLUDED,
            OFFICE,
            guards=(looking_back.every_old_item_is_checked,),
            asks=(text("outcome", "核查结论", "Outcome"),),
        ),
        Transition(
            (S.ORDERED, S.UNDER_WAY), E.CALL_OFF, S.CALLED_OFF, (P.LG_LEADER,), asks=(REASON,)
        ),
    ),
    deadlines=(Deadline("look_back_end", (S.ORDERED, S.UNDER_WAY), *_DUTY, anchor="due_on"),),
)

LOOK_BACK_CHECK: LifeCycle[CheckState, CheckEvent] = LifeCycle(
    kind="look_back_check",
    version=1,
    label=Text("回头看核查任务", "Check of a look-back"),
    states=CheckState,
    events=CheckEvent,
    initial=CheckState.TO_CHECK,
    final=(CheckState.HELD, CheckState.REBOUNDED, CheckState.DROPPED),
    opened_by=OFFICE,
    parent=("look_back",),
    details=(
        text("item", "原整改事项编号", "Number of the old item"),
        text("problem", "原问题", "The old problem"),
    ),
    transitions=(
        Transition(
            (CheckState.TO_CHECK,),
            CheckEvent.FIND_HELD,
            CheckState.HELD,
            _LOOKERS,
            guards=(looking_back.the_look_back_is_under_way,),
            asks=(_SEEN,),
            effects=("confirm_item_held",),
        ),
        Transition(
            (CheckState.TO_CHECK,),
            CheckEvent.FIND_REBOUNDED,
            CheckState.REBOUNDED,
            _LOOKERS,
            guards=(looking_back.the_look_back_is_under_way,),
            asks=(_SEEN, day("mend_until", "重新整改期限", "To be mended by")),
            effects=("reopen_rebounded_item",),
        ),
        Transition(
            (CheckState.TO_CHECK,), CheckEvent.DROP, CheckState.DROPPED, OFFICE, asks=(REASON,)
        ),
    ),
)
