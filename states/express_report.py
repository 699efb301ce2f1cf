"""The life cycle of an express report 专报: past the weekly rhythm, to who decides (J11).

It is opened from a round, an assignment, a clue or a letter; an urgent one goes straight up.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import expressing
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, choice, text, yes_no


class State(Labelled):
    """Where an express report is."""

    DRAFTED = "drafted", "已起草", "Drafted"
    SENT_UP = "sent_up", "已上报", "Sent up"
    READ = "read", "领导已阅", "Read by the leader"
    DECIDED = "decided", "已批示", "Decided"
    CLOSED = "closed", "已办结", "Closed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to an express report."""

    REVISE = "revise", "修改", "Revise"
    FORWARD = "forward", "巡察办转报", "Forward"
    SEND_UP = "send_up", "组长直报", "Send straight up"
    RECEIVE = "receive", "阅", "Read"
    RETURN_REPORT = "return_report", "退回补充", "Return for more"
    DECIDE = "decide", "批示", "Decide"
    CLOSE = "close", "办结", "Close"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


class Occasion(Labelled):
    """Why it cannot wait for the weekly summary (J11, F06)."""

    SUDDEN = "sudden", "突发情况", "Sudden event"
    SENSITIVE = "sensitive", "敏感问题", "Sensitive matter"
    IMPORTANT = "important", "重大问题", "Important problem"
    MASS_INCIDENT = "mass_incident", "大规模上访或群体性事件", "Mass petition or incident"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
_WRITERS = (*_GROUP, *OFFICE)
_GIST = text("gist", "情况摘要", "What happened")
_MEASURES = (text("measures", "批示措施", "Measures"),
             text("measures_by", "落实单位或人员（职务）", "Who carries them out"))

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DRAFTED,), E.REVISE, None, _WRITERS, asks=(_GIST,)),
    Transition((S.DRAFTED,), E.FORWARD, S.SENT_UP, OFFICE, signs=(Signs("express_forwarded"),)),
    Transition((S.DRAFTED,), E.SEND_UP, S.SENT_UP, (P.GROUP_LEADER,),
               guards=(expressing.it_is_urgent,), signs=(Signs("express_forwarded"),)),
    Transition((S.SENT_UP,), E.RECEIVE, S.READ, (P.LG_LEADER,), signs=(Signs("express_read"),)),
    Transition((S.SENT_UP, S.READ), E.RETURN_REPORT, S.DRAFTED, (P.LG_LEADER,), asks=(REASON,)),
    Transition((S.SENT_UP, S.READ), E.DECIDE, S.DECIDED, (P.LG_LEADER,), asks=_MEASURES,
               signs=(Signs("express_decided"),)),
    Transition((S.DECIDED,), E.CLOSE, S.CLOSED, (P.GROUP_LEADER, P.GROUP_DEPUTY, *OFFICE),
               asks=(text("outcome", "落实情况", "What came of it"),)),
    Transition((S.DRAFTED,), E.WITHDRAW, S.WITHDRAWN, (P.GROUP_LEADER, P.DIRECTOR),
               asks=(REASON,)),
)

_WRITING = ((P.GROUP_LEADER, P.OFFICE_STAFF), (P.DIRECTOR,), (P.LG_LEADER,))
_DECIDING = ((P.LG_LEADER,), (P.DIRECTOR,), (P.LG_LEADER,))

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("express_report", (S.DRAFTED,), *_WRITING),
    Deadline("express_decision", (S.SENT_UP, S.READ), *_DECIDING),
)
# fmt: on

EXPRESS_REPORT: LifeCycle[State, Event] = LifeCycle(
    kind="express_report",
    version=1,
    label=Text("专报", "Express report"),
    states=State,
    events=Event,
    initial=S.DRAFTED,
    final=(S.CLOSED, S.WITHDRAWN),
    opened_by=_WRITERS,
    parent=("round", "assignment", "clue", "letter"),
    details=(
        choice("occasion", "上报事由", "Occasion", Occasion),
        _GIST,
        yes_no("urgent", "是否紧急", "Urgent"),
    ),
    opening_signs=(Signs("express_drafted"),),
    transitions=_LINES,
    deadlines=_DEADLINES,
    reads_logged=True,
)
