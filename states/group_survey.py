"""The life cycle of a unit's survey about the group 对巡察组测评 (B12, B13, E23, §7 row 10).

The group takes no part in it: the case lies outside the group, and only counts come in.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import surveying
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import number, text


class State(Labelled):
    """Where the survey is."""

    ASKED = "asked", "测评中", "Asked"
    COUNTED = "counted", "已汇总", "Counted"
    CONCLUDED = "concluded", "已评价", "Concluded"


class Event(Labelled):
    """What can happen to the survey."""

    COUNT = "count", "汇总测评", "Count the answers"
    CONCLUDE = "conclude", "领导小组评价", "Conclude"


S, E, P = State, Event, Post
_COUNTS = tuple(
    number(f"{question}_{answer}", f"{asked.zh}：{said.zh}", f"{asked.en}: {said.en}")
    for question, asked in surveying.QUESTIONS
    for answer, said in surveying.ANSWERS
)
_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))

GROUP_SURVEY: LifeCycle[State, Event] = LifeCycle(
    kind="group_survey",
    version=1,
    label=Text("对巡察组测评", "Survey about the group"),
    states=State,
    events=Event,
    initial=S.ASKED,
    final=(S.CONCLUDED,),
    opened_by=OFFICE,
    parent=("assignment",),
    opened_in=("fed_back", "rectifying"),
    inherits=("fed_back_on",),
    outside_group=True,
    transitions=(
        Transition(
            (S.ASKED,),
            E.COUNT,
            S.COUNTED,
            OFFICE,
            guards=(surveying.every_question_is_answered_by_enough,),
            asks=_COUNTS,
            signs=(Signs("survey_counted"),),
        ),
        Transition(
            (S.COUNTED,),
            E.CONCLUDE,
            S.CONCLUDED,
            (P.LG_LEADER, P.LG_MEMBER),
            asks=(text("opinion", "评价意见", "Opinion"),),
        ),
    ),
    deadlines=(
        Deadline("group_survey", (S.ASKED,), *_DUTY, anchor="fed_back_on"),
        Deadline("group_evaluation", (S.ASKED, S.COUNTED), *_DUTY, anchor="fed_back_on"),
    ),
)
