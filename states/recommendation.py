"""The life cycle of a recommendation 巡察建议 to the committee or a department (I07, K18).

It is no clue: what is systemic goes this way (J01). A further answer of the receiver is a state
here and its transition.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import recommending
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, reference, text


class State(Labelled):
    """Where a recommendation is."""

    DRAFTED = "drafted", "已起草", "Drafted"
    APPROVED = "approved", "领导小组已审定", "Approved"
    SENT = "sent", "已发出", "Sent"
    ACCEPTED = "accepted", "已接收", "Accepted"
    IN_PROGRESS = "in_progress", "办理中", "In progress"
    REPLIED = "replied", "已回复", "Replied"
    RETURNED = "returned", "回复退回", "Reply returned"
    DECLINED = "declined", "不予采纳", "Declined"
    CLOSED = "closed", "已办结", "Closed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to a recommendation."""

    REVISE = "revise", "修改建议", "Revise"
    APPROVE = "approve", "领导小组审定", "Approve"
    SEND = "send", "发出", "Send"
    ACCEPT = "accept", "接收", "Accept"
    DECLINE = "decline", "不予采纳", "Decline"
    START = "start", "开始办理", "Start"
    REPLY = "reply", "回复办理情况", "Reply"
    RETURN_REPLY = "return_reply", "退回回复", "Return the reply"
    CLOSE = "close", "办结", "Close"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


class Addressee(Labelled):
    """Whom it is for."""

    COMMITTEE = "committee", "党委", "The Party committee"
    DEPARTMENT = "department", "职能部门", "A department"


# fmt: off
S, E, P = State, Event, Post
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_LG = (P.LG_LEADER, P.LG_MEMBER)
_RECEIVER = (P.RECEIVER_CONTACT, P.RECEIVER_LEADER, P.SECRETARY)
_MATTER = text("matter", "问题表现", "What is wrong")
_ADVICE = text("advice", "建议内容", "What is recommended")
_ADDRESSEE = choice("addressee", "建议对象", "Addressee", Addressee)
_REPLY = (
    text("reply", "办理情况", "What was done"),
    day("replied_on", "回复日期", "Replied on", today=True),
)
_SIDES = (recommending.the_receiver_answers,)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DRAFTED, S.DECLINED), E.REVISE, S.DRAFTED, (*_LEADS, *OFFICE),
               asks=(_MATTER, _ADVICE)),
    Transition((S.DRAFTED,), E.APPROVE, S.APPROVED, _LG,
               guards=(recommending.the_addressee_is_named, recommending.the_approver_is_new),
               signs=(Signs("recommendation_approved"),)),
    Transition((S.APPROVED,), E.SEND, S.SENT, OFFICE,
               asks=(day("sent_on", "发出日期", "Sent on", today=True),)),
    Transition((S.SENT,), E.ACCEPT, S.ACCEPTED, _RECEIVER, guards=_SIDES),
    Transition((S.SENT, S.ACCEPTED), E.DECLINE, S.DECLINED, _RECEIVER, guards=_SIDES,
               asks=(REASON,)),
    Transition((S.ACCEPTED,), E.START, S.IN_PROGRESS, _RECEIVER, guards=_SIDES),
    Transition((S.ACCEPTED, S.IN_PROGRESS, S.RETURNED), E.REPLY, S.REPLIED, _RECEIVER,
               guards=_SIDES, asks=_REPLY, signs=(Signs("recommendation_replied"),)),
    Transition((S.REPLIED,), E.RETURN_REPLY, S.RETURNED, (*_LG, *OFFICE), asks=(REASON,)),
    Transition((S.REPLIED,), E.CLOSE, S.CLOSED, OFFICE,
               guards=(recommending.the_closer_did_not_reply,)),
    Transition((S.DRAFTED, S.APPROVED, S.SENT, S.DECLINED), E.WITHDRAW, S.WITHDRAWN,
               (P.LG_LEADER, P.DIRECTOR), asks=(REASON,)),
)

_OFFICE_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))
_RECEIVER_DUTY = ((P.RECEIVER_CONTACT,), (P.RECEIVER_LEADER,), (P.LG_LEADER,))
_RUNNING = (S.SENT, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED)

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("recommendation_approval", (S.DRAFTED,), (P.LG_LEADER,), (P.DIRECTOR,),
             (P.SECRETARY,)),
    Deadline("recommendation_receipt", (S.SENT,), *_RECEIVER_DUTY),
    Deadline("recommendation_reply", _RUNNING, *_RECEIVER_DUTY, anchor="sent_on"),
    Deadline("recommendation_review", (S.REPLIED, S.DECLINED), *_OFFICE_DUTY),
)
# fmt: on

RECOMMENDATION: LifeCycle[State, Event] = LifeCycle(
    kind="recommendation",
    version=1,
    label=Text("巡察建议", "Recommendation"),
    states=State,
    events=Event,
    initial=S.DRAFTED,
    final=(S.CLOSED, S.WITHDRAWN),
    opened_by=(*_LEADS, *OFFICE, *_LG),
    parent=("round", "assignment"),
    details=(
        _ADDRESSEE,
        reference(
            "body_id", FieldType.BODY, "承办单位", "Receiving body", required=False, stored=False
        ),
        _MATTER,
        _ADVICE,
    ),
    transitions=_LINES,
    deadlines=_DEADLINES,
    opening_signs=(Signs("recommendation_drafted"),),
)
