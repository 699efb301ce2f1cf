"""Notices about a letter: assigned, transferred, sent back. Whom it is about hears of none.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, RECEIVER, Notice, after
from rules.posts import Post

_LEADS = (Post.GROUP_LEADER, Post.GROUP_DEPUTY)

# fmt: off
LETTER = (
    Notice("letter_received", Text("收到信访件", "Letter received"),
           (Post.GROUP_LEADER, Post.GROUP_LIAISON), after("letter", OPEN)),
    Notice("letter_screened", Text("信访件待处理", "Letter awaits a decision"),
           _LEADS, after("letter", "screen", "look_into", "send_back")),
    Notice("letter_assigned", Text("信访件已交办", "Letter assigned"),
           (Post.GROUP_MEMBER, Post.GROUP_LIAISON), after("letter", "assign")),
    Notice("letter_transferred", Text("转办信访件", "Letter transferred"),
           RECEIVER, after("letter", "transfer", "hand_on"),
           wants_receipt=True),
    Notice("letter_acknowledged", Text("转办已签收", "Transfer acknowledged"),
           _LEADS, after("letter", "acknowledge")),
)
# fmt: on
