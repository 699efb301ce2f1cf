"""The life cycle of a rectification item 整改事项 (domain §4.5)."""

from __future__ import annotations

from dataclasses import replace

from kernel.words import Labelled, Text
from rules import rectifying
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, number, reference, text, yes_no


class State(Labelled):
    """Where an item is."""

    ISSUED = "issued", "已下达", "Issued"
    CLAIMED = "claimed", "已认领", "Claimed"
    PLANNED = "planned", "方案已报", "Planned"
    IN_PROGRESS = "in_progress", "整改中", "In progress"
    REPORTED_DONE = "reported_done", "已报账", "Reported done"
    HANDED_IN = "handed_in", "已交账", "Handed in"
    CHECKED_ON_PAPER = "checked_on_paper", "资料已核", "Checked on paper"
    CHECKED_ON_SITE = "checked_on_site", "现场已查", "Checked on site"
    WRITTEN_OFF = "written_off", "已销号", "Written off"
    RETURNED = "returned", "退回整改", "Returned"
    LONG_TERM = "long_term", "长期坚持", "Long-term"
    EXTENDED = "extended", "已延期", "Extended"
    FALSE_FOUND = "false_found", "认定整改不力或虚假", "Found poor or false"
    ACCOUNTABILITY_PROPOSED = "accountability_proposed", "已提问责建议", "Accountability proposed"
    REOPENED = "reopened", "反弹重启", "Re-opened"
    CARRIED = "carried", "结转", "Carried over"


class Event(Labelled):
    """What can happen to an item."""

    CLAIM = "claim", "认领", "Claim"
    PLAN = "plan", "报整改方案", "Submit the plan"
    RETURN_PLAN = "return_plan", "退回方案", "Return the plan"
    APPROVE_PLAN = "approve_plan", "方案审核通过", "Approve the plan"
    RECORD_PROGRESS = "record_progress", "登记进展", "Record progress"
    REPORT_DONE = "report_done", "报账", "Report done"
    HAND_IN = "hand_in", "交账", "Hand in"
    CHECK_ON_PAPER = "check_on_paper", "资料核查", "Check on paper"
    CHECK_ON_SITE = "check_on_site", "现场查账", "Check on site"
    WRITE_OFF = "write_off", "销账", "Write off"
    RETURN_ITEM = "return_item", "退回整改", "Return"
    MARK_LONG_TERM = "mark_long_term", "转为长期坚持", "Mark as long-term"
    EXTEND = "extend", "延期", "Extend"
    FIND_FALSE = "find_false", "认定整改不力或虚假", "Find it poor or false"
    PROPOSE_ACCOUNTABILITY = "propose_accountability", "提出问责建议", "Propose accountability"
    REOPEN = "reopen", "重新启动", "Re-open"
    CARRY_OVER = "carry_over", "结转", "Carry over"
    TRANSFER = "transfer", "转账", "Hand over to another"
    SUCCEED = "succeed", "新任负责人接账", "Taken over by a new head"
    ASSIGN_SUPERVISOR = "assign_supervisor", "指定督办人", "Assign the supervisor"
    CONFIRM_HELD = "confirm_held", "回头看未反弹", "Found to have held"


class Finding(Labelled):
    """What a checker finds instead of a rectification (K13)."""

    POOR = "poor", "整改不力", "Poor rectification"
    PERFUNCTORY = "perfunctory", "敷衍整改", "Perfunctory rectification"
    FALSE = "false", "虚假整改", "False rectification"


# fmt: off
S, E, P = State, Event, Post
_UNIT = (P.UNIT_HEAD, P.UNIT_LIAISON, P.UNIT_LEADER)
_CHECKERS = (P.SUPERVISOR, *OFFICE)
_AT_WORK = (S.IN_PROGRESS, S.RETURNED, S.EXTENDED, S.REOPENED)
_WITH_UNIT = (S.ISSUED, S.CLAIMED, S.PLANNED, *_AT_WORK)
_WITH_CHECKERS = (S.REPORTED_DONE, S.HANDED_IN, S.CHECKED_ON_PAPER, S.CHECKED_ON_SITE)
_UNFINISHED = (*_WITH_UNIT, *_WITH_CHECKERS, S.FALSE_FOUND, S.ACCOUNTABILITY_PROPOSED)
_ENDED = (S.WRITTEN_OFF, S.LONG_TERM, S.FALSE_FOUND, S.ACCOUNTABILITY_PROPOSED)

