"""The life cycle of a consultation before publication 发布前征求意见 (L03): unit, group, office.

A unit that wants to publish something about a disciplinary review asks first, and waits.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import assisting
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, choice, day, text


class State(Labelled):
    """Where a consultation is."""

    ASKED = "asked", "已提出", "Asked"
    WITH_OFFICE = "with_office", "待巡察办答复", "With the office"
    CONSENTED = "consented", "同意发布", "Consented"
    REFUSED = "refused", "不同意发布", "Refused"
    PUBLISHED = "published", "已发布", "Published"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to a consultation."""

    GIVE_OPINION = "give_opinion", "巡察组提出意见", "Give the group's opinion"
    CONSENT = "consent", "同意发布", "Consent"
    REFUSE = "refuse", "不同意发布", "Refuse"
    REPORT_PUBLISHED = "report_published", "报告已发布", "Report it published"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


class Opinion(Labelled):
    """What the group thinks of a publication."""

    NO_OBJECTION = "no_objection", "无不同意见", "No objection"
    OBJECTION = "objection", "不宜发布", "Better not published"


# fmt: off
S, E, P = State, Event, Post
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_UNIT = (P.UNIT_HEAD, P.UNIT_LIAISON)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.ASKED,), E.GIVE_OPINION, S.WITH_OFFICE, _LEADS,
               asks=(choice("opinion", "巡察组意见", "Opinion", Opinion),
                     text("opinion_note", "意见说明", "Explanation", required=False)),
               signs=(Signs("publication_opinion"),)),
    Transition((S.WITH_OFFICE,), E.CONSENT, S.CONSENTED, OFFICE,
               guards=(assisting.it_is_not_published_yet, assisting.an_objection_is_heeded),
               signs=(Signs("publication_consent"),)),
    Transition((S.WITH_OFFICE,), E.REFUSE, S.REFUSED, OFFICE, asks=(REASON,)),
    Transition((S.CONSENTED,), E.REPORT_PUBLISHED, S.PUBLISHED, _UNIT,
               asks=(day("published_on", "发布日期", "Published on", today=True),)),
    Transition((S.ASKED, S.WITH_OFFICE, S.CONSENTED), E.WITHDRAW, S.WITHDRAWN, _UNIT,
               asks=(REASON,)),
)

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("publication_opinion", (S.ASKED,), (P.GROUP_LEADER,), (P.DIRECTOR,), (P.LG_LEADER,)),
    Deadline("publication_answer", (S.WITH_OFFICE,), (P.OFFICE_STAFF,), (P.DIRECTOR,),
             (P.LG_LEADER,)),
)
# fmt: on

CONSULTATION: LifeCycle[State, Event] = LifeCycle(
    kind="consultation",
    version=1,
    label=Text("发布前征求意见", "Consultation before publication"),
    states=State,
    events=Event,
    initial=S.ASKED,
    final=(S.REFUSED, S.PUBLISHED, S.WITHDRAWN),
    opened_by=_UNIT,
    parent=("assignment",),
    opened_in=("noticed", "entered", "on_site", "wrapping", "left", "report_drafted",
               "office_reviewed", "report_submitted", "leading_group_returned",
               "leading_group_accepted", "fed_back", "rectifying"),
    details=(
        text("subject", "拟发布内容", "What is to be published"),
        text("medium", "发布渠道", "Where"),
        day("publish_on", "拟发布日期", "Planned for"),
    ),
    opening_signs=(Signs("publication_asked"),),
    transitions=_LINES,
    deadlines=_DEADLINES,
)  # fmt: skip
