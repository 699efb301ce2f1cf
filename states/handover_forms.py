"""What is asked for about the handover meeting and about who is told of the approved report.

The life cycles of a round and of a clue use these forms.
"""

from __future__ import annotations

from rules.convening import Side
from states.inputs import choice, day, rows, text

_ATTENDANCE = rows(
    "attendance", "到会情况", "Attendance",
    (
        text("who", "姓名", "Name"),
        choice("side", "身份", "Side", Side),
        text("arrived", "到会时间", "Arrived"),
        text("left", "离会时间", "Left"),
    ),
)  # fmt: skip
MEETING = (
    text("began", "开始时间，如 09:00", "Began, such as 09:00", stored=False),
    text("ended", "结束时间", "Ended", stored=False),
    _ATTENDANCE,
)
"""When the meeting was, and who was there from when to when."""

BRIEFED = (
    *MEETING,
    rows(
        "clues", "逐件移交的线索（不填为全部待移交线索）", "Clues; none stands for all that wait",
        (
            text("number", "线索编号", "Number"),
            text("briefed_by", "介绍人", "Briefed by", required=False),
            text("remark", "说明", "Remark", required=False),
        ),
        required=False,
    ),
    text("early_reason", "先行移交的理由", "Reason for meeting early", required=False,
         stored=False),
)  # fmt: skip
"""The meeting of a round, clue by clue."""

CIRCULATION = (
    rows(
        "told",
        "通报范围",
        "Circulation",
        (
            text("recipient", "通报对象（分管领导、部门）", "Recipient"),
            day("received_on", "签收日期", "Received on", required=False),
        ),
    ),
)
"""Who is told of the approved report, and who has confirmed it."""
