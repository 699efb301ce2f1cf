"""The life cycle of a rectification item 整改事项 (domain §4.5)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import rectifying
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, day, number, text, yes_no


class State(Labelled):
    """Where an item is."""

    ISSUED = "issued", "已下达", "Issued"
    CLAIMED = "claimed", "已认领", "Claimed"
    PLANNED = "planned", "方案已报", "Planned"
    IN_PROGRESS = "in_progress", "整改中", "In progress"
    REPORTED_DONE = "reported_done", "已报账", "Reported done"
    CHECKED_ON_PAPER = "checked_on_paper", "资料已核", "Checked on paper"
    CHECKED_ON_SITE = "checked_on_site", "现场已查", "Checked on site"
    WRITTEN_OFF = "written_off", "已销号", "Written off"
    RETURNED = "returned", "退回整改", "Returned"
    LONG_TERM = "long_term", "长期坚持", "Long-term"
    EXTENDED = "extended", "已延期", "Extended"
    FALSE_FOUND = "false_found", "发现虚假整改", "False rectification found"
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
    CHECK_ON_PAPER = "check_on_paper", "资料核查", "Check on paper"
    CHECK_ON_SITE = "check_on_site", "现场查账", "Check on site"
    WRITE_OFF = "write_off", "销账", "Write off"
    RETURN_ITEM = "return_item", "退回整改", "Return"
    MARK_LONG_TERM = "mark_long_term", "转为长期坚持", "Mark as long-term"
    EXTEND = "extend", "延期", "Extend"
    FIND_FALSE = "find_false", "认定虚假整改", "Find it false"
    PROPOSE_ACCOUNTABILITY = "propose_accountability", "提出问责建议", "Propose accountability"
    REOPEN = "reopen", "重新启动", "Re-open"
    CARRY_OVER = "carry_over", "结转", "Carry over"
    CHANGE_OWNER = "change_owner", "更换责任人", "Change the owner"


# fmt: off
S, E, P = State, Event, Post
_UNIT = (P.UNIT_HEAD, P.UNIT_LIAISON, P.UNIT_LEADER)
_CHECKERS = (P.SUPERVISOR, *OFFICE)
_AT_WORK = (S.IN_PROGRESS, S.RETURNED, S.EXTENDED, S.REOPENED)
_WITH_UNIT = (S.ISSUED, S.CLAIMED, S.PLANNED, *_AT_WORK)
_WITH_CHECKERS = (S.REPORTED_DONE, S.CHECKED_ON_PAPER, S.CHECKED_ON_SITE)
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
    text("similar_problems", "举一反三", "Similar problems", required=False),
    text("rules_note", "建章立制", "Rules made", required=False),
    _VOUCHED,
)
_RULED_OUT = tuple(
    yes_no(name, f"已排除：{pattern.zh}", f"Ruled out: {pattern.en}", stored=False)
    for name, pattern in rectifying.PATTERNS
)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.ISSUED,), E.CLAIM, S.CLAIMED, _UNIT, signs=(Signs("item_claimed"),)),
    Transition((S.CLAIMED, S.ISSUED), E.PLAN, S.PLANNED, _UNIT, asks=_PLAN,
               guards=(rectifying.the_plan_is_complete, rectifying.the_head_vouches),
               signs=(Signs("item_planned"),)),
    Transition((S.PLANNED,), E.RETURN_PLAN, S.CLAIMED, _CHECKERS, asks=(REASON,)),
    Transition((S.PLANNED,), E.APPROVE_PLAN, S.IN_PROGRESS, _CHECKERS,
               guards=(rectifying.the_checker_is_not_the_owner,)),
    Transition(_AT_WORK, E.RECORD_PROGRESS, None, _UNIT, asks=_PROGRESS),
    Transition(_AT_WORK, E.REPORT_DONE, S.REPORTED_DONE, _UNIT, asks=_DONE,
               guards=(rectifying.the_head_vouches,), signs=(Signs("item_reported"),)),
    Transition((S.REPORTED_DONE,), E.CHECK_ON_PAPER, S.CHECKED_ON_PAPER, _CHECKERS,
               guards=(rectifying.the_checker_is_not_the_owner,)),
    Transition((S.CHECKED_ON_PAPER,), E.CHECK_ON_SITE, S.CHECKED_ON_SITE, _CHECKERS,
               guards=(rectifying.the_checker_is_not_the_owner,
                       rectifying.false_rectification_is_ruled_out),
               asks=_RULED_OUT, signs=(Signs("item_verified"),)),
    Transition((S.CHECKED_ON_SITE,), E.WRITE_OFF, S.WRITTEN_OFF, OFFICE,
               guards=(rectifying.the_checker_is_not_the_owner,
                       rectifying.the_closer_did_not_verify, rectifying.lessons_are_drawn),
               signs=(Signs("item_written_off"),)),
    Transition(_WITH_CHECKERS, E.RETURN_ITEM, S.RETURNED, _CHECKERS, asks=(REASON,)),
    Transition((*_AT_WORK, *_WITH_CHECKERS), E.MARK_LONG_TERM, S.LONG_TERM, OFFICE,
               guards=(rectifying.the_checker_is_not_the_owner,), asks=(REASON,)),
    Transition(_AT_WORK, E.EXTEND, S.EXTENDED, (P.CLOCK,),
               asks=(day("extended_to", "延至", "Extended to"),)),
    Transition(_WITH_CHECKERS, E.FIND_FALSE, S.FALSE_FOUND, _CHECKERS, asks=(REASON,)),
    Transition((S.FALSE_FOUND,), E.PROPOSE_ACCOUNTABILITY, S.ACCOUNTABILITY_PROPOSED,
               (P.DIRECTOR, P.LG_LEADER), asks=(REASON,)),
    Transition(_ENDED, E.REOPEN, S.REOPENED, _CHECKERS,
               asks=(REASON, day("reopened_until", "新的完成日期", "New date"))),
    Transition(_UNFINISHED, E.CARRY_OVER, S.CARRIED, (P.DIRECTOR, P.LG_LEADER), asks=(REASON,)),
    Transition(_UNFINISHED, E.CHANGE_OWNER, None, (P.UNIT_HEAD, *OFFICE),
               asks=(text("leader_post", "新的责任领导（职务）", "New responsible post"),)),
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
    Deadline("look_back", (S.LONG_TERM,), *_OFFICE_DUTY),
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
    transitions=_LINES,
    deadlines=_DEADLINES,
)
