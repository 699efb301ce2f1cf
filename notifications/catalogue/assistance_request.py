"""Notices about a request to another body.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, RECEIVER, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
ASSISTANCE_REQUEST = (
    Notice("assistance_drafted", Text("协助函待审核", "Request awaits the check"),
           OFFICE, after("assistance_request", OPEN, "decline")),
    Notice("assistance_draft_returned", Text("协助函退回修改", "Draft of a request returned"),
           (Post.GROUP_LEADER, Post.GROUP_LIAISON),
           after("assistance_request", "return_draft")),
    Notice("assistance_sent", Text("协助函", "Request for assistance"),
           RECEIVER, after("assistance_request", "send", "return_answer"),
           wants_receipt=True),
    Notice("assistance_answered", Text("协助函已答复", "Request answered"),
           (Post.GROUP_LEADER, Post.GROUP_LIAISON, *OFFICE),
           after("assistance_request", "answer")),
)
# fmt: on
