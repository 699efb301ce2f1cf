"""Notices about the work on site: materials, incidents, duty windows, channels.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, UNIT, Notice, after
from rules.posts import OFFICE, Post

P = Post

# fmt: off
ONSITE = (
    Notice("materials_requested", Text("调阅清单已下达", "Materials requested"),
           UNIT, after("material_request", OPEN, "send_back"),
           wants_receipt=True),
    Notice("materials_supplied", Text("材料已提供，待查阅", "Materials supplied"),
           (P.GROUP_LEADER, P.GROUP_LIAISON), after("material_request", "supply")),
    Notice("incident_reported", Text("有情况报告", "Incident reported"),
           (P.GROUP_LEADER, P.GROUP_LIAISON), after("incident", OPEN)),
    Notice("incident_awaits_office", Text("情况报告待巡察办处理", "Incident awaits the office"),
           OFFICE, after("incident", "inform_office"),
           wants_receipt=True),
    Notice("incident_awaits_leading_group",
           Text("情况报告待领导小组处理", "Incident awaits the leading group"),
           (P.LG_LEADER, P.LG_MEMBER), after("incident", "inform_leading_group"),
           wants_receipt=True),
    Notice("interview_ran_long", Text("谈话超过规定时长", "An interview ran long"),
           (P.GROUP_LEADER,), after("assignment", "interview_ran_long")),
    Notice("channel_broken", Text("信访渠道有故障", "A channel is broken"),
           (P.GROUP_LEADER, P.GROUP_LIAISON), after("assignment", "channel_broken")),
    Notice("duty_gap", Text("值班时段无人", "A duty window has nobody"),
           (P.GROUP_LIAISON, P.GROUP_LEADER), after("assignment", "duty_gap")),
    Notice("duty_missed", Text("值班时段无人值守", "Nobody was on duty"),
           OFFICE, after("assignment", "duty_missed")),
)
# fmt: on
