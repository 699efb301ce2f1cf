"""The life cycle of an assignment: one group at one unit (domain §4.2)."""

from __future__ import annotations

from kernel.words import Text
from rules import (
    activities,
    channels,
    checklist,
    evaluating,
    evidence,
    feedback,
    fieldwork,
    fixing,
    gaps,
    grading,
    materials,
    rectifying,
    reporting,
    seconding,
    sending_on,
    subjects,
)
from rules.posts import OFFICE, Post
from rules.progress import Pace
from states import feedback as asked
from states import gaps as gap_list
from states import onsite, preparing, report_forms
from states.assignment_words import Event, Mode, State
from states.checklist import MARKS
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.evidence import EVIDENCE
from states.field_types import FieldType
from states.inputs import REASON, Field, choice, content, day, number, reference, text
from states.values import LARGEST_NUMBER

__all__ = ["ASSIGNMENT", "Event", "Mode", "State"]

# fmt: off
S, E, P = State, Event, Post
_GROUP, _LEADS = preparing.GROUP, preparing.LEADS
_LG = (P.LG_LEADER, P.LG_MEMBER)
_HERE = (S.ENTERED, S.ON_SITE, S.WRAPPING)
_AT_WORK = (S.ENTERED, S.ON_SITE)
_MENDING = (S.FED_BACK, S.RECTIFYING)
_BEFORE = (S.PLANNED, S.INFO_GATHERING, S.PLAN_READY, S.PLAN_REVIEWED)


def _volume(name: str, zh: str, en: str, most: int = LARGEST_NUMBER) -> Field:
    """Ask for a number that adds to what was recorded before."""
    return number(name, zh, en, required=False, adds=True, most=most)


def _kept_number(name: str, zh: str, en: str) -> Field:
    """Ask for a number that only the entry and a book keep."""
    return number(name, zh, en, stored=False)


_WELL_FOUNDED = (
    reporting.items_are_numbered, reporting.portraits_rest_on_several_sources,
    reporting.problems_name_their_papers,
)
_PROGRESS = (
    choice("pace", "进度", "Pace", Pace, stored=False),
    _kept_number("index", "进度指数", "Progress index"),
    text("why", "说明", "Why", stored=False),
)
_WRAPPED = (
    text("requests_reason", "保留未办结调阅的理由", "Reason for open requests", required=False,
         stored=False),
)
_REPORTS = (
    *report_forms.VERSION,
)
_SHORT_NOTICE = text("short_notice_reason", "提前通知不足的理由", "Why the notice was short",
                     required=False, stored=False)
