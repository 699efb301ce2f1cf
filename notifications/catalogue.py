"""Which notice is owed when, and to which posts: one line a notice.

A new notice is one line in `NOTICES` and one text for each language in `templates/`. The label is
for people inside the system; what leaves the house is the text, which names no matter. Recipients
are posts: who holds them inside the scope of the case is asked when the notice is owed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kernel.words import Text
from rules.ladder import Tone
from rules.posts import OFFICE, Post

OPEN = "open"
"""The event under which a case that has just been opened looks for its notices."""

CHANNEL_FAILED = "channel_failed"
"""Owed to the office when no channel of a person works."""

DELIVERY_UNCLEAR = "delivery_unclear"
"""Owed to the office when nobody knows whether a notice arrived."""

CHANNEL_TEST = "channel_test"
"""What `xuncheng notices test` sends; it is about no case."""

TOLD_BY_LADDER = MappingProxyType(
    {
        Tone.REMINDER: "deadline_reminder",
        Tone.OVERDUE: "deadline_overdue",
        Tone.ESCALATION: "deadline_escalation",
    }
)
"""Tone of a ladder's step → the notice it owes; its recipients are those of the step."""

P = Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_LIAISON)
_UNIT = (P.UNIT_HEAD, P.UNIT_LIAISON)
_RECEIVER = (P.RECEIVER_LEADER, P.RECEIVER_CONTACT)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing people are told."""

    name: str
    label: Text
    to: tuple[Post, ...] = ()
    """Posts; empty where the recipients follow from a ladder or from a failure."""
    on: tuple[tuple[str, str], ...] = ()
    """(kind of case, event) pairs after which it is owed."""
    wants_receipt: bool = False
    """Whether the recipient is asked to acknowledge it (签收)."""


def _after(kind: str, *events: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, event) for event in events)


# One line a notice: name, label, recipients, after which events, whether a receipt is wanted.
# fmt: off
_TABLE = (
    # Round
    Notice("plan_returned", Text("方案已退回", "Plan returned"),
           OFFICE, _after("round", "return_plan"),
           wants_receipt=True),
    Notice("plan_approved", Text("方案已审定", "Plan approved"),
           OFFICE, _after("round", "approve_plan", "authorise")),
    Notice("round_stage_changed", Text("本轮进入新阶段", "The round enters a new stage"),
           _GROUP, _after(
               "round", "authorise", "start_preparation", "mobilise", "enter_site",
               "close_dispatch", "close_fieldwork", "start_handover", "start_feedback",
               "start_rectification", "start_evaluation")),
    Notice("dispatch_convened", Text("召开巡中调度会", "Mid-term dispatch convened"),
           (P.GROUP_LEADER, P.GROUP_DEPUTY), _after("round", "convene_dispatch"),
           wants_receipt=True),
    Notice("report_awaits_secretary", Text("待书记专题会听取", "Report awaits the Secretary"),
           (P.SECRETARY, P.DIRECTOR), _after("round", "hear_report")),
    Notice("report_awaits_committee", Text("待常委会审定", "Report awaits the committee"),
           (P.STANDING_COMMITTEE, P.DIRECTOR), _after("round", "secretary_hears")),
    Notice("report_approved", Text("报告已审定", "Report approved"),
           (*OFFICE, P.LG_LEADER, P.GROUP_LEADER), _after("round", "approve_report")),
    Notice("report_returned", Text("报告已退回", "Report returned"),
           (P.GROUP_LEADER, P.DIRECTOR),
           _after("round", "return_report") + _after("assignment", "return_report"),
           wants_receipt=True),
    Notice("round_ended", Text("本轮已结束", "The round has ended"),
           (*OFFICE, P.LG_LEADER, P.GROUP_LEADER), _after("round", "close", "cancel")),
    # Assignment
    Notice("unit_notified", Text("进驻通知", "Notice of inspection"),
           _UNIT, _after("assignment", "notify_unit"),
           wants_receipt=True),
    Notice("group_entered", Text("巡察组已进驻", "The group has entered"),
           (*_UNIT, P.DIRECTOR), _after("assignment", "enter")),
    Notice("report_submitted", Text("报告已提交，待审定", "Report submitted, awaits decision"),
           (*OFFICE, P.LG_LEADER), _after("assignment", "submit_report")),
    Notice("report_accepted", Text("报告已通过", "Report accepted"),
           (P.GROUP_LEADER,), _after("assignment", "accept_report")),
    Notice("feedback_given", Text("已反馈", "Feedback given"),
           _UNIT, _after("assignment", "give_feedback"),
           wants_receipt=True),
    Notice("unit_evaluated", Text("整改已评估", "Rectification evaluated"),
           _UNIT, _after("assignment", "evaluate"),
           wants_receipt=True),
    # Clue
    Notice("clue_routed", Text("线索流向已定", "Clue routed"),
           (*OFFICE, P.GROUP_LEADER), _after("clue", "decide_route")),
    Notice("handover_convened", Text("召开移交会", "Handover convened"),
           (P.GROUP_LEADER, P.DIRECTOR, P.LG_LEADER, *_RECEIVER),
           _after("clue", "convene_handover"),
           wants_receipt=True),
    Notice("handover_awaits_office", Text("移交单待巡察办签字", "Handover awaits the office"),
           OFFICE, _after("clue", "sign_by_group")),
    Notice("handover_awaits_receiver", Text("移交单待接收方签字", "Handover awaits the receiver"),
           _RECEIVER, _after("clue", "sign_by_office"),
           wants_receipt=True),
    Notice("handover_completed", Text("移交完成", "Handover completed"),
           (P.GROUP_LEADER, P.DIRECTOR), _after("clue", "sign_by_receiver")),
    Notice("clue_returned", Text("线索因质量退回", "Clue returned for quality"),
           (P.GROUP_LEADER, P.DIRECTOR), _after("clue", "return_for_quality"),
           wants_receipt=True),
    Notice("clue_result_reported", Text("办理结果已反馈", "Result reported"),
           OFFICE, _after("clue", "report_result")),
    # Rectification
    Notice("rectification_issued", Text("整改事项已下达", "Rectification item issued"),
           _UNIT, _after("rectification", OPEN),
           wants_receipt=True),
    Notice("rectification_returned", Text("整改事项退回或重启", "Rectification item returned"),
           _UNIT, _after("rectification", "return_item", "reopen"),
           wants_receipt=True),
    Notice("accountability_proposed", Text("提出问责建议", "Accountability proposed"),
           (P.DIRECTOR, P.LG_LEADER), _after("rectification", "propose_accountability"),
           wants_receipt=True),
    Notice("rectification_written_off", Text("整改事项销号", "Rectification item written off"),
           _UNIT, _after("rectification", "write_off")),
    # Extension
    Notice("extension_requested", Text("延期申请待审核", "Extension awaits the check"),
           OFFICE, _after("extension", OPEN)),
    Notice("extension_awaits_signature", Text("延期申请待签字", "Extension awaits a signature"),
           (P.GROUP_LEADER, P.UNIT_HEAD, P.RECEIVER_LEADER), _after("extension", "check")),
    Notice("extension_awaits_decision", Text("延期申请待审批", "Extension awaits the decision"),
           (P.LG_LEADER,), _after("extension", "sign")),
    Notice("extension_decided", Text("延期申请已批复", "Extension decided"),
           (*OFFICE, P.GROUP_LEADER, *_UNIT, *_RECEIVER),
           _after("extension", "approve", "approve_partly", "reject"),
           wants_receipt=True),
    # Action item of the mid-term dispatch
    Notice("action_assigned", Text("调度意见待落实", "Action item assigned"),
           (P.GROUP_LEADER, P.GROUP_LIAISON), _after("action_item", OPEN),
           wants_receipt=True),
    Notice("action_done", Text("调度意见已落实", "Action item done"),
           OFFICE, _after("action_item", "finish")),
    # Owed by a ladder: recipients are those of its step
    Notice("deadline_reminder", Text("到期提醒", "Reminder of a deadline"),
           wants_receipt=True),
    Notice("deadline_overdue", Text("已到期或超期", "Deadline reached or passed"),
           wants_receipt=True),
    Notice("deadline_escalation", Text("升级督办", "Escalation"),
           wants_receipt=True),
    # Owed by the delivery itself
    Notice(CHANNEL_FAILED, Text("通知渠道全部失败", "Every channel failed"), OFFICE),
    Notice(DELIVERY_UNCLEAR, Text("通知是否送达不明", "Delivery unclear"), OFFICE),
    Notice(CHANNEL_TEST, Text("通知渠道测试", "Test of a channel")),
)
# fmt: on

NOTICES: Mapping[str, Notice] = MappingProxyType({notice.name: notice for notice in _TABLE})
"""Name → notice."""


def _by_event() -> Mapping[tuple[str, str], tuple[Notice, ...]]:
    found: defaultdict[tuple[str, str], tuple[Notice, ...]] = defaultdict(tuple)
    for notice in _TABLE:
        for pair in notice.on:
            found[pair] += (notice,)
    return dict(found)


_OWED_ON = _by_event()


def owed_on(kind: str, event: str) -> tuple[Notice, ...]:
    """Return the notices owed after `event` happened to a case of `kind`.

    Example:
        >>> [notice.name for notice in owed_on("clue", "sign_by_office")]
        ['handover_awaits_receiver']
    """
    return _OWED_ON.get((kind, event), ())
