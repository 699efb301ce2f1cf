"""The life cycle of an assignment: one group at one unit (domain §4.2)."""

from __future__ import annotations

from dataclasses import replace

from kernel.words import Labelled, Text
from rules import fieldwork, fixing, rectifying, reporting
from rules.posts import OFFICE, Post
from rules.progress import Pace
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import (
    REASON,
    Field,
    FieldType,
    choice,
    day,
    number,
    reference,
    text,
    yes_no,
)
from states.values import LARGEST_NUMBER


class State(Labelled):
    """Where an assignment is."""

    PLANNED = "planned", "已安排", "Planned"
    INFO_GATHERING = "info_gathering", "收集情况", "Gathering information"
    PLAN_READY = "plan_ready", "方案已备", "Plan ready"
    NOTICED = "noticed", "已通知", "Unit noticed"
    ENTERED = "entered", "已进驻", "Entered"
    ON_SITE = "on_site", "现场了解", "On site"
    WRAPPING = "wrapping", "收尾", "Wrapping up"
    LEFT = "left", "已撤点", "Left"
    REPORT_DRAFTED = "report_drafted", "报告已起草", "Report drafted"
    OFFICE_REVIEWED = "office_reviewed", "巡察办已审核", "Office reviewed"
    REPORT_SUBMITTED = "report_submitted", "报告已提交", "Report submitted"
    LEADING_GROUP_RETURNED = "leading_group_returned", "领导小组退回", "Returned"
    LEADING_GROUP_ACCEPTED = "leading_group_accepted", "领导小组审定", "Accepted"
    FED_BACK = "fed_back", "已反馈", "Fed back"
    RECTIFYING = "rectifying", "整改中", "Rectifying"
    EVALUATED = "evaluated", "已评估", "Evaluated"
    CLOSED = "closed", "已办结", "Closed"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class Event(Labelled):
    """What can happen to an assignment."""

    START_GATHERING = "start_gathering", "开始收集情况", "Start gathering"
    ASK_INFORMATION = "ask_information", "已向有关部门了解情况", "Information asked for"
    READY_PLAN = "ready_plan", "完成工作方案", "Ready the plan"
    NOTIFY_UNIT = "notify_unit", "通知被巡察单位", "Notify the unit"
    RECEIVE_ROSTER = "receive_roster", "收到联络组名单", "Receive the liaison roster"
    SET_CHANNELS = "set_channels", "设立电话和意见箱", "Set up phone and boxes"
    ENTER = "enter", "进驻见面", "Enter"
    START_WORK = "start_work", "开展了解", "Start work"
    RECORD_ACTIVITY = "record_activity", "登记工作量", "Record activity"
    RECEIVE_UNIT_REPORT = "receive_unit_report", "收到单位汇报材料", "Receive the unit's report"
    CLOSE_INTAKE = "close_intake", "停止受理信访", "Close the intake"
    REMIND_PROGRESS = "remind_progress", "进度提醒", "Remind of the progress"
    RECORD_GAPS = "record_gaps", "登记查漏补缺", "Record the gaps"
    WRAP_UP = "wrap_up", "转入收尾", "Wrap up"
    LEAVE = "leave", "撤点", "Leave"
    DRAFT_REPORT = "draft_report", "起草报告", "Draft the report"
    REVIEW_REPORT = "review_report", "巡察办审核报告", "Review the report"
    SUBMIT_REPORT = "submit_report", "提交报告", "Submit the report"
    ACCEPT_REPORT = "accept_report", "领导小组审定报告", "Accept the report"
    RETURN_REPORT = "return_report", "退回报告", "Return the report"
    LOOK_DEEPER = "look_deeper", "重新深入了解", "Look deeper"
    GIVE_FEEDBACK = "give_feedback", "反馈", "Give feedback"
    START_RECTIFICATION = "start_rectification", "转入整改", "Start the rectification"
    EVALUATE = "evaluate", "评估整改", "Evaluate"
    CLOSE = "close", "办结", "Close"
    CANCEL = "cancel", "取消", "Cancel"