_VOUCHED = yes_no("head_vouches", "主要负责人已签真实性承诺", "The head has vouched", stored=False)
_PLAN = (
    text("measures", "整改措施", "Measures"),
    text("leader_post", "责任领导（职务）", "Responsible post"),
    day("planned_on", "计划完成日期", "Planned for"),
    _VOUCHED,
)
_PROGRESS = (
    text("progress", "进展", "Progress", stored=False),
    day("progress_on", "登记日期", "Recorded on", today=True),
)
_DONE = (
    text("evidence", "佐证材料目录", "List of evidence"),
    text("similar_problems", "举一反三（没有的写“无”）", "Similar problems (or none)"),
    text("rules_note", "建章立制（没有的写“无”）", "Rules made (or none)"),
    _VOUCHED,
)
_RULED_OUT = tuple(
    field
    for name, pattern in rectifying.PATTERNS
    for field in (
        yes_no(name, f"已排除：{pattern.zh}", f"Ruled out: {pattern.en}", stored=False),
        text(f"{name}_note", f"核查说明：{pattern.zh}", f"How seen: {pattern.en}", required=False,
             stored=False),
    )
)
_FINDING = choice("finding", "认定结论", "Finding", Finding)
_HANDED_IN = number("evidence_count", "佐证材料份数", "Documents handed in")
_SUPERVISOR = reference("supervisor_id", FieldType.PERSON, "督办人", "Supervisor")
_OWNER = text("leader_post", "新的责任领导（职务）", "New responsible post")
_NEW_HEAD = reference("head_id", FieldType.PERSON, "新任主要负责人", "New head")

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.ISSUED,), E.CLAIM, S.CLAIMED, _UNIT, signs=(Signs("item_claimed"),)),
    Transition((S.CLAIMED, S.ISSUED), E.PLAN, S.PLANNED, _UNIT, asks=_PLAN,
               guards=(rectifying.the_plan_is_complete, rectifying.the_head_vouches),
               signs=(Signs("item_planned"),)),
    Transition((S.PLANNED,), E.RETURN_PLAN, S.CLAIMED, _CHECKERS, asks=(REASON,)),
    Transition((S.PLANNED,), E.APPROVE_PLAN, S.IN_PROGRESS, _CHECKERS,
               guards=(rectifying.the_checker_is_not_the_owner,),
               asks=(replace(_SUPERVISOR, required=False),),
               effects=("assign_supervisor", "count_progress")),
    Transition(_UNFINISHED, E.ASSIGN_SUPERVISOR, None, OFFICE, asks=(_SUPERVISOR,),
               effects=("assign_supervisor",)),
    Transition(_AT_WORK, E.RECORD_PROGRESS, None, _UNIT, asks=_PROGRESS, writes="progress",
               effects=("count_progress",)),
    Transition(_AT_WORK, E.REPORT_DONE, S.REPORTED_DONE, _UNIT, asks=_DONE,
               guards=(rectifying.the_head_vouches,), signs=(Signs("item_reported"),)),
    Transition((S.REPORTED_DONE,), E.HAND_IN, S.HANDED_IN, _UNIT, asks=(_HANDED_IN,),
               guards=(rectifying.evidence_is_handed_in,), signs=(Signs("item_handed_in"),)),
    Transition((S.HANDED_IN,), E.CHECK_ON_PAPER, S.CHECKED_ON_PAPER, _CHECKERS,
               guards=(rectifying.the_checker_is_not_the_owner,
                       rectifying.the_assigned_supervisor_checks)),
    Transition((S.CHECKED_ON_PAPER,), E.CHECK_ON_SITE, S.CHECKED_ON_SITE, _CHECKERS,
               guards=(rectifying.the_checker_is_not_the_owner,
                       rectifying.the_assigned_supervisor_checks,
                       rectifying.false_rectification_is_ruled_out),
               asks=_RULED_OUT, signs=(Signs("item_verified"),), writes="site_checks"),
    Transition((S.CHECKED_ON_SITE,), E.WRITE_OFF, S.WRITTEN_OFF, OFFICE,
               guards=(rectifying.the_checker_is_not_the_owner,
                       rectifying.the_closer_did_not_verify, rectifying.lessons_are_drawn),
               signs=(Signs("item_written_off"),)),
    Transition(_WITH_CHECKERS, E.RETURN_ITEM, S.RETURNED, _CHECKERS, asks=(REASON,),
               effects=("count_progress",)),
    Transition((*_AT_WORK, *_WITH_CHECKERS), E.MARK_LONG_TERM, S.LONG_TERM, OFFICE,
               guards=(rectifying.the_checker_is_not_the_owner,), asks=(REASON,)),
    Transition(_AT_WORK, E.EXTEND, S.EXTENDED, (P.CLOCK,),
               asks=(day("extended_to", "延至", "Extended to"),)),
    Transition(_WITH_CHECKERS, E.FIND_FALSE, S.FALSE_FOUND, _CHECKERS,
               asks=(_FINDING, REASON)),
    Transition((S.FALSE_FOUND,), E.PROPOSE_ACCOUNTABILITY, S.ACCOUNTABILITY_PROPOSED,
               (P.DIRECTOR, P.LG_LEADER), asks=(REASON,), effects=("propose_accountability",)),
    Transition(_ENDED, E.REOPEN, S.REOPENED, (*_CHECKERS, P.CLOCK),
               asks=(REASON, day("reopened_until", "新的完成日期", "New date")),
               effects=("count_progress",)),
    Transition((S.WRITTEN_OFF, S.LONG_TERM), E.CONFIRM_HELD, None, (P.CLOCK,),
               asks=(day("held_on", "确认日期", "Found on"),)),
    Transition(_UNFINISHED, E.CARRY_OVER, S.CARRIED, (P.DIRECTOR, P.LG_LEADER), asks=(REASON,)),
    Transition(_UNFINISHED, E.TRANSFER, None, (P.UNIT_HEAD, *OFFICE), asks=(_OWNER, REASON)),
    Transition(_UNFINISHED, E.SUCCEED, None, (P.CLOCK,), asks=(_NEW_HEAD,)),
)

