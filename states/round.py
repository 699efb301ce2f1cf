"""The life cycle of a round 巡察轮次, from its plan to its closure (domain §4.1).

Each transition is one line below; the five phases a person sees are in `PHASES`.
"""

from __future__ import annotations

from dataclasses import replace

from kernel.words import Text
from rules import (
    archiving,
    circulating,
    composing,
    convening,
    deploying,
    feedback,
    fieldwork,
    handover,
    papers,
    planning,
    preparation,
    rectifying,
    reporting,
)
from rules.posts import OFFICE, Post
from states import handover_forms
from states.deciding import DECISION
from states.definition import Deadline, LifeCycle, Phase, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, day, number, reference, text
from states.meetings import HAND_KINDS, HELD_ON, MEETING_FIELDS
from states.round_forms import FILING, NEXT, UPPER
from states.round_words import FINAL, Event, State
from states.sampling import DRAW

__all__ = ["PHASES", "ROUND", "Event", "State"]

S, E, P = State, Event, Post

_BY_PHASE = {
    Phase.PREPARATION: (S.DRAFT, S.PLAN_APPROVED, S.AUTHORISED, S.PREPARING),
    Phase.MOBILISATION: (S.MOBILISED, S.ON_SITE),
    Phase.DISPATCH: (S.MID_TERM_DISPATCH, S.FINAL_FIELDWORK),
    Phase.REPORT: (S.REPORTING, S.LEADING_GROUP_HEARD, S.SECRETARY_HEARD, S.COMMITTEE_APPROVED),
    Phase.HANDOVER: (S.HANDOVER,),
    Phase.FEEDBACK: (S.FEEDBACK, S.RECTIFYING, S.EVALUATING),
    Phase.CLOSED: (S.CLOSED, S.CANCELLED),
}
PHASES = {state: phase for phase, states in _BY_PHASE.items() for state in states}
"""The phase each state belongs to."""

# fmt: off
_PREPARED = (
    preparation.every_group_has_a_leader, preparation.every_group_is_authorised,
    preparation.every_member_is_cleared, preparation.no_member_has_a_conflict,
    preparation.every_member_has_pledged, preparation.every_member_is_trained,
    composing.every_leader_may_lead, composing.every_group_has_every_skill,
    composing.old_hands_lead_the_new,
)
_BEFORE_SITE = (S.DRAFT, S.PLAN_APPROVED, S.AUTHORISED, S.PREPARING, S.MOBILISED)
_AT_UNITS = (S.ON_SITE, S.MID_TERM_DISPATCH, S.FINAL_FIELDWORK)
_AFTER_SITE = (
    S.REPORTING, S.LEADING_GROUP_HEARD, S.SECRETARY_HEARD, S.COMMITTEE_APPROVED, S.HANDOVER,
    S.FEEDBACK, S.RECTIFYING, S.EVALUATING,
)
_SECONDMENT = (
    *_BEFORE_SITE[2:], S.ON_SITE, S.MID_TERM_DISPATCH, S.FINAL_FIELDWORK, *_AFTER_SITE,
)
_OPEN = tuple(one for one in S if one not in FINAL)
_LG = (P.LG_LEADER, P.LG_MEMBER)
_COMMITTEE = (P.STANDING_COMMITTEE, P.SECRETARY)

_STUDY = (
    day("met_on", "会议日期", "Held on", today=True, stored=False),
    text("departments", "参加部门", "Departments present", stored=False),
    text("decisions", "议定事项", "Decisions", stored=False),
)
_GROUP = reference("group", FieldType.GROUP, "巡察组", "Group", stored=False)
_PARENT = reference("unit", FieldType.UNIT, "上级党组织", "Parent unit", stored=False)
(_MEETING,) = MEETING_FIELDS
_WHY = text("reason", "理由", "Reason", required=False, stored=False)
_NAME = text("name", "名称", "Name")
_FOCUS = text("focus", "监督重点", "Focus of supervision", required=False)
_PLAN_LINE = text("plan_line", "对应年度计划", "Line of the annual plan", required=False)
_SHORT_STAY = text("short_stay_reason", "驻点时间较短的理由", "Why stays are short", required=False,
                   stored=False)
