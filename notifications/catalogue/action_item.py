"""Notices about an action item of the mid-term dispatch.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
ACTION_ITEM = (
    Notice("action_assigned", Text("调度意见待落实", "Action item assigned"),
           (Post.GROUP_LEADER, Post.GROUP_LIAISON), after("action_item", OPEN),
           wants_receipt=True),
    Notice("action_done", Text("调度意见已落实", "Action item done"),
           OFFICE, after("action_item", "finish")),
)
# fmt: on