class Mode(Labelled):
    """How the unit is inspected (A05)."""

    ROUTINE = "routine", "常规巡察", "Routine"
    SPECIAL = "special", "专项巡察", "Special"
    MOBILE = "mobile", "机动式巡察", "Mobile"
    ON_TOPIC = "on_topic", "点题巡察", "On topic"
    LOOK_BACK = "look_back", "回头看", "Look-back"
    EXTENDED = "extended", "延伸巡察", "Extended to"
    STATIONED = "stationed", "派驻+巡察", "Stationed and inspecting"


class Grade(Labelled):
    """The grade of an evaluation (domain §8, question 10)."""

    GOOD = "good", "好", "Good"
    FAIRLY_GOOD = "fairly_good", "较好", "Fairly good"
    FAIR = "fair", "一般", "Fair"
    POOR = "poor", "差", "Poor"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_LG = (P.LG_LEADER, P.LG_MEMBER)
_MOST_MONEY = 10**15
_HERE = (S.ENTERED, S.ON_SITE, S.WRAPPING)
_BEFORE = (S.PLANNED, S.INFO_GATHERING, S.PLAN_READY)


def _volume(name: str, zh: str, en: str, most: int = LARGEST_NUMBER) -> Field:
    """Ask for a number that adds to what was recorded before."""
    return number(name, zh, en, required=False, adds=True, most=most)


def _confirmed(name: str, zh: str, en: str) -> Field:
    """Ask for a confirmation that only the entry keeps."""
    return yes_no(name, zh, en, stored=False)


