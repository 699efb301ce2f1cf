"""The life cycle of an appraisal 工作鉴定 of a seconded person, before they leave (M01, M02, B13).

Starting it on the secondment opens it; the secondment ends only after it is signed. A further
reader is one more receipt beside the two in `_LINES`.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import appraising
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, choice, day, text


class State(Labelled):
    """Where an appraisal is."""

    DUE = "due", "待起草", "Due"
    DRAFTED = "drafted", "已起草", "Drafted"
    CHECKED = "checked", "已审核", "Checked"
    SIGNED = "signed", "已签字", "Signed"
    SENT = "sent", "已送达", "Sent"
    FILED = "filed", "已归档", "Filed"


class Event(Labelled):
    """What can happen to an appraisal."""

    DRAFT = "draft", "起草鉴定", "Draft"
    CHECK = "check", "审核鉴定", "Check"
    RETURN_DRAFT = "return_draft", "退回修改", "Return"
    SIGN = "sign", "签署鉴定", "Sign"
    SEND = "send", "分送组织部门和所在单位", "Send"
    RECEIVE_BY_ORGANISATION = (
        "receive_by_organisation", "组织部门签收", "Received by the organisation department",
    )  # fmt: skip
    RECEIVE_BY_HOME = "receive_by_home", "所在单位签收", "Received by the home unit"
    FILE = "file", "归档", "File"


class Grade(Labelled):
    """How somebody has worked."""

    EXCELLENT = "excellent", "优秀", "Excellent"
    COMPETENT = "competent", "称职", "Competent"
    BASIC = "basic", "基本称职", "Basically competent"
    INCOMPETENT = "incompetent", "不称职", "Not competent"


S, E, P = State, Event, Post

# fmt: off
_DRAFTERS = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.DIRECTOR)
_LG = (P.LG_LEADER, P.LG_MEMBER)
_GRADE = choice("appraisal_grade", "鉴定等次", "Grade", Grade)
_REMARKS = text("remarks", "鉴定意见", "Remarks")
_SENT = day("sent_on", "分送日期", "Sent on", today=True)
_ORGANISATION = day("organisation_received_on", "组织部门签收日期",
                    "Received by the organisation department on", today=True)
_HOME = day("home_received_on", "所在单位签收日期", "Received by the home unit on", today=True)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DUE, S.DRAFTED), E.DRAFT, S.DRAFTED, _DRAFTERS, asks=(_GRADE, _REMARKS),
               guards=(appraising.nobody_appraises_themselves,), signs=(Signs("drafted"),),
               effects=("void_drafting",)),
    Transition((S.DRAFTED,), E.CHECK, S.CHECKED, OFFICE, signs=(Signs("checked"),),
               guards=(appraising.nobody_appraises_themselves,
                       appraising.who_checks_has_not_drafted)),
    Transition((S.DRAFTED, S.CHECKED), E.RETURN_DRAFT, S.DUE, (*OFFICE, *_LG), asks=(REASON,),
               effects=("void_drafting",)),
    Transition((S.CHECKED,), E.SIGN, S.SIGNED, _LG, signs=(Signs("appraised"),),
               guards=(appraising.nobody_appraises_themselves,
                       appraising.who_signs_has_neither_drafted_nor_checked)),
    Transition((S.SIGNED,), E.SEND, S.SENT, OFFICE, asks=(_SENT,)),
    Transition((S.SENT,), E.RECEIVE_BY_ORGANISATION, None, OFFICE, asks=(_ORGANISATION,)),
    Transition((S.SENT,), E.RECEIVE_BY_HOME, None, OFFICE, asks=(_HOME,)),
    Transition((S.SENT,), E.FILE, S.FILED, OFFICE, guards=(appraising.both_have_received_it,)),
)
# fmt: on

APPRAISAL: LifeCycle[State, Event] = LifeCycle(
    kind="appraisal",
    version=1,
    label=Text("工作鉴定", "Appraisal"),
    states=State,
    events=Event,
    initial=S.DUE,
    final=(S.FILED,),
    opened_by=(P.CLOCK,),
    parent=("secondment",),
    opened_in=("appraising",),
    inherits=("person_id",),
    transitions=_LINES,
    deadlines=(Deadline("appraisal_receipts", (S.SENT,), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,)),),
)
