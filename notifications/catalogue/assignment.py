"""Notices about an assignment: the unit's, and the report's way up.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import UNIT, Notice, after
from rules.posts import OFFICE, Post

UNIT_DISCIPLINE = "unit_discipline"
"""The text of discipline for people of the unit (L04)."""

# fmt: off
ASSIGNMENT = (
    Notice("unit_notified", Text("进驻通知", "Notice of inspection"),
           UNIT, after("assignment", "notify_unit"),
           wants_receipt=True),
    Notice("group_entered", Text("巡察组已进驻", "The group has entered"),
           (*UNIT, Post.DIRECTOR), after("assignment", "enter")),
    Notice(UNIT_DISCIPLINE, Text("工作纪律告知", "Discipline for people of the unit"),
           (*UNIT, Post.UNIT_LEADER), after("assignment", "enter", "tell_discipline"),
           wants_receipt=True),
    Notice("report_submitted", Text("报告已提交，待审定", "Report submitted, awaits decision"),
           (*OFFICE, Post.LG_LEADER), after("assignment", "submit_report")),
    Notice("report_alike", Text("报告与以往报告相似", "The report is like an earlier one"),
           (*OFFICE, Post.GROUP_LEADER), after("assignment", "note_likeness")),
    Notice("report_accepted", Text("报告已通过", "Report accepted"),
           (Post.GROUP_LEADER,), after("assignment", "accept_report")),
    Notice("feedback_given", Text("已反馈", "Feedback given"),
           UNIT, after("assignment", "give_feedback"),
           wants_receipt=True),
    Notice("unit_evaluated", Text("整改已评估", "Rectification evaluated"),
           UNIT, after("assignment", "grade"),
           wants_receipt=True),
)
# fmt: on