_PROGRESS = text("progress", "进展情况", "Progress", stored=False)
_BRIEFING = (
    day("briefed_on", "汇报日期", "Briefed on", stored=False, today=True),
    text("told", "汇报事项", "What was told", stored=False),
    text("instructions", "书记要求", "Instructions", required=False, stored=False),
)
_FOUND = number("problems_found", "已发现问题数", "Problems found", required=False, adds=True)
_NEW_END = day("new_end", "新的结束日期", "New last day", required=False, stored=False)
_DRAW = (
    text("seed", "随机种子", "Seed", stored=False),
    replace(number("draw_count", "抽取人数", "How many to draw", most=500), stored=False),
    reference("candidates", FieldType.PEOPLE, "参加抽取的人员", "Candidates", stored=False),
    reference("drawn", FieldType.PEOPLE, "抽中的人员", "Drawn", stored=False),
)
_START, _END = (
    day("on_site_start", "进驻开始日期", "First day on site"),
    day("on_site_end", "进驻结束日期", "Last day on site"),
)
_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DRAFT,), E.REVISE, None, OFFICE,
               asks=(replace(_START, required=False), replace(_END, required=False), _FOCUS,
                     _PLAN_LINE)),
    Transition((S.DRAFT,), E.APPROVE_PLAN, S.PLAN_APPROVED, (P.LG_LEADER,),
               guards=(preparation.units_are_listed, preparation.window_is_set,
                       preparation.focus_is_named, planning.stays_are_long_enough),
               asks=(_SHORT_STAY,), signs=(Signs("plan_approved"),), writes="meetings"),
    Transition((S.PLAN_APPROVED,), E.RETURN_PLAN, S.DRAFT, (P.SECRETARY, P.LG_LEADER),
               asks=(REASON,)),
    Transition((S.PLAN_APPROVED,), E.AUTHORISE, S.AUTHORISED, (P.SECRETARY,),
               guards=(preparation.units_are_listed, preparation.window_is_set,
                       planning.the_plan_line_holds, planning.units_are_of_the_term),
               signs=(Signs("authorised"),), effects=("keep_baseline",)),
    Transition(_SECONDMENT, E.FILE_UPWARD, None, OFFICE, asks=FILING),
    Transition(_OPEN, E.TAKE_INUPPER, None, OFFICE, asks=UPPER, writes="upper_level"),
    Transition(_OPEN, E.HOLD_MEETING, None, OFFICE, asks=(HAND_KINDS, HELD_ON, _MEETING),
               writes="meetings"),
    Transition(_SECONDMENT, E.AUTHORISE_GROUP, None, (P.SECRETARY,), asks=(_GROUP,),
               signs=(Signs("group_authorised", "group"),), effects=("authorise_leaders",)),
    Transition((S.AUTHORISED,), E.START_PREPARATION, S.PREPARING, OFFICE),
    Transition(_BEFORE_SITE[:4], E.DRAW_PEOPLE, None, OFFICE, asks=_DRAW,
               guards=(composing.the_draw_follows_from_its_seed,)),
    Transition((S.AUTHORISED, S.PREPARING), E.EXCEPT_GROUP, None, (P.LG_LEADER,),
               asks=(_GROUP, REASON), signs=(Signs(composing.EXCEPTED, "group"),)),
    Transition((S.PREPARING,), E.MOBILISE, S.MOBILISED, (*_LG, P.DIRECTOR),
               guards=_PREPARED, asks=(_MEETING,), writes="meetings",
               effects=("second_everybody",)),
    Transition((S.MOBILISED,), E.ENTER_SITE, S.ON_SITE, OFFICE,
               guards=(preparation.a_unit_is_entered,), effects=("enter_everybody",)),
    Transition((S.ON_SITE,), E.CONVENE_DISPATCH, S.MID_TERM_DISPATCH, (P.LG_LEADER, P.DIRECTOR),
               asks=(_MEETING,), writes="meetings"),
    Transition((S.MOBILISED, S.ON_SITE, S.MID_TERM_DISPATCH, S.FINAL_FIELDWORK), E.BRIEF_SECRETARY,
               None, (P.LG_LEADER, *OFFICE), asks=_BRIEFING, writes="briefings"),
    Transition((S.ON_SITE,), E.SKIP_DISPATCH, S.FINAL_FIELDWORK, (P.LG_LEADER,), asks=(REASON,)),
    Transition((S.MID_TERM_DISPATCH,), E.HEAR_GROUP, None, (P.LG_LEADER, *OFFICE),
               asks=(_GROUP, _PROGRESS, _FOUND), signs=(Signs("dispatch_heard", "group"),)),
    Transition((S.MID_TERM_DISPATCH,), E.DECIDE_EXTENSION, None, (P.LG_LEADER,),
               guards=(fieldwork.the_new_end_is_later,), asks=(DECISION, _NEW_END, _WHY),
               effects=("extend_window",)),
    Transition((S.MID_TERM_DISPATCH,), E.CLOSE_DISPATCH, S.FINAL_FIELDWORK,
               (P.LG_LEADER, P.DIRECTOR),
               guards=(fieldwork.every_group_is_heard, fieldwork.extension_is_decided)),
    Transition((S.FINAL_FIELDWORK,), E.CLOSE_FIELDWORK, S.REPORTING, OFFICE,
               guards=(fieldwork.every_unit_is_left,)),
    Transition((S.REPORTING,), E.HEAR_REPORT, S.LEADING_GROUP_HEARD, (P.LG_LEADER,),
               guards=(reporting.every_report_is_submitted,), asks=(_MEETING,),
               signs=(Signs("leading_group_heard"),), writes="meetings"),
    Transition((S.LEADING_GROUP_HEARD,), E.RETURN_REPORT, S.REPORTING, (P.LG_LEADER,),
               asks=(REASON,), effects=("void_hearings",)),
    Transition((S.LEADING_GROUP_HEARD,), E.SECRETARY_HEARS, S.SECRETARY_HEARD, (P.SECRETARY,),
               guards=(reporting.every_report_is_accepted,), asks=(_MEETING,),
               signs=(Signs("secretary_heard"),), writes="meetings"),
    Transition((S.SECRETARY_HEARD,), E.RETURN_REPORT, S.REPORTING, (P.SECRETARY,), asks=(REASON,),
               effects=("void_hearings",)),
    Transition((S.SECRETARY_HEARD,), E.APPROVE_REPORT, S.COMMITTEE_APPROVED,
               (P.STANDING_COMMITTEE,), guards=(reporting.the_secretary_has_heard,),
               asks=(_MEETING,), signs=(Signs("committee_approved"),), writes="meetings"),
    Transition((S.SECRETARY_HEARD, *_AFTER_SITE[3:]), E.DEPLOY_NEXT, None, _COMMITTEE, asks=NEXT,
               guards=(deploying.the_next_round_is_planned,)),
    Transition((S.COMMITTEE_APPROVED,), E.START_HANDOVER, S.HANDOVER, OFFICE),
    Transition((*_AT_UNITS, *_AFTER_SITE), E.HOLD_HANDOVER, None, (P.LG_LEADER, *OFFICE),
               asks=handover_forms.BRIEFED, writes="handover_meetings",
               guards=(convening.times_are_times, convening.the_leader_was_there_throughout,
                       convening.every_side_was_there, convening.clues_are_sorted_out),
               effects=("brief_clues",)),
    Transition(_AFTER_SITE[3:], E.CIRCULATE, None, OFFICE, asks=handover_forms.CIRCULATION,
               writes="circulation"),
    Transition((S.HANDOVER,), E.START_FEEDBACK, S.FEEDBACK, OFFICE,
               guards=(handover.clues_balance,)),
    Transition((S.FEEDBACK,), E.TELL_PARENT_UNIT, None, (*_LG, *OFFICE), asks=(_PARENT,),
               signs=(Signs("parent_unit_told", "unit"),)),
    Transition((S.FEEDBACK,), E.START_RECTIFICATION, S.RECTIFYING, OFFICE,
               guards=(feedback.every_unit_is_fed_back,)),
    Transition((S.FEEDBACK, S.RECTIFYING, S.EVALUATING), E.STUDY_RECTIFICATION, None,
               (P.SECRETARY, P.DIRECTOR), asks=_STUDY, writes="secretary_meetings"),
    Transition((S.RECTIFYING,), E.START_EVALUATION, S.EVALUATING, OFFICE,
               effects=("open_closing_work",)),
    Transition((S.RECTIFYING, S.EVALUATING), E.HEAR_RECTIFICATION, None, _COMMITTEE,
               asks=(_MEETING,), signs=(Signs("rectification_heard"),), writes="meetings"),
    Transition((S.EVALUATING,), E.DRAW_PAPERS, None, (P.CLOCK,), asks=DRAW,
               guards=(papers.no_sample_was_drawn,), effects=("mark_drawn_papers",),
               writes="paper_draws"),
    Transition((S.EVALUATING,), E.CLOSE, S.CLOSED, (P.LG_LEADER, P.DIRECTOR),
               guards=(*circulating.CIRCULATED,
                       preparation.everybody_has_left, handover.clues_balance,
                       rectifying.every_unit_is_evaluated, rectifying.every_item_is_settled,
                       fieldwork.every_action_item_is_settled, papers.every_paper_is_closed,
                       *archiving.WOUND_UP),
               advice=(deploying.the_next_round_is_deployed,)),
    Transition(_BEFORE_SITE, E.CANCEL, S.CANCELLED, (P.LG_LEADER, P.SECRETARY), asks=(REASON,),
               effects=("cancel_assignments", "cancel_secondments")),
)

