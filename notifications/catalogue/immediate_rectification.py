"""Notices about what is mended at once.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, UNIT, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
IMMEDIATE_RECTIFICATION = (
    Notice("fix_proposed", Text("立行立改待批准", "Immediate rectification awaits approval"),
           (Post.LG_LEADER, Post.DIRECTOR), after("immediate_rectification", OPEN)),
    Notice("fix_decided", Text("立行立改已批复", "Immediate rectification decided"),
           (Post.GROUP_LEADER, *OFFICE),
           after("immediate_rectification", "approve", "reject")),
    Notice("fix_issued", Text("立行立改通知", "Immediate-rectification notice"),
           UNIT, after("immediate_rectification", "issue", "return_fix"),
           wants_receipt=True),
    Notice("fix_reported", Text("立行立改待核实", "Immediate rectification awaits the check"),
           (Post.GROUP_LEADER, Post.GROUP_DEPUTY),
           after("immediate_rectification", "report_fixed")),
    Notice("fix_ended", Text("立行立改已办结或转入整改", "Immediate rectification ended"),
           (*UNIT, Post.DIRECTOR), after("immediate_rectification", "close", "carry_over")),
)
# fmt: on
