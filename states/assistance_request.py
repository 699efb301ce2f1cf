"""The life cycle of a request to another body 协查、商请、函询 (E12, E16, C04, C05, C14, E04).

Drafted by a group or the office, checked and sent by the office to the department the routing
table names, answered there. A check of personal matters brings back a code and nothing else.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import assisting
from rules.assisting import CheckResult, Purpose
from rules.posts import OFFICE, Post
from rules.routing import HelpTopic
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, number, reference, text


class State(Labelled):
    """Where a request is."""

    DRAFTED = "drafted", "已起草", "Drafted"
    OFFICE_CHECKED = "office_checked", "巡察办已审核", "Checked by the office"
    SENT = "sent", "已发出", "Sent"
    ACKNOWLEDGED = "acknowledged", "对方已签收", "Acknowledged"
    ANSWERED = "answered", "已答复", "Answered"
    ACCEPTED = "accepted", "答复已采纳", "Answer accepted"
    CLOSED = "closed", "已办结", "Closed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to a request."""

    REVISE = "revise", "修改", "Revise"
    CHECK = "check", "巡察办审核", "Check"
    RETURN_DRAFT = "return_draft", "退回修改", "Return the draft"
    SEND = "send", "发出", "Send"
    ACKNOWLEDGE = "acknowledge", "签收", "Acknowledge"
    DECLINE = "decline", "不属职责，退回", "Decline"
    ANSWER = "answer", "答复", "Answer"
    ACCEPT_ANSWER = "accept_answer", "采纳答复", "Accept the answer"
    RETURN_ANSWER = "return_answer", "退回补充", "Return the answer"
    CLOSE = "close", "办结", "Close"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
_ASKERS = (*_GROUP, *OFFICE)
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY, *OFFICE)
_BODY = (P.RECEIVER_CONTACT, P.RECEIVER_LEADER)
_QUESTION = text("question", "需协助或了解的事项", "What is asked")
_SENT = (
    reference("body_id", FieldType.BODY, "协助单位", "Body", stored=False),
    text("override_reason", "改送理由", "Reason for another body", required=False),
)
_ANSWER = (
    text("answer", "答复", "Answer", required=False),
    choice("check_result", "核查结果代码", "Result code", CheckResult, required=False),
    day("answered_on", "答复日期", "Answered on", today=True),
)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DRAFTED,), E.REVISE, None, _ASKERS, asks=(_QUESTION,)),
    Transition((S.DRAFTED,), E.CHECK, S.OFFICE_CHECKED, OFFICE,
               guards=(assisting.the_checker_did_not_draft,
                       assisting.people_are_counted_not_named),
               signs=(Signs("assistance_checked"),)),
    Transition((S.DRAFTED, S.OFFICE_CHECKED), E.RETURN_DRAFT, S.DRAFTED, OFFICE, asks=(REASON,)),
    Transition((S.OFFICE_CHECKED,), E.SEND, S.SENT, OFFICE, asks=_SENT,
               guards=(assisting.the_department_fits_the_topic,),
               signs=(Signs("assistance_sent"),),
               effects=("address_to_body", "note_information_asked")),
    Transition((S.SENT,), E.ACKNOWLEDGE, S.ACKNOWLEDGED, _BODY,
               signs=(Signs("assistance_acknowledged"),)),
    Transition((S.SENT, S.ACKNOWLEDGED), E.DECLINE, S.OFFICE_CHECKED, _BODY, asks=(REASON,)),
    Transition((S.ACKNOWLEDGED,), E.ANSWER, S.ANSWERED, _BODY, asks=_ANSWER,
               guards=(assisting.the_answer_fits_the_topic,),
               signs=(Signs("assistance_answered"),)),
    Transition((S.ANSWERED,), E.ACCEPT_ANSWER, S.ACCEPTED, _LEADS),
    Transition((S.ANSWERED,), E.RETURN_ANSWER, S.ACKNOWLEDGED, _LEADS, asks=(REASON,)),
    Transition((S.ACCEPTED,), E.CLOSE, S.CLOSED, OFFICE),
    Transition((S.DRAFTED, S.OFFICE_CHECKED, S.SENT, S.ACKNOWLEDGED), E.WITHDRAW, S.WITHDRAWN,
               _LEADS, asks=(REASON,)),
)

_ASKING = ((P.GROUP_LEADER, P.OFFICE_STAFF), (P.DIRECTOR,), (P.LG_LEADER,))
_ANSWERING = ((P.RECEIVER_CONTACT,), (P.RECEIVER_LEADER,), (P.DIRECTOR,))

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("assistance_sending", (S.DRAFTED, S.OFFICE_CHECKED), *_ASKING, anchor="needed_on"),
    Deadline("assistance_receipt", (S.SENT,), *_ANSWERING),
    Deadline("assistance_answer", (S.SENT, S.ACKNOWLEDGED), *_ANSWERING, anchor="needed_on"),
    Deadline("assistance_acceptance", (S.ANSWERED,), *_ASKING),
)
# fmt: on

ASSISTANCE_REQUEST: LifeCycle[State, Event] = LifeCycle(
    kind="assistance_request",
    version=1,
    label=Text("协助函", "Request for assistance"),
    states=State,
    events=Event,
    initial=S.DRAFTED,
    final=(S.CLOSED, S.WITHDRAWN),
    opened_by=_ASKERS,
    parent=("round", "assignment"),
    details=(
        choice("purpose", "函件类别", "Purpose", Purpose),
        choice("topic", "事项类别", "Topic", HelpTopic),
        _QUESTION,
        number("people_checked", "抽查人数", "People checked", required=False),
        day("needed_on", "需要答复的日期", "Needed on"),
    ),
    opening_signs=(Signs("assistance_drafted"),),
    transitions=_LINES,
    deadlines=_DEADLINES,
)
