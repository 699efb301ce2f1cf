"""Notices about a rectification item.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, UNIT, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
RECTIFICATION = (
    Notice("rectification_issued", Text("整改事项已下达", "Rectification item issued"),
           UNIT, after("rectification", OPEN),
           wants_receipt=True),
    Notice("rectification_returned", Text("整改事项退回或重启", "Rectification item returned"),
           UNIT, after("rectification", "return_item", "reopen"),
           wants_receipt=True),
    Notice("accountability_proposed", Text("提出问责建议", "Accountability proposed"),
           (Post.DIRECTOR, Post.LG_LEADER), after("rectification", "propose_accountability"),
           wants_receipt=True),
    Notice("rectification_written_off", Text("整改事项销号", "Rectification item written off"),
           UNIT, after("rectification", "write_off")),
    Notice("items_taken_over", Text("新任负责人接账", "A new head takes over"),
           (Post.UNIT_HEAD,), after("assignment", "succeed"),
           wants_receipt=True),
    Notice("unit_report_returned", Text("整改报告退回重报", "Rectification report returned"),
           UNIT, after("rectification_report", "return_report"),
           wants_receipt=True),
    Notice("unit_report_awaits_check", Text("整改报告待审核", "Rectification report to check"),
           OFFICE, after("rectification_report", "submit")),
    Notice("accountability_decided", Text("问责事项待执行", "A sanction to be carried out"),
           OFFICE, after("accountability", "decide", "call_to_talk", "step_up"),
           wants_receipt=True),
    Notice("look_back_ordered", Text("部署回头看", "Look-back ordered"),
           (*OFFICE, Post.SUPERVISOR), after("look_back", OPEN),
           wants_receipt=True),
)
# fmt: on
