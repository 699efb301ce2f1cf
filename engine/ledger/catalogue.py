"""Every ledger of the office: which cases it lists and what it shows of each (J05, K04, K05).

A further ledger is one line of `_EVERY`. Content of a kind whose reading is logged (clues, letters)
is no column: whoever needs it opens the case, which leaves an entry (§7 row 2).
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.ledger.column import (
    BODY,
    DUE,
    GROUP,
    NUMBER,
    ROUND,
    UNIT,
    Column,
    Ledger,
    LookUp,
    Source,
    details_of,
    looked_up,
    signers_of,
    state_of,
)
from engine.ledger.lookups import answering, five_accounts, handover_sheet
from kernel.errors import NotFound
from kernel.words import Text
from rules.handover import SIGNATURES
from states.field_types import FieldType
from states.inputs import Field
from states.working_paper import State as PaperState
from store.details.archive_file import ArchiveFileDetail
from store.details.clue import ClueDetail
from store.details.extension import ExtensionDetail
from store.details.immediate_rectification import ImmediateRectificationDetail
from store.details.letter import LetterDetail
from store.details.material_request import MaterialRequestDetail
from store.details.recommendation import RecommendationDetail
from store.details.rectification import RectificationDetail
from store.details.working_paper import WorkingPaperDetail

T = FieldType
_DATE, _NUMBER, _TEXT = T.DATE, T.NUMBER, T.TEXT
_OUTCOME = Column(
    Field("outcome", T.CHOICE, Text("去向", "Outcome"), choices=PaperState),
    Source.DETAIL, "outcome",
)  # fmt: skip
_CLUE_STATE, _ITEM_STATE = state_of("clue"), state_of("rectification")
_SHEET = (NUMBER, looked_up("sheet", _TEXT, "交接单号", "Sheet"),
          looked_up("handed_on", _DATE, "移交日期", "Handed over on"),
          *details_of("clue", "clue_kind"))  # fmt: skip
_PROOF = looked_up("proof", _TEXT, "留痕校验", "Proof")
_SIGNED = signers_of(
    ("group_signer", SIGNATURES[0], "巡察组签字", "Signed for the group"),
    ("office_signer", SIGNATURES[1], "巡察办签字", "Signed for the office"),
    ("receiver_signer", SIGNATURES[2], "承办单位签字", "Signed for the receiver"),
)
_RESULT = details_of(
    "clue",
    "result result_on",
    result=(T.CHOICE, "办理结果", "Result"),
    result_on=(_DATE, "办结日期", "Result date"),
)
_ITEM = (NUMBER, UNIT, *details_of("rectification", "problem"))
_WORTH = details_of(
    "rectification", "weight fed_back_on finding", weight=(_NUMBER, "权重", "Weight"),
    fed_back_on=(_DATE, "反馈日期", "Fed back"), finding=(T.CHOICE, "核查认定", "Finding"),
)  # fmt: skip
_TASKS = details_of(
    "rectification", "measures planned_on progress_on similar_problems rules_note",
    progress_on=(_DATE, "最近进展", "Last progress"), planned_on=(_DATE, "计划完成", "Planned for"),
)  # fmt: skip
_ANSWERS = details_of(
    "rectification", "leader_post supervisor_id planned_on",
    planned_on=(_DATE, "计划完成", "Planned for"),
)  # fmt: skip
_LOOK_UPS: Mapping[str, LookUp] = {"responsibility": answering, "accounts": five_accounts}


def _handover(side: str, zh: str, en: str, *columns: Column) -> Ledger:
    return Ledger(
        f"handover-{side}", Text(zh, en), "clue", ClueDetail, (*_SHEET, *columns, _PROOF),
        signed=SIGNATURES[-1], look_up=handover_sheet, panel="clues",
    )  # fmt: skip


def _items(name: str, zh: str, en: str, *columns: Column) -> Ledger:
    return Ledger(
        name, Text(zh, en), "rectification", RectificationDetail,
        (*_ITEM, *columns, _ITEM_STATE), look_up=_LOOK_UPS.get(name),
    )  # fmt: skip


_EVERY = (
    Ledger("papers", Text("问题底稿", "Working papers"), "working_paper", WorkingPaperDetail, (
        NUMBER, GROUP, *details_of("working_paper", "paper_number problem_code",
                                   paper_number=(_NUMBER, "底稿号", "Paper")),
        UNIT, *details_of("working_paper", "problem important verification drawn_on",
                          drawn_on=(_DATE, "抽检日期", "Drawn")),
        _OUTCOME, DUE, state_of("working_paper"),
    )),
    Ledger("clues", Text("问题线索", "Clues"), "clue", ClueDetail, (
        NUMBER, GROUP, UNIT, *details_of("clue", "clue_kind important priority route"), BODY,
        *details_of("clue", "returns supplements", returns=(_NUMBER, "退回次数", "Returns"),
                    supplements=(_NUMBER, "补充次数", "Supplements")),
        *_RESULT, DUE, _CLUE_STATE,
    ), panel="clues"),
    _handover("group", "移交台账·巡察组", "Handover: group", UNIT, BODY, *_SIGNED, _CLUE_STATE),
    _handover("office", "移交台账·巡察办", "Handover: office", GROUP, UNIT, BODY, *_SIGNED,
              *_RESULT, _CLUE_STATE),
    _handover("receiver", "移交台账·承办单位", "Handover: receiver", GROUP, *_SIGNED, *_RESULT,
              _CLUE_STATE),
    _items("problems", "整改清单", "Problems", *_WORTH, DUE),
    _items("tasks", "任务清单", "Tasks", *_TASKS, DUE),
    _items("responsibility", "责任清单", "Responsibility",
           looked_up("head", _TEXT, "第一责任人", "Head"),
           looked_up("liaison", _TEXT, "联络员", "Liaison"), *_ANSWERS),
    _items("accounts", "五账", "Five accounts", looked_up("reported", _DATE, "报账", "Reported"),
           looked_up("handed_in", _DATE, "交账", "Handed in"),
           looked_up("transferred", _DATE, "转账", "Handed over"),
           looked_up("checked", _DATE, "查账", "Checked"),
           looked_up("written_off", _DATE, "销账", "Written off")),
    Ledger("letters", Text("信访件", "Letters"), "letter", LetterDetail, (
        NUMBER, *details_of("letter", "letter_number* channel came_on",
                            letter_number=(_TEXT, "信访编号", "Letter number")),
        GROUP, UNIT, *details_of("letter", "tier receipt_number*"),
        BODY, DUE, state_of("letter"),
    )),
    Ledger("materials", Text("材料调取", "Material requests"), "material_request",
           MaterialRequestDetail, (
        NUMBER, GROUP, UNIT, *details_of(
            "material_request", "supplied_on first_overdue_on times_overdue returned_on",
            supplied_on=(_DATE, "提供日期", "Supplied"),
            first_overdue_on=(_DATE, "首次超期", "First overdue"),
            times_overdue=(_NUMBER, "超期次数", "Times overdue"),
            returned_on=(_DATE, "退还日期", "Returned")),
        DUE, state_of("material_request"),
    )),
    Ledger("extensions", Text("延期", "Extensions"), "extension", ExtensionDetail, (
        NUMBER, GROUP, UNIT, *details_of(
            "extension", "deadline asked_on present_on requested_on granted_on"
            " earlier_extensions why",
            asked_on=(_DATE, "申请日期", "Asked on"), present_on=(_DATE, "原期限", "Old date"),
            earlier_extensions=(_NUMBER, "此前延期次数", "Earlier extensions")),
        DUE, state_of("extension"),
    ), panel="extensions"),
    Ledger("fixes", Text("立行立改", "Immediate rectification"), "immediate_rectification",
           ImmediateRectificationDetail, (
        NUMBER, GROUP, UNIT, *details_of(
            "immediate_rectification", "problem rule_broken leader_post verified_on",
            verified_on=(_DATE, "核实日期", "Verified")),
        DUE, state_of("immediate_rectification"),
    )),
    Ledger("recommendations", Text("巡察建议", "Recommendations"), "recommendation",
           RecommendationDetail, (
        NUMBER, BODY, *details_of("recommendation", "addressee matter advice sent_on replied_on",
                                  sent_on=(_DATE, "发出日期", "Sent"),
                                  replied_on=(_DATE, "回复日期", "Replied")),
        DUE, state_of("recommendation"),
    )),
    Ledger("files", Text("案卷", "Archive files"), "archive_file", ArchiveFileDetail, (
        NUMBER, ROUND, *details_of("archive_file", "archive_number* title review_on held_since"
                                   " destroyed_on", review_on=(_DATE, "鉴定日期", "Review on"),
                                   held_since=(_DATE, "冻结自", "Held since"),
                                   destroyed_on=(_DATE, "销毁日期", "Destroyed")),
        DUE, state_of("archive_file"),
    )),
)  # fmt: skip
LEDGERS: Mapping[str, Ledger] = {one.name: one for one in _EVERY}
"""Name → ledger, in the order in which they are offered."""


def ledger_named(name: str) -> Ledger:
    """Return the ledger called `name`, by its code or its label.

    Raises:
        NotFound: there is none.
    """
    for one in _EVERY:
        if name in (one.name, *one.label):
            return one
    zh = "、".join(f"{one.label.zh}（{one.name}）" for one in _EVERY)
    raise NotFound(
        Text(f"没有“{name}”台账；有：{zh}。", f"No such ledger; there are: {', '.join(LEDGERS)}.")
    )
