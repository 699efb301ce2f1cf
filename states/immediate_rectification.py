"""The life cycle of an immediate-rectification notice 立行立改通知 (E28): mended during the stay.

Grounds: proposed by the group, approved by the leading group, signed for by the unit's head.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import fixing
from rules.posts import Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, day, text, yes_no


class State(Labelled):
    """Where a notice is."""

    PROPOSED = "proposed", "已提出", "Proposed"
    APPROVED = "approved", "已批准", "Approved"
    ISSUED = "issued", "已下达", "Issued"
    ACKNOWLEDGED = "acknowledged", "主要负责人已签收", "Acknowledged by the head"
    FIXING = "fixing", "整改中", "Being mended"
    REPORTED = "reported", "已报告", "Reported"
    VERIFIED = "verified", "已核实", "Verified"
    CLOSED = "closed", "已办结", "Closed"
    CARRIED = "carried", "转入集中整改", "Carried into rectification"
    REJECTED = "rejected", "未批准", "Rejected"


class Event(Labelled):
    """What can happen to a notice."""

    APPROVE = "approve", "领导小组批准", "Approve"
    REJECT = "reject", "不批准", "Reject"
    ISSUE = "issue", "下达通知", "Issue"
    ACKNOWLEDGE = "acknowledge", "主要负责人签收", "Acknowledge"
    START_FIXING = "start_fixing", "开始整改", "Start mending"
    REPORT_FIXED = "report_fixed", "报告整改结果", "Report it mended"
    VERIFY = "verify", "巡察组核实", "Verify"
    RETURN_FIX = "return_fix", "退回重改", "Return"
    CLOSE = "close", "办结", "Close"
    CARRY_OVER = "carry_over", "转入集中整改", "Carry into the rectification"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER)
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_UNIT = (P.UNIT_LIAISON, P.UNIT_HEAD)
_WITH_UNIT = (S.ISSUED, S.ACKNOWLEDGED, S.FIXING, S.REPORTED)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.PROPOSED,), E.APPROVE, S.APPROVED, (P.LG_LEADER,),
               guards=(fixing.it_fits_for_mending_at_once,), signs=(Signs("fix_approved"),)),
    Transition((S.PROPOSED,), E.REJECT, S.REJECTED, (P.LG_LEADER,), asks=(REASON,)),
    Transition((S.APPROVED,), E.ISSUE, S.ISSUED, _LEADS, signs=(Signs("fix_issued"),)),
    Transition((S.ISSUED,), E.ACKNOWLEDGE, S.ACKNOWLEDGED, (P.UNIT_HEAD,),
               signs=(Signs("fix_acknowledged"),)),
    Transition((S.ACKNOWLEDGED,), E.START_FIXING, S.FIXING, _UNIT,
               asks=(text("leader_post", "责任领导（职务）", "Responsible post"),)),
    Transition((S.FIXING,), E.REPORT_FIXED, S.REPORTED, _UNIT,
               asks=(text("measures", "整改措施和结果", "What was done"),
                     text("evidence", "佐证材料目录", "List of evidence")),
               signs=(Signs("fix_reported"),)),
    Transition((S.REPORTED,), E.VERIFY, S.VERIFIED, _GROUP,
               asks=(text("checked_how", "核实方式", "How it was checked", stored=False),
                     day("verified_on", "核实日期", "Verified on", today=True)),
               signs=(Signs("fix_verified"),)),
    Transition((S.REPORTED, S.VERIFIED), E.RETURN_FIX, S.FIXING, _GROUP, asks=(REASON,),
               effects=("void_check",)),
    Transition((S.VERIFIED,), E.CLOSE, S.CLOSED, _LEADS,
               guards=(fixing.the_closer_did_not_verify_it,), signs=(Signs("fix_closed"),)),
    Transition((S.APPROVED, *_WITH_UNIT), E.CARRY_OVER, S.CARRIED, _LEADS, asks=(REASON,)),
)

_UNIT_DUTY = ((P.UNIT_LIAISON,), (P.UNIT_HEAD,), (P.DIRECTOR,))
_GROUP_DUTY = ((P.GROUP_LEADER,), (P.DIRECTOR,), (P.LG_LEADER,))

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("fix_decision", (S.PROPOSED,), (P.LG_LEADER,), (P.DIRECTOR,), (P.LG_LEADER,)),
    Deadline("fix_receipt", (S.ISSUED,), (P.UNIT_HEAD,), (P.UNIT_HEAD,), (P.DIRECTOR,)),
    Deadline("immediate_rectification", (S.ISSUED, S.ACKNOWLEDGED, S.FIXING), *_UNIT_DUTY,
             anchor="on_site_end"),
    Deadline("fix_check", (S.REPORTED,), *_GROUP_DUTY),
)
# fmt: on

IMMEDIATE_RECTIFICATION: LifeCycle[State, Event] = LifeCycle(
    kind="immediate_rectification",
    version=1,
    label=Text("立行立改通知", "Immediate-rectification notice"),
    states=State,
    events=Event,
    initial=S.PROPOSED,
    final=(S.CLOSED, S.CARRIED, S.REJECTED),
    opened_by=_GROUP,
    parent=("assignment",),
    opened_in=("entered", "on_site", "wrapping"),
    details=(
        text("problem", "问题", "Problem"),
        text("rule_broken", "违反的规定", "Rule that is broken"),
        text("paper", "依据的底稿编号", "Working paper it rests on", required=False),
        yes_no("strongly_reflected", "群众反映强烈", "Strongly complained of"),
        yes_no("plainly_irregular", "明显违反规定", "Plainly irregular"),
        yes_no("soon_soluble", "能够及时解决", "Soon soluble"),
    ),
    inherits=("on_site_end",),
    opening_signs=(Signs("fix_proposed"),),
    transitions=_LINES,
    deadlines=_DEADLINES,
)
