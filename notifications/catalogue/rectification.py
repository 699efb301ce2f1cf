"""Notices about a rectification item.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, UNIT, Notice, after
from rules.posts import Post

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
)
# fmt: on
