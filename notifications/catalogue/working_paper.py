"""Notices about a working paper.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import Notice, after
from rules.posts import Post

WORKING_PAPER = (
    Notice(
        "paper_returned", Text("底稿退回修改", "Working paper returned"), (Post.GROUP_MEMBER,),
        after("working_paper", "return_paper"), wants_receipt=True,
    ),
)  # fmt: skip
