"""Notices about a round: its plan, its stages and its hearings.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import GROUP, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
ROUND = (
    Notice("plan_returned", Text("方案已退回", "Plan returned"),
           OFFICE, after("round", "return_plan") + after("term", "return_plan")
           + after("annual_plan", "return"),
           wants_receipt=True),
    Notice("plan_approved", Text("方案已审定", "Plan approved"),
           OFFICE, after("round", "approve_plan", "authorise") + after("term", "authorise_plan")
           + after("annual_plan", "authorise")),
    Notice("round_stage_changed", Text("本轮进入新阶段", "The round enters a new stage"),
           GROUP, after(
               "round", "authorise", "start_preparation", "mobilise", "enter_site",
               "close_dispatch", "close_fieldwork", "start_handover", "start_feedback",
               "start_rectification", "start_evaluation")),
    Notice("dispatch_convened", Text("召开巡中调度会", "Mid-term dispatch convened"),
           (Post.GROUP_LEADER, Post.GROUP_DEPUTY), after("round", "convene_dispatch"),
           wants_receipt=True),
    Notice("report_awaits_secretary", Text("待书记专题会听取", "Report awaits the Secretary"),
           (Post.SECRETARY, Post.DIRECTOR), after("round", "hear_report")),
    Notice("report_awaits_committee", Text("待常委会审定", "Report awaits the committee"),
           (Post.STANDING_COMMITTEE, Post.DIRECTOR), after("round", "secretary_hears")),
    Notice("report_approved", Text("报告已审定", "Report approved"),
           (*OFFICE, Post.LG_LEADER, Post.GROUP_LEADER), after("round", "approve_report")),
    Notice("report_returned", Text("报告已退回", "Report returned"),
           (Post.GROUP_LEADER, Post.DIRECTOR),
           after("round", "return_report") + after("assignment", "return_report"),
           wants_receipt=True),
    Notice("round_ended", Text("本轮已结束", "The round has ended"),
           (*OFFICE, Post.LG_LEADER, Post.GROUP_LEADER), after("round", "close", "cancel")),
)
# fmt: on
