"""Notices about an express report: going up, coming back, decided.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
EXPRESS_REPORT = (
    Notice("express_drafted", Text("专报待转报", "Express report awaits forwarding"),
           OFFICE, after("express_report", OPEN), wants_receipt=True, urgent=True),
    Notice("express_sent_up", Text("专报待批示", "Express report awaits decision"),
           (Post.LG_LEADER, Post.DIRECTOR), after("express_report", "forward", "send_up"),
           wants_receipt=True, urgent=True),
    Notice("express_decided", Text("专报已批示或退回", "Express report decided or returned"),
           (Post.GROUP_LEADER, *OFFICE), after("express_report", "decide", "return_report"),
           wants_receipt=True, urgent=True),
)
# fmt: on
