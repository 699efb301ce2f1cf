"""Notices about plans: they wait for the Secretary, the pace is behind, a campaign is proposed.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
PLAN = (
    Notice("plan_awaits_secretary", Text("计划待书记审定", "Plan awaits the Secretary"),
           (Post.SECRETARY, Post.DIRECTOR),
           after("term", "approve_plan") + after("annual_plan", "approve")),
    Notice("coverage_behind", Text("全覆盖进度落后", "Coverage is behind"),
           (Post.DIRECTOR, Post.LG_LEADER), after("term", "warn_pace"),
           wants_receipt=True),
    Notice("campaign_proposed", Text("专项建议待决定", "Campaign awaits a decision"),
           (Post.LG_LEADER,), after("campaign", OPEN)),
    Notice("campaign_decided", Text("专项建议已决定", "Campaign decided"),
           OFFICE, after("campaign", "decide", "decline")),
)
# fmt: on
