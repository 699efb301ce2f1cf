"""The life cycle of an issue 会商事项: what a group asks the office to settle (H09, H13)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, reference, text


class State(Labelled):
    """Where an issue is."""

    RAISED = "raised", "已提出", "Raised"
    TAKEN = "taken", "巡察办已受理", "Taken by the office"
    WITH_LEADING_GROUP = "with_leading_group", "待领导小组决定", "With the leading group"
    ANSWERED = "answered", "已答复", "Answered"
    CLOSED = "closed", "已办结", "Closed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to an issue."""

    TAKE = "take", "受理", "Take"
    CONSULT = "consult", "组办会商", "Consult with the group"
    REFER = "refer", "提请领导小组决定", "Refer to the leading group"
    ANSWER = "answer", "答复", "Answer"
    DECIDE = "decide", "领导小组决定", "Decide"
    REOPEN = "reopen", "未解决，再提出", "Raise it again"
    CLOSE = "close", "办结", "Close"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


class Topic(Labelled):
    """What an issue is about (H13: direction, difficulties, platform)."""

    DIRECTION = "direction", "把方向（政策和重点）", "Direction"
    DIFFICULTY = "difficulty", "解难题（协调和保障）", "Difficulty"
    PLATFORM = "platform", "建平台（模板和系统）", "Platform"


# fmt: off
S, E, P = State, Event, Post
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_GROUP = (*_LEADS, P.GROUP_LIAISON, P.GROUP_MEMBER)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.RAISED,), E.TAKE, S.TAKEN, OFFICE),
    Transition((S.TAKEN, S.WITH_LEADING_GROUP), E.CONSULT, None, OFFICE,
               asks=(day("held_on", "会商日期", "Held on", stored=False, today=True),
                     text("attended", "参加人员（岗位）", "Who attended (posts)", stored=False),
                     text("decision", "会商决定", "Decision", stored=False)),
               writes="consultations"),
    Transition((S.TAKEN,), E.REFER, S.WITH_LEADING_GROUP, OFFICE, asks=(REASON,)),
    Transition((S.TAKEN,), E.ANSWER, S.ANSWERED, OFFICE,
               asks=(text("answer", "答复", "Answer"),), signs=(Signs("issue_answered"),)),
    Transition((S.WITH_LEADING_GROUP,), E.DECIDE, S.ANSWERED, (P.LG_LEADER,),
               asks=(text("answer", "决定", "Decision"),), signs=(Signs("issue_decided"),)),
    Transition((S.ANSWERED,), E.REOPEN, S.RAISED, _LEADS, asks=(REASON,)),
    Transition((S.ANSWERED,), E.CLOSE, S.CLOSED, (*_GROUP, *OFFICE)),
    Transition((S.RAISED, S.TAKEN), E.WITHDRAW, S.WITHDRAWN, _GROUP, asks=(REASON,)),
)
_OFFICE_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))
# fmt: on

ISSUE: LifeCycle[State, Event] = LifeCycle(
    kind="issue",
    version=1,
    label=Text("会商事项", "Issue"),
    states=State,
    events=Event,
    initial=S.RAISED,
    final=(S.CLOSED, S.WITHDRAWN),
    opened_by=(*_GROUP, *OFFICE),
    parent=("round",),
    details=(
        reference("group_id", FieldType.GROUP, "巡察组", "Group", stored=False),
        choice("topic", "类别", "Topic", Topic),
        text("question", "需要解决的问题", "What is to be settled"),
    ),
    opening_signs=(Signs("issue_raised"),),
    transitions=_LINES,
    deadlines=(
        Deadline("issue_taking", (S.RAISED,), *_OFFICE_DUTY),
        Deadline("issue_answer", (S.TAKEN,), *_OFFICE_DUTY),
        Deadline("issue_decision", (S.WITH_LEADING_GROUP,), (P.LG_LEADER,), (P.DIRECTOR,),
                 (P.LG_LEADER,)),
    ),
)  # fmt: skip
