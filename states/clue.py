"""The life cycle of a clue 问题线索, from its registration to its write-off (domain §4.4).

A further way out of it is a state here and, where it counts as balanced, its name in
`rules.handover.SETTLED_CLUE`.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import confiding, convening, handover, reconciling, sending_on
from rules.confiding import NEED_TO_KNOW, REGISTERED_BY
from rules.posts import OFFICE, Post
from rules.reconciling import Found
from rules.routing import BodyKind, ClueKind
from states import handover_forms
from states.citations import case_of
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, number, reference, text, yes_no


class State(Labelled):
    """Where a clue is."""

    REGISTERED = "registered", "已登记", "Registered"
    DEEPENING = "deepening", "深入了解", "Being looked into"
    PACKAGED = "packaged", "资料包已备", "Packaged"
    GROUP_REVIEWED = "group_reviewed", "巡察组已审", "Group reviewed"
    OFFICE_REVIEWED = "office_reviewed", "巡察办已审", "Office reviewed"
    DECIDED = "decided", "领导小组已定", "Route decided"
    HANDOVER_PENDING = "handover_pending", "待移交签字", "Handover pending"
    SIGNED_BY_GROUP = "signed_by_group", "巡察组已签", "Signed by the group"
    SIGNED_BY_OFFICE = "signed_by_office", "巡察办已签", "Signed by the office"
    HANDED_OVER = "handed_over", "已移交", "Handed over"
    IN_HANDLING = "in_handling", "办理中", "In handling"
    RESULT_REPORTED = "result_reported", "已报结果", "Result reported"
    RECONCILED = "reconciled", "已对账", "Reconciled"
    WRITTEN_OFF = "written_off", "已销号", "Written off"
    SUPPLEMENT = "supplement", "补充材料", "Being supplemented"
    RETURNED_FOR_QUALITY = "returned_for_quality", "质量退回", "Returned for quality"
    OUT_OF_SCOPE_TRANSFERRED = "out_of_scope_transferred", "超范围转办", "Transferred out of scope"
    PARKED = "parked", "暂存待查", "Parked"
    EXPRESSED = "expressed", "专报直报", "Sent as express report"
    MERGED = "merged", "并案", "Merged"
    REJECTED = "rejected", "不予移交", "Rejected"


class Event(Labelled):
    """What can happen to a clue."""

    NAME_PEOPLE = "name_people", "确定知悉人员", "Name who may know"
    PRIORITISE = "prioritise", "列为优先办理", "Give priority"
    DEEPEN = "deepen", "布置深入了解", "Have it looked into"
    REPORT_DEEPENED = "report_deepened", "报告了解情况", "Report what was found"
    PACKAGE = "package", "备齐资料包", "Complete the package"
    REVIEW_BY_GROUP = "review_by_group", "巡察组审核", "Group review"
    REVIEW_BY_OFFICE = "review_by_office", "巡察办审核", "Office review"
    DECIDE_ROUTE = "decide_route", "领导小组审定去向", "Decide the route"
    CONVENE_HANDOVER = "convene_handover", "线索移交会通过", "Briefed at the handover meeting"
    CONVENE_LATE = "convene_late", "单件移交会", "Hold a meeting for this clue"
    SIGN_BY_GROUP = "sign_by_group", "巡察组签字", "Group signs"
    SIGN_BY_OFFICE = "sign_by_office", "巡察办签字", "Office signs"
    SIGN_BY_RECEIVER = "sign_by_receiver", "承办单位签字", "Receiver signs"
    ASK_SUPPLEMENT = "ask_supplement", "要求补充", "Ask for a supplement"
    SUPPLY = "supply", "补充完毕", "Supply"
    RETURN_FOR_QUALITY = "return_for_quality", "退回（质量）", "Return for quality"
    START_HANDLING = "start_handling", "开始办理", "Start handling"
    CHANGE_HANDLING = "change_handling", "变更办理方式", "Change how it is handled"
    REPORT_RESULT = "report_result", "报告办理结果", "Report the result"
    CHECK_LEDGER = "check_ledger", "台账比对", "Compare ledgers"
    RECONCILE = "reconcile", "对账", "Reconcile"
    WRITE_OFF = "write_off", "销号", "Write off"
    FAST_TRACK = "fast_track", "列为点穴式快办", "Put on the fast track"
    TRANSFER = "transfer", "超范围转办", "Transfer out of scope"
    PARK = "park", "暂存待查", "Park"
    TAKE_UP = "take_up", "重新启用", "Take up again"
    EXPRESS = "express", "专报直报", "Send as express report"
    MERGE = "merge", "并案", "Merge"
    REJECT = "reject", "不予移交", "Reject"


class Part(Labelled):
    """Whether a part of the package is there (J03)."""

    SUPPLIED = "supplied", "已附", "Supplied"
    NOT_APPLICABLE = "not_applicable", "不适用", "Not applicable"


class Handling(Labelled):
    """How the receiver handles a clue (§4.4); the case itself stays with the receiver."""

    INQUIRY = "inquiry", "谈话函询", "Talk or letter of inquiry"
    VERIFICATION = "verification", "初步核实", "Preliminary verification"
    CASE_FILED = "case_filed", "立案", "Case filed"
    ORGANISATIONAL = "organisational", "组织处理", "Organisational measure"
    OTHER = "other", "其他方式", "Otherwise"


class Result(Labelled):
    """What became of a clue: the code only, case details stay with the receiver (J14)."""

    FIRST_FORM = "first_form", "第一种形态", "First form"
    SECOND_FORM = "second_form", "第二种形态", "Second form"
    THIRD_FORM = "third_form", "第三种形态", "Third form"
    FOURTH_FORM = "fourth_form", "第四种形态", "Fourth form"
    ORGANISATIONAL = "organisational", "组织处理", "Organisational measure"
    ADVICE_TAKEN = "advice_taken", "建议已采纳", "Recommendation taken up"
    NOT_SUBSTANTIATED = "not_substantiated", "查否了结", "Not substantiated"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER)
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_RECEIVER = (P.RECEIVER_CONTACT, P.RECEIVER_LEADER)
_OPEN = (S.REGISTERED, S.PACKAGED, S.GROUP_REVIEWED, S.OFFICE_REVIEWED, S.RETURNED_FOR_QUALITY)
_SHEET = (S.HANDOVER_PENDING, S.SIGNED_BY_GROUP, S.SIGNED_BY_OFFICE)
_HELD = (*_SHEET, S.DECIDED, S.SUPPLEMENT)
_HANDED = (S.HANDED_OVER, S.IN_HANDLING)
_NAMERS = (*_LEADS, P.LG_LEADER, P.DIRECTOR)
_COMPLETE = (handover.package_is_complete, handover.package_has_evidence,
             handover.suggestion_is_given)

_PACK = (
    *(choice(name, label.zh, label.en, Part) for name, label in handover.PACKAGE),
    text("suggestion", "处置建议", "Suggestion"),
)
_ROUTE = (
    choice("route", "移送去向", "Route", BodyKind),
    reference("body_id", FieldType.BODY, "接收单位", "Receiving body", stored=False),
    text("opinion", "处置意见", "Opinion", required=False),
    text("override_reason", "改送理由", "Reason for the override", required=False),
)
_DEEPEN = (
    text("deepen_task", "了解事项", "What to look into"),
    day("deepen_until", "完成日期", "To be done by"),
)
_PEOPLE = reference("people", FieldType.PEOPLE, "知悉人员", "Who may know", stored=False)
_HANDLING = (choice("handling", "办理方式", "Handling", Handling),)
_RESULT = (
    choice("result", "结果代码", "Result", Result),
    *(number(name, label.zh, label.en, required=False) for name, label in handover.PENALTIES),
    day("result_on", "办结日期", "Result date", today=True),
)

_FAST = (
    yes_no("concrete", "问题具体", "Concrete", stored=False),
    yes_no("strong_reaction", "群众反映强烈", "Strong reaction", stored=False),
    yes_no("impact", "影响大", "Great impact", stored=False),
    day("fast_track_on", "列入日期", "Put there on", today=True),
)
_SIGNING = (handover.the_signer_is_new, handover.the_signer_is_of_this_side)
_LATE = (handover.the_group_acts_while_it_lasts,)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((*_OPEN, *_HELD), E.NAME_PEOPLE, None, _NAMERS, asks=(_PEOPLE,),
               guards=(confiding.only_the_group_is_named,),
               signs=(Signs(NEED_TO_KNOW, "people"),)),
    Transition((*_OPEN, *_HELD, *_HANDED), E.PRIORITISE, None, (P.LG_LEADER, P.DIRECTOR),
               asks=(yes_no("priority", "优先办理", "Priority"), REASON),
               effects=("count_from_priority",)),
    Transition(_OPEN, E.DEEPEN, S.DEEPENING, (*_LEADS, P.LG_LEADER, P.DIRECTOR), asks=_DEEPEN,
               effects=("count_deepening",)),
    Transition((S.DEEPENING,), E.REPORT_DEEPENED, S.REGISTERED, _GROUP,
               asks=(text("deepened", "了解情况", "What was found", stored=False),)),
    Transition((S.REGISTERED,), E.PACKAGE, S.PACKAGED, _GROUP, asks=_PACK,
               guards=_COMPLETE, signs=(Signs("clue_packaged"),)),
    Transition((S.RETURNED_FOR_QUALITY,), E.PACKAGE, S.PACKAGED, (*_GROUP, *OFFICE), asks=_PACK,
               guards=(*_COMPLETE, *_LATE), signs=(Signs("clue_packaged"),)),
    Transition((S.PACKAGED,), E.REVIEW_BY_GROUP, S.GROUP_REVIEWED, (*_LEADS, P.DIRECTOR),
               guards=_LATE),
    Transition((S.GROUP_REVIEWED,), E.REVIEW_BY_OFFICE, S.OFFICE_REVIEWED, OFFICE),
    Transition((S.OFFICE_REVIEWED,), E.DECIDE_ROUTE, S.DECIDED, (P.LG_LEADER,), asks=_ROUTE,
               guards=(handover.a_leading_body_is_not_judged_here,
                       handover.route_follows_the_rule, handover.the_receiver_fits_the_route,
                       handover.an_important_clue_has_an_opinion),
               effects=("address_to_body",)),
    Transition((S.DECIDED,), E.CONVENE_HANDOVER, S.HANDOVER_PENDING, (P.CLOCK,),
               guards=(handover.the_receiver_is_named,)),
    Transition((S.DECIDED,), E.CONVENE_LATE, S.HANDOVER_PENDING, OFFICE,
               asks=handover_forms.MEETING, writes="handover_meetings",
               guards=(handover.the_receiver_is_named, *_LATE, convening.times_are_times,
                       convening.the_leader_was_there_throughout)),
    Transition((S.HANDOVER_PENDING,), E.SIGN_BY_GROUP, S.SIGNED_BY_GROUP,
               (P.GROUP_LEADER, P.LG_MEMBER), guards=(*_SIGNING, *_LATE),
               signs=(Signs("handover_group"),)),
    Transition((S.SIGNED_BY_GROUP,), E.SIGN_BY_OFFICE, S.SIGNED_BY_OFFICE, OFFICE,
               guards=_SIGNING, signs=(Signs("handover_office"),)),
    Transition((S.SIGNED_BY_OFFICE,), E.SIGN_BY_RECEIVER, S.HANDED_OVER, _RECEIVER,
               guards=_SIGNING, signs=(Signs("handover_receiver"),),
               effects=("count_from_priority",)),
    Transition(_SHEET, E.ASK_SUPPLEMENT, S.SUPPLEMENT, (*_RECEIVER, *OFFICE, P.LG_LEADER),
               asks=(REASON,), effects=("void_sheet", "count_supplement")),
    Transition((S.SUPPLEMENT,), E.SUPPLY, S.HANDOVER_PENDING, (*_GROUP, *OFFICE), guards=_LATE,
               asks=(text("supplied", "补充内容", "What was supplied", stored=False),)),
    Transition(_HANDED, E.RETURN_FOR_QUALITY, S.RETURNED_FOR_QUALITY, _RECEIVER, asks=(REASON,),
               effects=("void_sheet", "count_return")),
    Transition((S.HANDED_OVER,), E.START_HANDLING, S.IN_HANDLING, _RECEIVER, asks=_HANDLING),
    Transition((S.IN_HANDLING,), E.CHANGE_HANDLING, None, _RECEIVER, asks=_HANDLING),
    Transition((S.IN_HANDLING,), E.REPORT_RESULT, S.RESULT_REPORTED, _RECEIVER, asks=_RESULT),
    Transition((S.RESULT_REPORTED,), E.RECONCILE, S.RECONCILED, OFFICE,
               guards=(handover.the_result_is_known, reconciling.the_ledgers_agree)),
    Transition((*_HANDED, S.RESULT_REPORTED), E.CHECK_LEDGER, None, (P.CLOCK,),
               asks=(text("run", "对账编号", "Reconciliation", stored=False),
                     choice("found", "比对结果", "Found", Found, stored=False),
                     text("told", "承办单位所报结果", "Result told", required=False,
                          stored=False)), writes="ledger_checks"),
    Transition((S.RECONCILED,), E.WRITE_OFF, S.WRITTEN_OFF, OFFICE,
               guards=(handover.the_result_is_known,)),
    Transition((*_OPEN, S.DECIDED), E.FAST_TRACK, None, (P.GROUP_LEADER, *OFFICE, P.LG_LEADER),
               guards=(handover.it_fits_the_fast_track,), asks=_FAST),
    Transition((*_OPEN, *_HELD), E.TRANSFER, S.OUT_OF_SCOPE_TRANSFERRED, (P.LG_LEADER,),
               asks=(REASON,)),
    Transition((*_OPEN, S.DECIDED), E.PARK, S.PARKED, (P.LG_LEADER, P.DIRECTOR), asks=(REASON,)),
    Transition((S.PARKED,), E.TAKE_UP, S.REGISTERED, (P.LG_LEADER, P.DIRECTOR), asks=(REASON,)),
    Transition((*_OPEN, S.DECIDED), E.EXPRESS, S.EXPRESSED, (P.GROUP_LEADER, P.DIRECTOR),
               asks=(REASON,)),
    Transition(_OPEN, E.MERGE, S.MERGED, (P.GROUP_LEADER, *OFFICE),
               asks=(text("merged_into", "并入线索编号", "Merged into"), REASON)),
    Transition((S.OFFICE_REVIEWED,), E.REJECT, S.REJECTED, (P.LG_LEADER,), asks=(REASON,)),
)

_GROUP_DUTY = ((P.GROUP_LEADER,), (P.DIRECTOR,), (P.LG_LEADER,))
_OFFICE_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))
_RECEIVER_DUTY = ((P.RECEIVER_CONTACT,), (P.RECEIVER_LEADER,), (P.LG_LEADER,))

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("clue_fast_track", (*_OPEN, S.DECIDED), *_GROUP_DUTY, anchor="fast_track_on"),
    Deadline("clue_package", (S.REGISTERED, S.RETURNED_FOR_QUALITY), *_GROUP_DUTY),
    Deadline("clue_deepening", (S.DEEPENING,), *_GROUP_DUTY, anchor="deepen_until"),
    Deadline("clue_group_review", (S.PACKAGED,), *_GROUP_DUTY),
    Deadline("clue_office_review", (S.GROUP_REVIEWED,), *_OFFICE_DUTY),
    Deadline("clue_decision", (S.OFFICE_REVIEWED,), (P.LG_LEADER,), (P.DIRECTOR,),
             (P.SECRETARY,)),
    Deadline("clue_parked", (S.PARKED,), (P.DIRECTOR,), (P.LG_LEADER,), (P.SECRETARY,)),
    Deadline("clue_supplement", (S.SUPPLEMENT,), *_GROUP_DUTY),
    Deadline("clue_handover", _HELD, *_OFFICE_DUTY),
    Deadline("clue_receipt", (S.SIGNED_BY_OFFICE,), *_RECEIVER_DUTY),
    Deadline("clue_result", _HANDED, *_RECEIVER_DUTY),
    Deadline("clue_start", (S.HANDED_OVER,), *_RECEIVER_DUTY, anchor="priority_from"),
    Deadline("clue_result_priority", _HANDED, *_RECEIVER_DUTY, anchor="priority_from"),
    Deadline("clue_usual", _HANDED, *_RECEIVER_DUTY),
    Deadline("clue_outer", _HANDED, *_RECEIVER_DUTY),
    Deadline("clue_reconciliation", (S.RESULT_REPORTED,), *_OFFICE_DUTY),
    Deadline("clue_write_off", (S.RECONCILED,), *_OFFICE_DUTY),
)
# fmt: on

CLUE: LifeCycle[State, Event] = LifeCycle(
    kind="clue",
    version=1,
    label=Text("问题线索", "Clue"),
    states=State,
    events=Event,
    initial=S.REGISTERED,
    final=(S.WRITTEN_OFF, S.OUT_OF_SCOPE_TRANSFERRED, S.EXPRESSED, S.MERGED, S.REJECTED),
    opened_by=_GROUP,
    parent=("assignment",),
    details=(
        choice("clue_kind", "线索类别", "Kind", ClueKind),
        text("summary", "主要内容", "Summary"),
        case_of("letter_id", "来源信访件", "Letter it comes from", "letter", required=False),
        yes_no("important", "是否重要线索", "Important", required=False),
        number("paper_id", "来源底稿", "From working paper", required=False),
        yes_no(
            "touches_leading_body", "涉及领导小组或纪委成员", "About a leading body", required=False
        ),
    ),
    opens_if=(sending_on.the_letter_is_taken_up,),
    kept=("priority_from", "deepenings", "supplements", "returns"),
    opening_signs=(Signs(REGISTERED_BY),),
    transitions=_LINES,
    deadlines=_DEADLINES,
    reads_logged=True,
)
