"""What a group enters about its checklist: a mark for each item, one by one or a whole sheet."""

from __future__ import annotations

from kernel.words import Labelled, Text
from states.field_types import FieldType
from states.inputs import Field, rows, text


class Mark(Labelled):
    """What came of an item (C01)."""

    CHECKED = "checked", "已查无问题", "Checked"
    NOT_APPLICABLE = "not_applicable", "不适用", "Not applicable"
    PROBLEM = "problem", "有问题", "Problem"


MARKS = rows(
    "marks",
    "检查结果",
    "Marks",
    (
        text("code", "序号", "Item"),
        Field("mark", FieldType.CHOICE, Text("结果", "Mark"), choices=Mark),
        text("reason", "不适用的理由", "Why not applicable", required=False),
        text("paper", "底稿编号", "Working paper", required=False),
    ),
)
ITEM_COLUMNS = (
    text("code", "序号", "Item"),
    text("area", "类别", "Area", required=False),
    text("item", "检查内容", "What to check"),
    text("basis", "依据", "Basis", required=False),
)
"""The columns of a list that is imported."""
