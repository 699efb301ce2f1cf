"""Notices about the end of a round: publications, complaints, files, clearing, retrospective.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, UNIT, Notice, after
from rules.posts import OFFICE, Post

_JUDGES = (Post.DIRECTOR, Post.LG_LEADER)

# fmt: off
CLOSING = (
    Notice("publication_awaits_leader", Text("公开事项待审定", "Publication awaits a decision"),
           (Post.LG_LEADER,), after("publication", "check", "propose_withholding")),
    Notice("publication_decided", Text("公开事项已有意见", "Publication decided or returned"),
           OFFICE, after("publication", "approve", "return_text", "consent", "refuse")),
    Notice("group_complaint_received", Text("收到对巡察组的反映", "Complaint about a group"),
           _JUDGES, after("group_complaint", OPEN), wants_receipt=True),
    Notice("group_complaint_answered", Text("反映事项已答复", "The complaint is answered"),
           UNIT, after("group_complaint", "answer"), wants_receipt=True),
    Notice("closing_work_due", Text("轮次收尾工作待办理", "Work at the end of a round"),
           OFFICE, (*after("archive_file", OPEN), *after("clearing", OPEN),
                    *after("retrospective", OPEN), *after("improvement", OPEN))),
    Notice("file_to_check", Text("案卷待检查或补正", "A file to be checked or mended"),
           OFFICE, after("archive_file", "file", "return_file")),
    Notice("file_due_for_review", Text("案卷保管期满", "A file is due for review"),
           (*OFFICE, Post.LG_LEADER), after("archive_file", "fall_due")),
    Notice("file_decided", Text("案卷处置已有决定", "A decision about a file"),
           OFFICE, after("archive_file", "hold", "release_hold", "keep_longer",
                         "approve_destruction")),
)
# fmt: on
