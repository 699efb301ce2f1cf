"""The life cycle of a working paper 问题底稿: one matter, one paper (domain §4.3)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import evidence, grading, papers
from rules.posts import OFFICE, Post
from rules.routing import ClueKind
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.evidence import EVIDENCE
from states.field_types import FieldType
from states.inputs import REASON, Field, choice, day, number, reference, text, yes_no


class State(Labelled):
    """Where a working paper is."""

    DRAFT = "draft", "起草", "Draft"
    FACT_CONFIRM = "fact_confirm", "事实确认", "Facts being confirmed"
    DEPUTY_REVIEW = "deputy_review", "副组长审核", "With the deputy"
    DEPUTY_REVIEWED = "deputy_reviewed", "待组长审签", "With the leader"
    LEADER_SIGNED = "leader_signed", "组长已审签", "Signed by the leader"
    IN_REPORT = "in_report", "写入报告", "In the report"
    OMITTED = "omitted", "决定不写入报告", "Left out by decision"
    TO_CLUE = "to_clue", "转为线索", "Turned into a clue"
    IMMEDIATE_RECTIFICATION = "immediate_rectification", "立行立改", "Rectified at once"
    OFFICE_FILED = "office_filed", "巡察办已备案", "Filed by the office"
    SAMPLED = "sampled", "已抽检", "Sampled"
    CLOSED = "closed", "已办结", "Closed"
    RETURNED = "returned", "退回修改", "Returned"
    MERGED = "merged", "已并入", "Merged"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"


class Event(Labelled):
    """What can happen to a working paper."""

    REVISE = "revise", "修改底稿", "Revise"
    ADD_EVIDENCE = "add_evidence", "登记证据", "Add evidence"
    ASSIGN_HANDLERS = "assign_handlers", "增加承办人", "Name further handlers"
    CONFIRM_FACTS = "confirm_facts", "送事实确认", "Have the facts confirmed"
    AMEND_FACTS = "amend_facts", "退改事实", "Amend the facts"
    SUBMIT = "submit", "送副组长审核", "Submit to the deputy"
    REVIEW = "review", "副组长审核通过", "The deputy agrees"
    SIGN = "sign", "组长审签", "The leader signs"
    RETURN_PAPER = "return_paper", "退回修改", "Return"
    PUT_IN_REPORT = "put_in_report", "写入报告", "Put in the report"
    OMIT = "omit", "决定不写入报告", "Leave out"
    MAKE_CLUE = "make_clue", "转为线索", "Turn into a clue"
    RECTIFY_AT_ONCE = "rectify_at_once", "转立行立改", "Have it rectified at once"
    FILE = "file", "巡察办备案", "File"
    DRAW = "draw", "抽中", "Draw"
    SAMPLE = "sample", "抽检评分", "Score the sample"
    CLOSE = "close", "办结", "Close"
    MERGE = "merge", "并入其他底稿", "Merge"
    WITHDRAW = "withdraw", "撤销", "Withdraw"


class Confirmation(Labelled):
    """What the unit says of the facts (§7 row 9)."""

    AGREED = "agreed", "单位无异议", "The unit agrees"
    DISAGREED = "disagreed", "单位有异议", "The unit disagrees"
    NOT_ASKED = "not_asked", "未向单位核对", "The unit was not asked"


class Verification(Labelled):
    """How far the facts were looked into (G06)."""

    VERIFIED = "verified", "已核实", "Verified"
    PARTLY = "partly", "部分核实", "Partly verified"
    UNVERIFIED = "unverified", "未核实", "Not verified"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_WITH_HANDLERS = (S.DRAFT, S.RETURNED)
_UNSIGNED = (*_WITH_HANDLERS, S.FACT_CONFIRM, S.DEPUTY_REVIEW, S.DEPUTY_REVIEWED)
_DECIDED = (S.IN_REPORT, S.OMITTED, S.TO_CLUE, S.IMMEDIATE_RECTIFICATION)
_FULL_MARKS = 100

_CONTENT = (
    text("persons", "涉及的人（职务）和次数", "Persons (by post)", required=False),
    text("facts", "事实：时间、地点、经过、金额", "Facts: when, where, what, how much",
         required=False),
    text("responsibility", "责任划分", "Responsibility", required=False),
    text("rule_basis", "定性依据（引用规定）", "Rule that was broken", required=False),
    yes_no("important", "是否重要问题", "Important", required=False),
)
_HANDLERS = reference("handlers", FieldType.PEOPLE, "承办人", "Handlers", stored=False)
_HANDLES = Signs("paper_handler", "handlers")
_CONFIRMED = (
    choice("confirmation", "事实核对结果", "What the unit says", Confirmation),
    text("unit_statement", "单位异议或未核对的理由", "The unit's statement", required=False),
    choice("verification", "核实情况", "Verification", Verification),
)
_OMISSION = (
    text("omitted_because", "不写入报告的理由", "Why it is left out"),
    text("decision_record", "决定依据（会议、日期、记录号）", "Record of the decision"),
)
_SCORES = tuple(
    number(name, zh, en, most=_FULL_MARKS)
    for name, zh, en in (
        ("score_procedure", "程序（0—100 分）", "Procedure (0 to 100)"),
        ("score_content", "内容（0—100 分）", "Content (0 to 100)"),
        ("score_quality", "质量（0—100 分）", "Quality (0 to 100)"),
    )
)
_CLUE_KIND = Field(
    "clue_kind", FieldType.CHOICE, Text("线索类别", "Kind of clue"), choices=ClueKind, stored=False
)
_EVIDENT = (evidence.it_rests_on_more_than_minutes, evidence.its_facts_are_its_own)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition(_WITH_HANDLERS, E.REVISE, None, _GROUP, guards=(papers.a_handler_acts,),
               asks=_CONTENT),
    Transition((*_WITH_HANDLERS, S.FACT_CONFIRM), E.ADD_EVIDENCE, None, _GROUP,
               guards=(papers.a_handler_acts, *evidence.TAKEN, *grading.MAY_BE_HERE),
               asks=EVIDENCE, writes="evidence"),
    Transition((*_WITH_HANDLERS, S.FACT_CONFIRM), E.ASSIGN_HANDLERS, None, _LEADS,
               guards=(papers.handlers_are_of_the_group,), asks=(_HANDLERS,),
               signs=(_HANDLES,)),
    Transition(_WITH_HANDLERS, E.CONFIRM_FACTS, S.FACT_CONFIRM, _GROUP,
               guards=(papers.a_handler_acts, papers.the_paper_is_complete,
                       papers.a_rule_is_cited, papers.cited_rules_are_in_force,
                       papers.evidence_is_listed),
               advice=(papers.cited_rules_are_in_the_library,)),
    Transition((S.FACT_CONFIRM,), E.AMEND_FACTS, S.DRAFT, _GROUP, guards=(papers.a_handler_acts,),
               asks=(REASON,)),
    Transition((S.FACT_CONFIRM,), E.SUBMIT, S.DEPUTY_REVIEW, _GROUP, asks=_CONFIRMED,
               guards=(papers.a_handler_acts, papers.the_facts_are_verified,
                       papers.the_units_word_is_recorded), advice=_EVIDENT),
    Transition((S.DEPUTY_REVIEW,), E.REVIEW, S.DEPUTY_REVIEWED, (P.GROUP_DEPUTY,),
               guards=(papers.the_reviewer_is_no_handler,), signs=(Signs("paper_reviewed"),)),
    Transition((S.DEPUTY_REVIEWED,), E.SIGN, S.LEADER_SIGNED, (P.GROUP_LEADER,),
               guards=(papers.the_signer_did_not_write_it,), signs=(Signs("paper_signed"),),
               effects=("issue_paper_number",)),
    Transition((S.DEPUTY_REVIEW, S.DEPUTY_REVIEWED), E.RETURN_PAPER, S.RETURNED, _LEADS,
               asks=(REASON,), effects=("void_paper_review",)),
    Transition((S.LEADER_SIGNED, S.OMITTED), E.PUT_IN_REPORT, S.IN_REPORT, _LEADS,
               effects=("keep_paper_outcome",)),
    Transition((S.LEADER_SIGNED, S.IN_REPORT), E.OMIT, S.OMITTED,
               (P.GROUP_LEADER, P.LG_LEADER, P.LG_MEMBER), asks=_OMISSION,
               guards=(papers.the_omission_is_decided_high_enough,),
               signs=(Signs("paper_omitted"),), effects=("keep_paper_outcome",)),
    Transition((S.LEADER_SIGNED,), E.MAKE_CLUE, S.TO_CLUE, (P.GROUP_LEADER,), asks=(_CLUE_KIND,),
               effects=("keep_paper_outcome", "open_clue_of_paper")),
    Transition((S.LEADER_SIGNED,), E.RECTIFY_AT_ONCE, S.IMMEDIATE_RECTIFICATION,
               (P.GROUP_LEADER,), asks=(REASON,), effects=("keep_paper_outcome",)),
    Transition(_DECIDED, E.FILE, S.OFFICE_FILED, OFFICE),
    Transition((S.OFFICE_FILED,), E.DRAW, None, (P.CLOCK,),
               asks=(day("drawn_on", "抽中日期", "Drawn on", today=True),)),
    Transition((S.OFFICE_FILED,), E.SAMPLE, S.SAMPLED, OFFICE, asks=_SCORES,
               guards=(papers.the_paper_was_drawn,), signs=(Signs("paper_sampled"),),
               effects=("judge_paper_sample",)),
    Transition((S.OFFICE_FILED, S.SAMPLED), E.CLOSE, S.CLOSED, (*OFFICE, P.CLOCK),
               asks=(text("remedy", "不合格的处理", "What was done", required=False),),
               guards=(papers.a_drawn_paper_is_scored, papers.a_failed_sample_is_dealt_with)),
    Transition(_UNSIGNED, E.MERGE, S.MERGED, _LEADS, effects=("check_paper_merge",),
               asks=(text("merged_into", "并入底稿编号", "Merged into"), REASON)),
    Transition(_WITH_HANDLERS, E.WITHDRAW, S.WITHDRAWN, _GROUP, asks=(REASON,),
               guards=(papers.its_own_people_withdraw_it,)),
)

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("working_paper_signoff", _UNSIGNED, (P.GROUP_MEMBER,), (P.GROUP_DEPUTY,),
             (P.GROUP_LEADER,)),
    Deadline("failed_sample", (S.SAMPLED,), (P.GROUP_LEADER,), (P.DIRECTOR,), (P.LG_LEADER,),
             anchor="failed_on"),
)
# fmt: on

WORKING_PAPER: LifeCycle[State, Event] = LifeCycle(
    kind="working_paper",
    version=1,
    label=Text("问题底稿", "Working paper"),
    states=State,
    events=Event,
    initial=S.DRAFT,
    final=(S.CLOSED, S.MERGED, S.WITHDRAWN),
    opened_by=_GROUP,
    parent=("assignment",),
    opened_in=("entered", "on_site", "wrapping"),
    opens_if=(
        papers.two_people_handle,
        papers.handlers_are_of_the_group,
        papers.the_opener_handles,
    ),
    opening_signs=(_HANDLES,),
    opening_effects=("check_problem_code",),
    details=(
        text("problem", "问题（一事一底稿）", "Problem (one matter)"),
        text("problem_code", "问题分类代码", "Code of the problem"),
        _HANDLERS,
        *_CONTENT,
    ),
    kept=("paper_number", "outcome", "failed_on"),
    transitions=_LINES,
    deadlines=_DEADLINES,
)