_CHANNELS = (
    text("duty_hours", "值班时段，如 08:30-12:00,14:30-17:30", "Duty hours"),
    number("boxes", "意见箱数量", "Number of boxes"),
    day("intake_closes_on", "信访受理截止日", "Intake closes on", required=False),
)
_ACTIVITY = (
    _volume("talks", "个别谈话", "Interviews"), _volume("questionnaires", "问卷", "Questionnaires"),
    _volume("documents", "调阅资料", "Documents"), _volume("reports_heard", "听取汇报", "Reports"),
    _volume("visits", "走访调研", "Visits"), _volume("problems", "发现问题", "Problems"),
)
_PROGRESS = (
    replace(choice("pace", "进度", "Pace", Pace), stored=False),
    replace(number("index", "进度指数", "Progress index"), stored=False),
    text("why", "说明", "Why", stored=False),
)
_WRAPPED = (
    _confirmed("procedure_complete", "规定程序已走完", "Procedure complete"),
    text("gaps_reason", "保留未完成项的理由", "Reason for gaps", required=False, stored=False),
)
_REPORTS = (
    _confirmed("inspection_report", "巡察报告已完成", "Inspection report"),
    _confirmed("interview_report", "个别谈话情况报告已完成", "Interview report"),
    _confirmed("papers_signed", "问题均有已签底稿", "Papers signed"),
)
_EVALUATION = (
    choice("evaluation", "评估等次", "Grade", Grade),
    number("satisfaction", "满意度（百分数）", "Satisfaction (per cent)", required=False),
    _volume("meetings_held", "民主生活会", "Democratic-life meetings"),
    _volume("rules_made", "建立制度", "Rules made"),
    _volume("money_returned", "清退资金（元）", "Money returned (yuan)", _MOST_MONEY),
    _volume("money_recovered", "挽回资金（元）", "Money recovered (yuan)", _MOST_MONEY),
)
_ROSTER_ON = day("roster_received_on", "收到日期", "Received on", today=True)
_UNIT_REPORT_ON = day("unit_report_on", "收到日期", "Received on", today=True)
_DISPOSAL = text("disposal", "处置意见", "Disposal", required=False)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.PLANNED,), E.START_GATHERING, S.INFO_GATHERING, (*_GROUP, *OFFICE)),
    Transition(_BEFORE, E.ASK_INFORMATION, None, (P.CLOCK,),
               asks=(day("information_asked_on", "发函日期", "Asked on", today=True),)),
    Transition((S.INFO_GATHERING,), E.READY_PLAN, S.PLAN_READY, _LEADS,
               asks=(text("focus_list", "重点任务", "Focus list", required=False),)),
    Transition((S.PLAN_READY,), E.NOTIFY_UNIT, S.NOTICED, OFFICE,
               guards=(fieldwork.the_round_is_authorised,)),
    Transition((S.NOTICED,), E.RECEIVE_ROSTER, None,
               (P.UNIT_LIAISON, P.UNIT_HEAD, *_GROUP, *OFFICE), asks=(_ROSTER_ON,)),
    Transition((S.NOTICED,), E.SET_CHANNELS, None, (*_GROUP, *OFFICE), asks=_CHANNELS),
    Transition((S.NOTICED,), E.ENTER, S.ENTERED, (*_LEADS, P.LG_MEMBER),
               guards=(fieldwork.the_round_is_mobilised, fieldwork.liaison_roster_is_received,
                       fieldwork.channels_are_open),
               asks=(day("entered_on", "进驻日期", "Entered on", today=True),)),
    Transition((S.ENTERED,), E.START_WORK, S.ON_SITE, _LEADS),
    Transition(_HERE, E.RECORD_ACTIVITY, None, _GROUP, asks=_ACTIVITY),
    Transition((S.ENTERED, S.ON_SITE), E.RECEIVE_UNIT_REPORT, None, (*_GROUP, P.UNIT_LIAISON),
               asks=(_UNIT_REPORT_ON,)),
    Transition(_HERE, E.CLOSE_INTAKE, None, (*_GROUP, P.CLOCK),
               asks=(day("intake_closed_on", "停止日期", "Closed on", today=True),)),
    Transition(_HERE, E.REMIND_PROGRESS, None, (P.CLOCK,), asks=_PROGRESS),
    Transition((S.ON_SITE, S.WRAPPING), E.RECORD_GAPS, None, _LEADS,
               asks=(number("open_gaps", "未完成项数", "Open gaps"),)),
    Transition((S.ON_SITE,), E.WRAP_UP, S.WRAPPING, _LEADS, asks=_WRAPPED,
               guards=(fieldwork.procedure_is_complete, fieldwork.gaps_are_closed)),
    Transition((S.WRAPPING,), E.LEAVE, S.LEFT, _LEADS,
               guards=(fieldwork.petition_channels_are_settled,
                       fixing.what_is_mended_at_once_is_settled),
               asks=(_confirmed("channels_settled", "信访渠道已关闭或移交", "Channels settled"),
                     day("left_on", "撤点日期", "Left on", today=True)),
               effects=("start_report_clock",)),
    Transition((S.LEFT, S.LEADING_GROUP_RETURNED), E.DRAFT_REPORT, S.REPORT_DRAFTED, _GROUP,
               guards=(reporting.both_reports_are_ready, reporting.every_problem_has_its_paper),
               asks=_REPORTS, signs=(Signs("report_drafted"),)),
    Transition((S.LEADING_GROUP_RETURNED,), E.LOOK_DEEPER, S.ON_SITE, _LEADS,
               asks=(day("on_site_end", "新的了解截止日", "New last day"),)),
    Transition((S.REPORT_DRAFTED,), E.REVIEW_REPORT, S.OFFICE_REVIEWED, OFFICE,
               guards=(reporting.the_reviewer_is_not_the_author, reporting.reports_agree),
               asks=(_confirmed("reports_agree", "两份报告相互印证", "Reports agree"),),
               signs=(Signs("report_reviewed"),)),
    Transition((S.REPORT_DRAFTED,), E.RETURN_REPORT, S.LEFT, OFFICE, asks=(REASON,)),
    Transition((S.OFFICE_REVIEWED,), E.SUBMIT_REPORT, S.REPORT_SUBMITTED, (P.GROUP_LEADER,)),
    Transition((S.REPORT_SUBMITTED,), E.ACCEPT_REPORT, S.LEADING_GROUP_ACCEPTED, _LG,
               guards=(reporting.the_leading_group_hears,), asks=(_DISPOSAL,)),
    Transition((S.REPORT_SUBMITTED, S.LEADING_GROUP_ACCEPTED), E.RETURN_REPORT,
               S.LEADING_GROUP_RETURNED, _LG,
               guards=(reporting.the_leading_group_hears,), asks=(REASON,),
               effects=("start_report_clock",)),
    Transition((S.LEADING_GROUP_ACCEPTED,), E.GIVE_FEEDBACK, S.FED_BACK, (*_LG, *_LEADS),
               guards=(reporting.the_committee_has_approved, rectifying.the_parent_unit_was_told,
                       rectifying.the_head_was_told_first),
               asks=(_confirmed("head_told", "已先向主要负责人反馈", "Head told first"),
                     day("fed_back_on", "反馈日期", "Fed back on", today=True))),
    Transition((S.FED_BACK,), E.START_RECTIFICATION, S.RECTIFYING, (P.UNIT_HEAD, *OFFICE)),
    Transition((S.RECTIFYING,), E.EVALUATE, S.EVALUATED, OFFICE, asks=_EVALUATION),
    Transition((S.EVALUATED,), E.CLOSE, S.CLOSED, OFFICE,
               guards=(rectifying.every_item_is_settled,)),
    Transition((*_BEFORE, S.NOTICED), E.CANCEL, S.CANCELLED, (P.LG_LEADER, P.DIRECTOR, P.CLOCK),
               asks=(REASON,)),
)

