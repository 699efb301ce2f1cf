"""The life cycle of a campaign 专项: from a common problem to its systemic treatment (A12, I09).

It is proposed from the view of common problems; the closed and running ones are the register of
systemic issues. A further way to treat one is a member of `Form`.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import campaigns
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, choice, day, number, rows, text


class State(Labelled):
    """Where a campaign is."""

    PROPOSED = "proposed", "已提出", "Proposed"
    DECIDED = "decided", "已决定", "Decided"
    PLANNED = "planned", "已制定方案", "Planned"
    RUNNING = "running", "进行中", "Running"
    CLOSED = "closed", "已办结", "Closed"
    DECLINED = "declined", "不开展", "Declined"


class Event(Labelled):
    """What can happen to a campaign."""

    DECIDE = "decide", "领导小组决定", "Decide"
    DECLINE = "decline", "不开展", "Decline"
    PLAN = "plan", "制定方案", "Plan"
    START = "start", "启动", "Start"
    RECORD_PROGRESS = "record_progress", "登记进展", "Record progress"
    LINK_ROUND = "link_round", "对应专项轮次", "Link a special round"
    CLOSE = "close", "办结", "Close"


class Form(Labelled):
    """How a common problem is treated."""

    SPECIAL_ROUND = "special_round", "专项巡察", "Special round"
    SPECIAL_CHECK = "special_check", "专项检查", "Special check"
    SYSTEMIC = "systemic", "系统治理", "Systemic treatment"


# fmt: off
S, E, P = State, Event, Post
_BASIS = rows("basis", "问题依据", "What it rests on",
              (text("number", "事项编号", "Case number"),
               text("unit", "单位代码", "Code of the unit"),
               text("round", "轮次编号", "Number of the round", required=False)))
_MEASURES = rows("measures", "措施", "Measures",
                 (text("measure", "措施", "Measure"), text("owner", "责任单位或岗位", "Owner"),
                  day("due_on", "完成日期", "Due on")))

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.PROPOSED,), E.DECIDE, S.DECIDED, (P.LG_LEADER,),
               asks=(choice("form", "形式", "Form", Form),
                     day("ends_on", "完成时限", "To be done by")),
               guards=(campaigns.it_ends_later,), signs=(Signs("campaign_decided"),)),
    Transition((S.PROPOSED,), E.DECLINE, S.DECLINED, (P.LG_LEADER,), asks=(REASON,)),
    Transition((S.DECIDED,), E.PLAN, S.PLANNED, OFFICE, asks=(_MEASURES,), writes="measures"),
    Transition((S.PLANNED, S.RUNNING), E.LINK_ROUND, None, OFFICE,
               asks=(text("special_round", "轮次编号", "Number of the round"),),
               guards=(campaigns.a_round_was_decided,)),
    Transition((S.PLANNED,), E.START, S.RUNNING, (P.DIRECTOR, P.LG_LEADER),
               guards=(campaigns.a_special_round_is_linked,)),
    Transition((S.RUNNING,), E.RECORD_PROGRESS, None, OFFICE,
               asks=(text("progress", "进展", "Progress", stored=False),), writes="progress"),
    Transition((S.RUNNING,), E.CLOSE, S.CLOSED, (P.LG_LEADER,),
               asks=(text("outcome", "成效", "Outcome"),)),
)
_DUTY = ((P.DIRECTOR,), (P.LG_LEADER,), (P.SECRETARY,))
# fmt: on

CAMPAIGN: LifeCycle[State, Event] = LifeCycle(
    kind="campaign",
    version=1,
    label=Text("专项", "Campaign"),
    states=State,
    events=Event,
    initial=S.PROPOSED,
    final=(S.CLOSED, S.DECLINED),
    opened_by=(*OFFICE, P.LG_LEADER),
    opens_if=(campaigns.the_problem_is_common,),
    opening_writes="basis",
    details=(
        text("name", "名称", "Name"),
        text("problem", "共性问题", "Common problem"),
        number("units_concerned", "涉及单位数", "Units concerned"),
        _BASIS,
    ),
    transitions=_LINES,
    deadlines=(
        Deadline("campaign_decision", (S.PROPOSED,), *_DUTY),
        Deadline("campaign_closing", (S.DECIDED, S.PLANNED, S.RUNNING), *_DUTY, anchor="ends_on"),
    ),
)
