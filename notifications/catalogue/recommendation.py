"""Notices about a recommendation: it is sent, answered, returned.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, RECEIVER, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
RECOMMENDATION = (
    Notice("recommendation_awaits_approval", Text("建议待审定", "Recommendation awaits approval"),
           (Post.LG_LEADER,), after("recommendation", OPEN, "revise")),
    Notice("recommendation_sent", Text("收到巡察建议", "Recommendation received"),
           (*RECEIVER, Post.SECRETARY), after("recommendation", "send"),
           wants_receipt=True),
    Notice("recommendation_answered", Text("建议已有回复", "Recommendation answered"),
           (*OFFICE, Post.LG_LEADER), after("recommendation", "reply", "decline")),
    Notice("recommendation_reply_returned", Text("建议回复退回", "Reply returned"),
           RECEIVER, after("recommendation", "return_reply"),
           wants_receipt=True),
)
# fmt: on
