"""Notices about an extension, from the wish to the decision.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, RECEIVER, UNIT, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
EXTENSION = (
    Notice("extension_requested", Text("延期申请待审核", "Extension awaits the check"),
           OFFICE, after("extension", OPEN)),
    Notice("extension_awaits_signature", Text("延期申请待签字", "Extension awaits a signature"),
           (Post.GROUP_LEADER, Post.UNIT_HEAD, Post.RECEIVER_LEADER), after("extension", "check")),
    Notice("extension_awaits_decision", Text("延期申请待审批", "Extension awaits the decision"),
           (Post.LG_LEADER,), after("extension", "sign")),
    Notice("extension_decided", Text("延期申请已批复", "Extension decided"),
           (*OFFICE, Post.GROUP_LEADER, *UNIT, *RECEIVER),
           after("extension", "approve", "approve_partly", "reject"),
           wants_receipt=True),
)
# fmt: on
