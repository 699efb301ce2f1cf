"""The life cycle of a unit's rectification report 整改报告, version by version (K21, K08)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import rectifying
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, text, yes_no


class State(Labelled):
    """Where the report is."""

    DUE = "due", "待报", "Due"
    SUBMITTED = "submitted", "已报送", "Submitted"
    RETURNED = "returned", "退回重报", "Returned"
    ACCEPTED = "accepted", "审核通过", "Accepted"


class Event(Labelled):
    """What can happen to the report."""

    SUBMIT = "submit", "签署并报送", "Sign and submit"
    RETURN_REPORT = "return_report", "退回重报", "Return"
    ACCEPT = "accept", "审核通过", "Accept"


S, E, P = State, Event, Post
_VERSION = (
    text("document", "整改报告标题或文号", "Title or number of the report"),
    text("fingerprint", "文件校验码（SHA-256）", "SHA-256 of the file", required=False),
    yes_no("head_vouches", "主要负责人已签真实性承诺", "The head has vouched", stored=False),
)

RECTIFICATION_REPORT: LifeCycle[State, Event] = LifeCycle(
    kind="rectification_report",
    version=1,
    label=Text("整改报告", "Rectification report"),
    states=State,
    events=Event,
    initial=S.DUE,
    final=(S.ACCEPTED,),
    opened_by=OFFICE,
    parent=("assignment",),
    opened_in=("fed_back", "rectifying"),
    inherits=("fed_back_on",),
    kept=("edition",),
    owned_above=True,
    transitions=(
        Transition(
            (S.DUE, S.RETURNED),
            E.SUBMIT,
            S.SUBMITTED,
            (P.UNIT_HEAD,),
            guards=(rectifying.the_head_vouches, rectifying.the_report_is_a_new_version),
            asks=_VERSION,
            signs=(Signs("item_reported"),),
            effects=("number_the_version",),
            writes="report_versions",
        ),
        Transition(
            (S.SUBMITTED,), E.RETURN_REPORT, S.RETURNED, (P.SUPERVISOR, *OFFICE), asks=(REASON,)
        ),
        Transition(
            (S.SUBMITTED,),
            E.ACCEPT,
            S.ACCEPTED,
            OFFICE,
            guards=(rectifying.the_checker_is_not_the_owner,),
        ),
    ),
    deadlines=(
        Deadline(
            "rectification_report",
            (S.DUE, S.RETURNED),
            (P.UNIT_LIAISON,),
            (P.UNIT_LEADER,),
            (P.UNIT_HEAD,),
            anchor="fed_back_on",
        ),
    ),
)
