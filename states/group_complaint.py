"""The life cycle of a unit's complaint about the group 对巡察组的反映 (L05, §7 row 10).

It goes to the director and the leading group; the group and everybody in it never see it.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import complaining
from rules.posts import Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, reference, text


class State(Labelled):
    """Where a complaint about the group is."""

    RECEIVED = "received", "已收到", "Received"
    LOOKED_INTO = "looked_into", "已了解", "Looked into"
    ANSWERED = "answered", "已答复", "Answered"
    CLOSED = "closed", "已办结", "Closed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to a complaint about the group."""

    NAME_INVOLVED = "name_involved", "补登回避人员", "Name who is involved"
    LOOK_INTO = "look_into", "了解核实", "Look into"
    LOOK_AGAIN = "look_again", "退回再了解", "Look again"
    ANSWER = "answer", "答复单位", "Answer"
    CLOSE = "close", "办结", "Close"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


# fmt: off
S, E, P = State, Event, Post
_JUDGES = (P.DIRECTOR, P.LG_LEADER)
_UNIT = (P.UNIT_HEAD, P.UNIT_LEADER, P.UNIT_LIAISON)
_FREE = complaining.the_complaint_is_about_others
_INVOLVED = reference("involved", FieldType.PEOPLE, "须回避的人员", "Involved", stored=False)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.RECEIVED, S.LOOKED_INTO), E.NAME_INVOLVED, None, _JUDGES, guards=(_FREE,),
               asks=(_INVOLVED,),
               signs=(Signs(complaining.ABOUT, "involved"),)),
    Transition((S.RECEIVED,), E.LOOK_INTO, S.LOOKED_INTO, _JUDGES,
               guards=(_FREE,), asks=(text("found", "了解情况", "What was found"),),
               signs=(Signs(complaining.LOOKED_INTO),)),
    Transition((S.LOOKED_INTO,), E.LOOK_AGAIN, S.RECEIVED, _JUDGES, guards=(_FREE,),
               asks=(REASON,), effects=("void_look",)),
    Transition((S.LOOKED_INTO,), E.ANSWER, S.ANSWERED, _JUDGES,
               guards=(_FREE, complaining.who_answers_did_not_look_into_it),
               asks=(text("answer", "答复内容", "Answer"),
                     day("answered_on", "答复日期", "Answered on", today=True))),
    Transition((S.ANSWERED,), E.CLOSE, S.CLOSED, _JUDGES, guards=(_FREE,),
               asks=(text("consequence", "处理结果", "Consequence"),)),
    Transition((S.RECEIVED,), E.WITHDRAW, S.WITHDRAWN, _UNIT, asks=(REASON,)),
)

GROUP_COMPLAINT: LifeCycle[State, Event] = LifeCycle(
    kind="group_complaint",
    version=1,
    label=Text("对巡察组的反映", "Complaint about the group"),
    states=State,
    events=Event,
    initial=S.RECEIVED,
    final=(S.CLOSED, S.WITHDRAWN),
    opened_by=_UNIT,
    parent=("assignment",),
    opened_in=("noticed", "entered", "on_site", "wrapping", "left", "report_drafted",
               "office_reviewed", "report_submitted", "leading_group_returned",
               "leading_group_accepted", "fed_back", "rectifying"),
    details=(
        choice("conduct", "反映类别", "About what", complaining.Conduct),
        text("gist", "反映内容", "What happened"),
    ),
    opening_effects=("hide_from_the_group",),
    transitions=_LINES,
    deadlines=(
        Deadline("group_complaint", (S.RECEIVED, S.LOOKED_INTO), (P.DIRECTOR,), (P.LG_LEADER,),
                 (P.LG_LEADER,)),
    ),
    reads_logged=True,
    outside_group=True,
    withheld_from=(complaining.ABOUT,),
)
# fmt: on
