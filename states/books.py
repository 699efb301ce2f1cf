"""The books 登记簿 of a case: what is recorded line by line and has no life of its own.

A transition or an opening leaves lines in a book with `writes=`; what a line holds is what the
event asks for. A new book is one line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from kernel.words import Text

BOOKS: Mapping[str, Text] = {
    "universe": Text("应巡单位登记簿", "Units to be inspected"),
    "closed_units": Text("注销单位登记簿", "Closed units"),
    "term_plan": Text("本届规划", "Plan of the term"),
    "plan_lines": Text("年度计划条目", "Lines of the annual plan"),
    "pace": Text("进度预警登记簿", "Warnings of the pace"),
    "meetings": Text("会议登记簿", "Meetings"),
    "upper_level": Text("上级事项登记簿", "Matters of the upper level"),
    "basis": Text("共性问题依据", "Basis of a common problem"),
    "measures": Text("专项措施", "Measures of a campaign"),
    "briefings": Text("向书记汇报登记簿", "Briefings of the Secretary"),
    "consultations": Text("组办会商记录", "Consultations"),
    "gaps": Text("查漏补缺清单", "Gaps"),
    "gap_decisions": Text("查漏补缺办理情况", "What became of gaps"),
    "weekly_groups": Text("各组一周情况", "The week of each group"),
    "progress": Text("进展登记簿", "Record of progress"),
}
"""Book, as stored → what people call it."""
