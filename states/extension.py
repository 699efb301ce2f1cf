"""The life cycle of an extension 延期申请, from request to expiry (domain §4.8)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import extending
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, day, text, yes_no


class State(Labelled):
    """Where an extension is."""

    REQUESTED = "requested", "已申请", "Requested"
    OFFICE_CHECKED = "office_checked", "巡察办已核", "Checked by the office"
    SIGNED = "signed", "负责人已签", "Signed"
    APPROVED = "approved", "已批准", "Approved"
    PARTLY_APPROVED = "partly_approved", "部分批准", "Partly approved"
    REJECTED = "rejected", "未批准", "Rejected"
    APPLIED = "applied", "已生效", "Applied"
    EXPIRED = "expired", "已到期", "Expired"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to an extension."""

    CHECK = "check", "巡察办核对", "Check"
    SIGN = "sign", "组长或单位负责人签字", "Sign"
    APPROVE = "approve", "批准", "Approve"
    APPROVE_PARTLY = "approve_partly", "部分批准", "Approve in part"
    REJECT = "reject", "不批准", "Reject"
    APPLY = "apply", "生效", "Apply"
    EXPIRE = "expire", "到期", "Expire"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


S, E, P = State, Event, Post
_ASKERS = (
    P.GROUP_LEADER,
    P.GROUP_DEPUTY,
    P.UNIT_HEAD,
    P.UNIT_LIAISON,
    P.RECEIVER_CONTACT,
    P.RECEIVER_LEADER,
    P.OFFICE_STAFF,
)
_PENDING = (S.REQUESTED, S.OFFICE_CHECKED, S.SIGNED)
_LATE = yes_no(
    "late_consent", "同意逾期补办", "Consent to a late request", required=False, stored=False
)
_EXCEPTION = text(
    "exception_reason", "超次数的例外理由", "Reason for an exception", required=False, stored=False
)

EXTENSION: LifeCycle[State, Event] = LifeCycle(
    kind="extension",
    version=1,
    label=Text("延期申请", "Extension"),
    states=State,
    events=Event,
    initial=S.REQUESTED,
    final=(S.REJECTED, S.EXPIRED, S.WITHDRAWN),
    opened_by=_ASKERS,
    parent=("round", "assignment", "clue", "rectification", "action_item"),
    details=(
        text("deadline", "期限名称", "Deadline"),
        day("requested_on", "申请延至", "Requested date"),
        text("why", "理由", "Reason"),
        text("progress", "目前进展与工作量", "Progress and workload"),
    ),
    transitions=(
        Transition(
            (S.REQUESTED,),
            E.CHECK,
            S.OFFICE_CHECKED,
            OFFICE,
            guards=(extending.the_new_date_is_later, extending.the_decider_is_new),
            signs=(Signs("extension_checked"),),
        ),
        Transition(
            (S.OFFICE_CHECKED,),
            E.SIGN,
            S.SIGNED,
            (P.GROUP_LEADER, P.UNIT_HEAD, P.RECEIVER_LEADER, P.DIRECTOR),
            guards=(extending.the_signer_did_not_check,),
            signs=(Signs("extension_signed"),),
        ),
        Transition(
            (S.SIGNED,),
            E.APPROVE,
            S.APPROVED,
            (P.LG_LEADER,),
            guards=(
                extending.the_granted_date_fits,
                extending.the_request_is_in_time,
                extending.extensions_are_left,
                extending.the_decider_is_new,
            ),
            asks=(day("granted_on", "批准延至", "Granted date"), _LATE, _EXCEPTION),
            signs=(Signs("extension_decided"),),
            then=E.APPLY,
        ),
        Transition(
            (S.SIGNED,),
            E.APPROVE_PARTLY,
            S.PARTLY_APPROVED,
            (P.LG_LEADER,),
            guards=(
                extending.the_granted_date_fits,
                extending.the_request_is_in_time,
                extending.extensions_are_left,
                extending.the_decider_is_new,
            ),
            asks=(day("granted_on", "批准延至", "Granted date"), REASON, _LATE, _EXCEPTION),
            signs=(Signs("extension_decided"),),
            then=E.APPLY,
        ),
        Transition(_PENDING, E.REJECT, S.REJECTED, (P.LG_LEADER,), asks=(REASON,)),
        Transition(
            (S.APPROVED, S.PARTLY_APPROVED),
            E.APPLY,
            S.APPLIED,
            (P.CLOCK,),
            effects=("apply_extension",),
        ),
        Transition((S.APPLIED,), E.EXPIRE, S.EXPIRED, (P.CLOCK,)),
        Transition(
            _PENDING,
            E.WITHDRAW,
            S.WITHDRAWN,
            _ASKERS,
            guards=(extending.the_asker_withdraws,),
            asks=(REASON,),
        ),
    ),
    kept=("present_on", "asked_on", "earlier_extensions"),
    opening_signs=(Signs(extending.REQUESTED),),
    deadlines=(
        Deadline("extension_decision", _PENDING, (P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,)),
        Deadline(
            "extension_end",
            (S.APPLIED,),
            (P.OFFICE_STAFF,),
            (P.DIRECTOR,),
            (P.LG_LEADER,),
            "granted_on",
            E.EXPIRE,
        ),
    ),
)