_GROUP_DUTY = ((P.GROUP_LEADER,), (P.DIRECTOR,), (P.LG_LEADER,))
_UNIT_DUTY = ((P.UNIT_LIAISON,), (P.UNIT_HEAD,), (P.DIRECTOR,))
_OFFICE_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))
_WRITING = (S.LEFT, S.LEADING_GROUP_RETURNED, S.REPORT_DRAFTED, S.OFFICE_REVIEWED)

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("information_request", _BEFORE, *_GROUP_DUTY, anchor="on_site_start",
             met_by="information_asked_on"),
    Deadline("unit_notice", _BEFORE, *_OFFICE_DUTY, anchor="on_site_start"),
    Deadline("liaison_roster", (S.NOTICED,), *_UNIT_DUTY, anchor="on_site_start",
             met_by="roster_received_on"),
    Deadline("unit_report", (S.ENTERED, S.ON_SITE), *_UNIT_DUTY, anchor="entered_on",
             met_by="unit_report_on"),
    Deadline("intake_close", _HERE, *_GROUP_DUTY, anchor="intake_closes_on",
             fires=E.CLOSE_INTAKE, met_by="intake_closed_on"),
    Deadline("assignment_window", _HERE, *_GROUP_DUTY, anchor="on_site_end"),
    Deadline("group_report", _WRITING, *_GROUP_DUTY, anchor="report_from"),
    Deadline("assignment_feedback", (S.LEADING_GROUP_ACCEPTED,), *_GROUP_DUTY),
    Deadline("rectification_evaluation", (S.RECTIFYING,), *_OFFICE_DUTY, anchor="fed_back_on"),
)
# fmt: on

ASSIGNMENT: LifeCycle[State, Event] = LifeCycle(
    kind="assignment",
    version=1,
    label=Text("巡察任务", "Assignment"),
    states=State,
    events=Event,
    initial=S.PLANNED,
    final=(S.CLOSED, S.CANCELLED),
    opened_by=OFFICE,
    parent=("round",),
    opened_in=("draft",),
    details=(
        reference("group_id", FieldType.GROUP, "巡察组", "Group", stored=False),
        reference("unit_id", FieldType.UNIT, "被巡察单位", "Unit", stored=False),
        choice("mode", "巡察方式", "Mode", Mode),
        day("on_site_start", "进驻开始日期", "First day on site"),
        day("on_site_end", "进驻结束日期", "Last day on site"),
    ),
    kept=("report_from",),
    transitions=_LINES,
    deadlines=_DEADLINES,
)