_ROSTER_ON = day("roster_received_on", "收到日期", "Received on", today=True)
_UNIT_REPORT_ON = day("unit_report_on", "收到日期", "Received on", today=True)
_DISPOSAL = text("disposal", "处置意见", "Disposal", required=False)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.PLANNED,), E.START_GATHERING, S.INFO_GATHERING, (*_GROUP, *OFFICE)),
    Transition(_BEFORE, E.ASK_INFORMATION, None, (P.CLOCK,),
               asks=(day("information_asked_on", "发函日期", "Asked on", today=True),)),
    *preparing.BEFORE_THE_NOTICE,
    Transition((S.PLAN_REVIEWED,), E.NOTIFY_UNIT, S.NOTICED, OFFICE,
               guards=(fieldwork.the_round_is_authorised,), effects=("reckon_entry",)),
    Transition((S.NOTICED,), E.RECEIVE_ROSTER, None,
               (P.UNIT_LIAISON, P.UNIT_HEAD, *_GROUP, *OFFICE), asks=(_ROSTER_ON,)),
    Transition((S.NOTICED,), E.SET_CHANNELS, None, (*_GROUP, *OFFICE), asks=onsite.CHANNELS,
               writes="boxes", effects=("count_boxes",)),
    Transition((S.NOTICED, *_HERE), E.ROSTER_DUTY, None, _GROUP, asks=onsite.DUTIES,
               guards=(channels.duty_has_its_day, channels.duty_lies_within_the_stay,
                       channels.the_group_is_on_duty),
               writes="duty_roster"),
    *preparing.BEFORE_THE_ENTRY,
    Transition((S.NOTICED,), E.ENTER, S.ENTERED, (*_LEADS, P.LG_MEMBER),
               guards=(fieldwork.the_round_is_mobilised, fieldwork.the_unit_had_its_notice,
                       fieldwork.liaison_roster_is_received,
                       fieldwork.channels_are_open, seconding.nobody_of_the_group_must_keep_away,
                       *preparing.ENTRY_GATE),
               asks=(day("entered_on", "进驻日期", "Entered on", today=True), _SHORT_NOTICE)),
    Transition(_HERE, E.TELL_DISCIPLINE, None, (*_GROUP, *OFFICE)),
    Transition((S.ENTERED,), E.START_WORK, S.ON_SITE, _LEADS, effects=("take_checklists",)),
    Transition((S.ON_SITE, S.WRAPPING), E.MARK_ITEMS, None, _GROUP, asks=(MARKS,),
               guards=(checklist.what_does_not_apply_has_a_reason,), effects=("check_marks",),
               writes="checklist"),
    Transition(_HERE, E.ADD_EVIDENCE, None, _GROUP, asks=EVIDENCE, writes="evidence",
               guards=(*evidence.TAKEN, *grading.MAY_BE_HERE)),
    Transition((S.NOTICED, S.ENTERED, S.ON_SITE), E.PLAN_INTERVIEWS, None, _GROUP,
               asks=onsite.INTERVIEWS, guards=(subjects.interviews_name_listed_subjects,),
               writes="interview_plan"),
    Transition(_HERE, E.RECORD_ACTIVITY, None, (*_GROUP, P.CLOCK),
               asks=onsite.ACTIVITIES,
               guards=(activities.no_method_is_forbidden, activities.two_inspectors_were_present,
                       activities.the_unit_has_invited, activities.the_other_method_is_approved,
                       activities.the_source_stays_protected,
                       activities.each_activity_ends_after_it_begins,
                       subjects.interviews_name_listed_subjects,
                       sending_on.the_letter_is_taken_up),
               writes="activities", effects=("add_up_activities",)),
    Transition(_HERE, E.INTERVIEW_RAN_LONG, None, (P.CLOCK,), asks=onsite.LONG_INTERVIEWS),
    Transition(_HERE, E.RECORD_SURVEY, None, _GROUP, asks=onsite.SURVEY, writes="surveys",
               guards=(activities.no_survey_count_is_too_small,)),
    Transition(_HERE, E.SIGN_DUTY, None, _GROUP, asks=onsite.ATTENDANCE,
               writes="duty_attendance"),
    Transition(_HERE, E.DUTY_GAP, None, (P.CLOCK,), asks=onsite.UNMANNED),
    Transition(_HERE, E.DUTY_MISSED, None, (P.CLOCK,), asks=onsite.UNMANNED),
    Transition(_HERE, E.OPEN_BOX, None, _GROUP, asks=onsite.BOX_OPENING, writes="box_openings",
               guards=(channels.two_people_open_the_box, channels.the_box_is_registered)),
    Transition(_HERE, E.CHECK_CHANNELS, None, _GROUP, asks=onsite.CHANNEL_CHECK,
               writes="channel_checks", effects=("tell_of_faults",)),
    Transition(_HERE, E.CHANNEL_BROKEN, None, (P.CLOCK,)),
    Transition((S.ENTERED, S.ON_SITE), E.RECEIVE_UNIT_REPORT, None, (*_GROUP, P.UNIT_LIAISON),
               asks=(_UNIT_REPORT_ON,)),
    Transition(_HERE, E.CLOSE_INTAKE, None, (*_GROUP, P.CLOCK),
               asks=(day("intake_closed_on", "停止日期", "Closed on", today=True),)),
    Transition(_HERE, E.REMIND_PROGRESS, None, (P.CLOCK,), asks=_PROGRESS),
    Transition(_AT_WORK, E.LIST_GAPS, None, (P.CLOCK,), asks=gap_list.LISTED, writes="gaps"),
    Transition(_AT_WORK, E.SETTLE_GAPS, None, _LEADS, asks=gap_list.SETTLED,
               guards=(gaps.the_gap_is_open,), writes="gap_decisions"),
    Transition(_AT_WORK, E.ACCEPT_GAPS, None, (P.LG_LEADER,), asks=gap_list.ACCEPTED,
               guards=(gaps.the_gap_is_open,), writes="gap_decisions"),
    Transition((S.ON_SITE,), E.WRAP_UP, S.WRAPPING, _LEADS, asks=_WRAPPED,
               guards=(activities.the_methods_were_used, subjects.the_key_few_are_heard,
                       fieldwork.every_action_item_is_settled,
                       materials.every_request_is_settled, gaps.gaps_are_closed,
                       checklist.every_item_is_marked,
                       checklist.every_marked_problem_has_its_paper)),
    Transition((S.WRAPPING,), E.LEAVE, S.LEFT, _LEADS,
               guards=(sending_on.petition_channels_are_settled, reporting.every_paper_is_signed,
                       fixing.what_is_mended_at_once_is_settled),
               asks=(day("left_on", "撤点日期", "Left on", today=True),),
               effects=("start_report_clock", "count_problems")),
    Transition((S.LEFT, S.LEADING_GROUP_RETURNED), E.DRAFT_REPORT, S.REPORT_DRAFTED, _GROUP,
               guards=(reporting.both_reports_are_ready, reporting.every_paper_is_signed,
                       reporting.every_paper_is_decided, reporting.every_problem_has_its_paper,
                       *_WELL_FOUNDED),
               asks=_REPORTS, signs=(Signs("report_drafted"),), writes="report",
               effects=("compare_with_earlier", "count_problems")),
    Transition((S.REPORT_DRAFTED, S.LEADING_GROUP_ACCEPTED), E.NOTE_LIKENESS, None, (P.CLOCK,),
               asks=(_kept_number("likeness", "相似度（百分数）", "Likeness in per cent"),
                     text("like", "相似的事项", "Like case", stored=False)),
               writes="report_likeness"),
    Transition((S.LEADING_GROUP_ACCEPTED,), E.REVISE_REPORT, None, _LEADS,
               guards=_WELL_FOUNDED, asks=(*report_forms.VERSION, REASON), writes="report",
               signs=(Signs("report_drafted"),),
               effects=("compare_with_earlier", "compare_with_approved")),
    Transition((S.LEADING_GROUP_ACCEPTED,), E.RECORD_DIFFERENCE, None, (P.CLOCK,),
               asks=(content("difference", "改动内容", "Difference", required=False),
                     _kept_number("lines_added", "增加行数", "Lines added"),
                     _kept_number("lines_removed", "删去行数", "Lines removed")),
               writes="report_differences"),
    Transition((S.LEADING_GROUP_ACCEPTED,), E.APPROVE_REVISION, None, _LG,
               guards=(reporting.every_item_is_decided, reporting.no_item_is_returned,
                       reporting.reports_agree),
               asks=(report_forms.OTHERS, report_forms.DECISIONS), writes="item_decisions",
               effects=("approve_version",)),
    Transition((S.LEADING_GROUP_ACCEPTED,), E.PREPARE_FEEDBACK, None, (*_LEADS, *OFFICE),
               asks=(report_forms.FEEDBACK_ITEMS,), writes="feedback"),
    Transition((S.LEADING_GROUP_RETURNED,), E.LOOK_DEEPER, S.ON_SITE, _LEADS,
               asks=(day("on_site_end", "新的了解截止日", "New last day"),)),
    Transition((S.REPORT_DRAFTED,), E.REVIEW_REPORT, S.OFFICE_REVIEWED, OFFICE,
               guards=(reporting.the_reviewer_is_not_the_author, reporting.reports_agree),
               signs=(Signs("report_reviewed"),)),
    Transition((S.REPORT_DRAFTED,), E.RETURN_REPORT, S.LEFT, OFFICE, asks=(REASON,)),
    Transition((S.OFFICE_REVIEWED,), E.SUBMIT_REPORT, S.REPORT_SUBMITTED, (P.GROUP_LEADER,)),
    Transition((S.REPORT_SUBMITTED,), E.ACCEPT_REPORT, S.LEADING_GROUP_ACCEPTED, _LG,
               guards=(reporting.the_leading_group_hears, reporting.every_item_is_decided,
                       reporting.no_item_is_returned),
               asks=(_DISPOSAL, report_forms.OTHERS, report_forms.DECISIONS),
               writes="item_decisions", effects=("approve_version",)),
    Transition((S.REPORT_SUBMITTED,), E.DECIDE_ITEMS, None, _LG,
               guards=(reporting.the_leading_group_hears,),
               asks=(report_forms.DECISIONS, report_forms.OTHERS), writes="item_decisions"),
    Transition((S.REPORT_SUBMITTED, S.LEADING_GROUP_ACCEPTED), E.RETURN_REPORT,
               S.LEADING_GROUP_RETURNED, _LG,
               guards=(reporting.the_leading_group_hears,), asks=(REASON,),
               effects=("start_report_clock",)),
    Transition((S.LEADING_GROUP_ACCEPTED,), E.TELL_HEAD, None, (*_LG, *_LEADS),
               guards=asked.MAY_TELL_HEAD,
               asks=asked.HEAD_TOLD, signs=(Signs("head_told"),), writes="feedback_meetings"),
    Transition((S.LEADING_GROUP_ACCEPTED,), E.GIVE_FEEDBACK, S.FED_BACK, (*_LG, *_LEADS),
               guards=asked.MAY_FEED_BACK,
               asks=asked.MEETING, writes="feedback_meetings", effects=("ask_about_the_group",)),
    Transition((S.FED_BACK,), E.START_RECTIFICATION, S.RECTIFYING, (P.UNIT_HEAD, *OFFICE),
               effects=("follow_up_rectification",)),
    Transition(_MENDING, E.HOLD_JOINT_SESSION, None, (P.SUPERVISOR, *OFFICE),
               guards=(feedback.all_three_parties_meet,), asks=asked.JOINT_SESSION,
               writes="joint_sessions"),
    Transition((S.RECTIFYING,), E.RECORD_SATISFACTION, None, (P.SUPERVISOR, *OFFICE),
               guards=(evaluating.enough_people_answered,), asks=asked.SURVEY),
    Transition((S.RECTIFYING,), E.EVALUATE, None, OFFICE, asks=asked.EVALUATION,
               guards=asked.MAY_EVALUATE, signs=(Signs("rectification_evaluated"),),
               effects=("grade_rectification",)),
    Transition((S.RECTIFYING,), E.GRADE, S.EVALUATED, (P.CLOCK,), asks=asked.GRADED,
               effects=("act_on_the_grade",)),
    Transition((*_MENDING, S.EVALUATED), E.SUCCEED, None, (P.CLOCK,), asks=asked.NEW_HEAD,
               effects=("pass_items_on",)),
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
    opens_if=(seconding.nobody_of_the_group_must_keep_away,),
    opened_in=("draft",),
    details=(
        reference("group_id", FieldType.GROUP, "巡察组", "Group", stored=False),
        reference("unit_id", FieldType.UNIT, "被巡察单位", "Unit", stored=False),
        choice("mode", "巡察方式", "Mode", Mode),
        day("on_site_start", "进驻开始日期", "First day on site"),
        day("on_site_end", "进驻结束日期", "Last day on site"),
    ),
    kept=(
        "problems",
        "checklists",
        "checklist_items",
        "report_from",
        "enter_from",
        "approved_version",
        *onsite.TOTALS,
    ),
    transitions=_LINES,
    deadlines=_DEADLINES,
)
