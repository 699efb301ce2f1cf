"""Notices about a clue: its route, its handover and its result.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import RECEIVER, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
CLUE = (
    Notice("clue_routed", Text("线索流向已定", "Clue routed"),
           (*OFFICE, Post.GROUP_LEADER), after("clue", "decide_route")),
    Notice("handover_convened", Text("召开移交会", "Handover convened"),
           (Post.GROUP_LEADER, Post.DIRECTOR, Post.LG_LEADER, *RECEIVER),
           after("clue", "convene_handover"),
           wants_receipt=True),
    Notice("handover_awaits_office", Text("移交单待巡察办签字", "Handover awaits the office"),
           OFFICE, after("clue", "sign_by_group")),
    Notice("handover_awaits_receiver", Text("移交单待接收方签字", "Handover awaits the receiver"),
           RECEIVER, after("clue", "sign_by_office"),
           wants_receipt=True),
    Notice("handover_completed", Text("移交完成", "Handover completed"),
           (Post.GROUP_LEADER, Post.DIRECTOR), after("clue", "sign_by_receiver")),
    Notice("clue_returned", Text("线索因质量退回", "Clue returned for quality"),
           (Post.GROUP_LEADER, Post.DIRECTOR), after("clue", "return_for_quality"),
           wants_receipt=True),
    Notice("clue_result_reported", Text("办理结果已反馈", "Result reported"),
           OFFICE, after("clue", "report_result")),
)
# fmt: on
