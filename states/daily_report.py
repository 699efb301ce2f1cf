"""The life cycle of a daily report 工作日报: a group's account of one working day (domain §4.9).

The routine `daily_reports` opens it; what is asked for is in `_CONTENT`.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import daily
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, day, number, reference, text, yes_no


class State(Labelled):
    """Where a daily report is."""

    DUE = "due", "待填报", "Due"
    DRAFTED = "drafted", "已填写", "Drafted"
    LEADER_SIGNED = "leader_signed", "组长已签", "Signed by the leader"
    SUBMITTED = "submitted", "已报送", "Submitted"
    MISSING = "missing", "缺报", "Missing"
    LATE = "late", "迟报", "Late"
    SUMMARISED = "summarised", "已汇总", "Summarised"
    EXCUSED = "excused", "免报", "Excused"


class Event(Labelled):
    """What can happen to a daily report."""

    DRAFT = "draft", "填写日报", "Draft"
    RETURN_DRAFT = "return_draft", "退回修改", "Return the draft"
    SIGN = "sign", "组长签报", "Sign"
    SUBMIT = "submit", "报送巡察办", "Submit"
    MISS = "miss", "到时未报", "Miss the hour"
    EXCUSE = "excuse", "同意免报", "Excuse"
    SUMMARISE = "summarise", "列入周汇总", "Summarise"


# fmt: off
S, E, P = State, Event, Post
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_WRITERS = (*_LEADS, P.GROUP_LIAISON, P.GROUP_MEMBER)

# What the activity log holds for the day counts; what is typed here fills in for the rest.
_CONTENT = (
    number("talks", "个别谈话（人次）", "Interviews", required=False, stored=False),
    number("questionnaires", "问卷（份）", "Questionnaires", required=False, stored=False),
    number("documents", "调阅资料（份）", "Documents", required=False, stored=False),
    number("reports_heard", "听取汇报（次）", "Reports heard", required=False, stored=False),
    number("visits", "走访调研（次）", "Visits", required=False, stored=False),
    text("papers", "发现问题的底稿编号（只写编号）", "Papers of problems found (numbers only)",
         required=False),
    text("difficulties", "困难", "Difficulties", required=False),
    text("help_needed", "需要的支持", "Help needed", required=False),
    text("tomorrow", "明日安排", "Tomorrow"),
)
_NUMBERS_ONLY = (daily.problems_are_numbers,)
_OPEN = (S.DUE, S.DRAFTED, S.MISSING)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DUE, S.DRAFTED), E.DRAFT, S.DRAFTED, _WRITERS, asks=_CONTENT,
               guards=_NUMBERS_ONLY, effects=("count_the_day",)),
    Transition((S.MISSING,), E.DRAFT, None, _WRITERS, asks=_CONTENT,
               guards=_NUMBERS_ONLY, effects=("count_the_day",)),
    Transition((S.DRAFTED,), E.RETURN_DRAFT, S.DUE, _LEADS, asks=(REASON,)),
    Transition((S.DRAFTED,), E.SIGN, S.LEADER_SIGNED, _LEADS, signs=(Signs("daily_signed"),),
               then=E.SUBMIT),
    Transition((S.LEADER_SIGNED,), E.SUBMIT, S.SUBMITTED, (P.CLOCK,),
               effects=("hand_in_report",)),
    Transition((S.MISSING,), E.SIGN, S.LATE, _LEADS, guards=(daily.the_day_is_told,),
               signs=(Signs("daily_signed"),), effects=("hand_in_report",)),
    Transition(_OPEN, E.MISS, S.MISSING, (P.CLOCK,)),
    Transition(_OPEN, E.EXCUSE, S.EXCUSED, OFFICE,
               asks=(text("excuse", "免报理由", "Why it is excused"),)),
    Transition((S.SUBMITTED, S.LATE), E.SUMMARISE, S.SUMMARISED, (P.CLOCK,)),
)
# fmt: on

DAILY_REPORT: LifeCycle[State, Event] = LifeCycle(
    kind="daily_report",
    version=1,
    label=Text("工作日报", "Daily report"),
    states=State,
    events=Event,
    initial=S.DUE,
    final=(S.SUMMARISED, S.EXCUSED),
    opened_by=(P.CLOCK,),
    parent=("round",),
    opened_in=("mobilised", "on_site", "mid_term_dispatch", "final_fieldwork"),
    details=(
        reference("group_id", FieldType.GROUP, "巡察组", "Group", stored=False),
        day("report_day", "日期", "Day"),
        day("hand_in_on", "报送日期", "To be handed in on"),
        yes_no("caught_up", "补开", "Opened afterwards"),
        text("slot", "组与日期", "Group and day"),
    ),
    kept=(
        "handed_in_on", "late", "talks", "questionnaires", "documents", "reports_heard", "visits",
    ),
    transitions=_LINES,
    deadlines=(
        Deadline(
            "daily_report", _OPEN, (P.GROUP_LIAISON, P.GROUP_LEADER), (P.GROUP_LEADER,),
            (P.DIRECTOR,), anchor="hand_in_on", fires=E.MISS,
        ),
    ),
)  # fmt: skip
