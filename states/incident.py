"""The life cycle of an incident 情况报告: obstruction, false material, important matters, opinion.

Rows D13, E26, E27: it climbs from the group to the office and to the leading group, each with a
limit of its own. A new kind is a member of `rules.incidents.IncidentKind`.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import incidents
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Transition
from states.inputs import REASON, choice, day, text


class State(Labelled):
    """Where an incident is."""

    REPORTED = "reported", "已报告", "Reported"
    OFFICE_INFORMED = "office_informed", "巡察办已知", "Office informed"
    LEADING_GROUP_INFORMED = "leading_group_informed", "领导小组已知", "Leading group informed"
    SETTLED = "settled", "已处理", "Settled"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to an incident."""

    INFORM_OFFICE = "inform_office", "报巡察办", "Inform the office"
    INFORM_LEADING_GROUP = "inform_leading_group", "报领导小组", "Inform the leading group"
    SETTLE = "settle", "处理完毕", "Settle"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_LG = (P.LG_LEADER, P.LG_MEMBER)

INCIDENT: LifeCycle[State, Event] = LifeCycle(
    kind="incident",
    version=1,
    label=Text("情况报告", "Incident"),
    states=State,
    events=Event,
    initial=S.REPORTED,
    final=(S.SETTLED, S.WITHDRAWN),
    opened_by=(*_GROUP, *OFFICE, P.UNIT_LIAISON, P.UNIT_HEAD),
    opens_if=(incidents.the_unit_reports_public_opinion_only,),
    parent=("assignment",),
    opened_in=("noticed", "entered", "on_site", "wrapping", "left"),
    details=(
        choice("incident_kind", "情况类别", "Kind", incidents.IncidentKind),
        day("happened_on", "发生日期", "Happened on", today=True),
        text("summary", "情况概述", "Summary"),
    ),
    transitions=(
        Transition((S.REPORTED,), E.INFORM_OFFICE, S.OFFICE_INFORMED, (*_LEADS, P.GROUP_LIAISON),
                   asks=(text("opinion", "巡察组意见", "The group's opinion", required=False),)),
        Transition((S.REPORTED, S.OFFICE_INFORMED), E.INFORM_LEADING_GROUP,
                   S.LEADING_GROUP_INFORMED, OFFICE,
                   asks=(text("advice", "巡察办建议", "The office's advice"),)),
        Transition((S.LEADING_GROUP_INFORMED,), E.SETTLE, S.SETTLED, (*_LG, P.DIRECTOR),
                   asks=(text("outcome", "处理结果", "Outcome"),
                         day("settled_on", "处理日期", "Settled on", today=True))),
        Transition((S.REPORTED, S.OFFICE_INFORMED), E.WITHDRAW, S.WITHDRAWN,
                   (P.GROUP_LEADER, P.DIRECTOR), asks=(REASON,)),
    ),
    deadlines=(
        Deadline("incident_office", (S.REPORTED,), (P.GROUP_LEADER, P.GROUP_LIAISON),
                 (P.GROUP_LEADER,), (P.DIRECTOR,)),
        Deadline("incident_leading_group", (S.OFFICE_INFORMED,), OFFICE, (P.DIRECTOR,),
                 (P.LG_LEADER,)),
        Deadline("incident_settling", (S.LEADING_GROUP_INFORMED,), (P.DIRECTOR,), (P.LG_MEMBER,),
                 (P.LG_LEADER,)),
    ),
)
# fmt: on