_DUTY = ((P.UNIT_LIAISON,), (P.UNIT_LEADER,), (P.UNIT_HEAD,))
_OFFICE_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))
_TO_REPORT = (S.ISSUED, S.CLAIMED, S.PLANNED, S.IN_PROGRESS, S.RETURNED, S.EXTENDED)

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("rectification_claim", (S.ISSUED,), *_DUTY, anchor="fed_back_on"),
    Deadline("rectification_plan", (S.ISSUED, S.CLAIMED), *_DUTY, anchor="fed_back_on"),
    Deadline("rectification_report", _TO_REPORT, *_DUTY, anchor="fed_back_on"),
    Deadline("rectification_concentrated", (*_TO_REPORT, *_WITH_CHECKERS), *_DUTY,
             anchor="fed_back_on"),
    Deadline("rectification_reopened", (S.REOPENED,), *_DUTY, anchor="reopened_until"),
    Deadline("rectification_progress", _AT_WORK, *_DUTY, anchor="progress_from", renews=True),
    Deadline("accountability_proposal", (S.FALSE_FOUND,), *_OFFICE_DUTY),
    Deadline("rectification_restart", (S.ACCOUNTABILITY_PROPOSED,), *_OFFICE_DUTY),
    Deadline("look_back", (S.LONG_TERM,), *_OFFICE_DUTY, met_by="held_on"),
)
# fmt: on

RECTIFICATION: LifeCycle[State, Event] = LifeCycle(
    kind="rectification",
    version=1,
    label=Text("整改事项", "Rectification item"),
    states=State,
    events=Event,
    initial=S.ISSUED,
    final=(S.CARRIED,),
    opened_by=OFFICE,
    parent=("assignment",),
    opened_in=("fed_back", "rectifying"),
    details=(
        text("problem", "问题摘要", "Problem"),
        number("weight", "权重", "Weight", required=False),
    ),
    inherits=("fed_back_on",),
    kept=("progress_from",),
    owned_above=True,
    transitions=_LINES,
    deadlines=_DEADLINES,
)
