"""Notices of steering: weekly summary, patrol visits, issues, progress, briefings on site.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, Notice, after
from rules.posts import OFFICE, Post

_LEADS = (Post.GROUP_LEADER, Post.GROUP_DEPUTY)

# fmt: off
STEERING = (
    Notice("weekly_drafted", Text("每周汇总待报送", "Weekly summary to be sent"), OFFICE,
           after("weekly_summary", OPEN)),
    Notice("weekly_sent", Text("每周汇总已报送", "Weekly summary sent"), (Post.LG_LEADER,),
           after("weekly_summary", "send")),
    Notice("patrol_drawn", Text("巡回督查对象已抽取", "Patrol visit drawn"), OFFICE,
           after("patrol_visit", OPEN)),
    Notice("patrol_reported", Text("督查情况已报送", "Patrol visit reported"), (Post.LG_LEADER,),
           after("patrol_visit", "report")),
    Notice("issue_raised", Text("会商事项待受理", "Issue to be taken up"), OFFICE,
           after("issue", OPEN, "reopen")),
    Notice("issue_referred", Text("会商事项待决定", "Issue to be decided"), (Post.LG_LEADER,),
           after("issue", "refer")),
    Notice("issue_answered", Text("会商事项已答复", "Issue answered"), _LEADS,
           after("issue", "answer", "decide")),
    Notice("progress_reminder", Text("进度提醒", "Reminder of the progress"), _LEADS,
           after("assignment", "remind_progress")),
    Notice("gaps_listed", Text("查漏补缺清单已列出", "Gaps listed"), (Post.GROUP_LEADER,),
           after("assignment", "list_gaps")),
)
# fmt: on