_DUTY = ((P.DIRECTOR,), (P.LG_LEADER,), (P.SECRETARY,))
_TO_HEAR = (S.REPORTING, S.LEADING_GROUP_HEARD)
_TO_FEED_BACK = (S.COMMITTEE_APPROVED, S.HANDOVER, S.FEEDBACK)

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("round_plan_filing", (S.AUTHORISED, S.PREPARING, S.MOBILISED, *_AT_UNITS), *_DUTY,
             met_by="filed_up_on"),
    Deadline("mid_term_dispatch", (S.ON_SITE,), *_DUTY, anchor="on_site_end"),
    Deadline("on_site_window", _AT_UNITS, *_DUTY, anchor="on_site_end"),
    Deadline("leading_group_hearing", (S.REPORTING,), *_DUTY),
    Deadline("secretary_hearing", _TO_HEAR, *_DUTY, anchor="on_site_end"),
    Deadline("committee_approval", (S.SECRETARY_HEARD,), *_DUTY),
    Deadline("handover_meeting", (S.HANDOVER,), *_DUTY),
    Deadline("feedback", _TO_FEED_BACK, *_DUTY),
    Deadline("round_closing", (S.EVALUATING,), *_DUTY),
)
# fmt: on

ROUND: LifeCycle[State, Event] = LifeCycle(
    kind="round",
    version=1,
    label=Text("巡察轮次", "Inspection round"),
    states=State,
    events=Event,
    initial=S.DRAFT,
    final=FINAL,
    opened_by=OFFICE,
    details=(_NAME, _START, _END, _FOCUS, _PLAN_LINE),
    kept=("taxonomy_from", "baseline_start", "baseline_end"),
    opening_effects=("keep_taxonomy",),
    transitions=_LINES,
    deadlines=_DEADLINES,
    phases=PHASES,
)
