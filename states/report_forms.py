"""What is asked for about a report: its texts, its items, the decisions on them, the feedback.

The life cycle of an assignment uses these forms; the columns are read in `rules/report_items.py`.
"""

from __future__ import annotations

from rules.report_items import Decision, ItemKind
from rules.routing import ClueKind
from states.inputs import choice, content, number, rows, text

TEXTS = (
    content("inspection_report", "巡察报告", "Inspection report"),
    content("interview_report", "个别谈话情况报告", "Interview report"),
)
"""The two texts (I01); they are kept apart, the entry holds their digests."""

ITEMS = rows(
    "report_items", "报告事项", "Items of the report",
    (
        number("n", "序号", "No."),
        choice("kind", "类别", "Kind", ItemKind),
        text("title", "事项", "Title"),
        text("code", "分类代码", "Code", required=False),
        text("papers", "底稿编号", "Working papers", required=False),
        text("evidence", "依据", "Evidence", required=False),
        text("disposal", "处置建议", "Disposal proposed", required=False),
        text("no_paper_reason", "无底稿理由", "Reason for no paper", required=False),
    ),
    required=False,
)  # fmt: skip
TALKS = rows(
    "interview_items", "谈话反映事项", "Matters of the interviews",
    (
        text("said", "反映事项", "What was brought up"),
        number("item", "对应报告序号", "No. in the report", required=False),
        text("left_out_reason", "未写入理由", "Reason for leaving it out", required=False),
    ),
    required=False,
)  # fmt: skip
VERSION = (*TEXTS, ITEMS, TALKS)
"""One version of both reports."""

OTHERS = choice("others", "其余事项", "All others", Decision, required=False, stored=False)
DECISIONS = rows(
    "decisions", "逐项审定", "Decisions",
    (
        number("item", "序号", "No."),
        choice("decision", "审定意见", "Decision", Decision),
        choice("clue_kind", "线索类别", "Kind of clue", ClueKind, required=False),
        text("note", "说明", "Note", required=False),
    ),
    required=False,
)  # fmt: skip
FEEDBACK_ITEMS = rows(
    "feedback_items", "反馈事项", "Items of the feedback",
    (
        number("item", "报告序号", "No. in the report", required=False),
        text("wording", "反馈表述（略去则不填）", "Wording; empty leaves it out", required=False),
        text("reason", "不一致的理由", "Reason for a difference", required=False),
    ),
)  # fmt: skip
