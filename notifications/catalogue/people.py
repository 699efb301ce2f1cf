"""Notices about the people of a round: pledges, conflicts, removal, appraisal.

A further one is one line here and one text for each language.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import Notice, after
from rules.posts import LEADING, OFFICE, Post

# fmt: off
PEOPLE = (
    Notice("conflict_raised", Text("有回避问题待处理", "A conflict waits to be settled"),
           (*OFFICE, Post.LG_LEADER, *LEADING), after("secondment", "raise_conflict"),
           wants_receipt=True),
    Notice("person_removed", Text("人员已调出，待通报", "Somebody is removed: tell their unit"),
           (*OFFICE, *LEADING), after("secondment", "remove") + after("inspector", "exclude"),
           wants_receipt=True),
    Notice("appraisal_due", Text("工作鉴定待起草", "An appraisal is to be drafted"),
           (Post.GROUP_LEADER, Post.DIRECTOR), after("secondment", "start_appraisal")),
    Notice("appraisal_awaits_signature", Text("工作鉴定待签字", "An appraisal awaits a signature"),
           (Post.LG_LEADER,), after("appraisal", "check")),
)
# fmt: on
