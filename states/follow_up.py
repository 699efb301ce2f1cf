"""The life cycle of a follow-up 跟进: one of the four tracks of a unit's rectification (K07)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Transition
from states.inputs import choice, text


class State(Labelled):
    """Where a follow-up is."""

    FOLLOWED = "followed", "跟进中", "Followed"
    CLOSED = "closed", "已结束", "Closed"


class Event(Labelled):
    """What can happen to a follow-up."""

    REPORT = "report", "报告跟进情况", "Report"
    CLOSE = "close", "结束跟进", "Close"


class Track(Labelled):
    """Whom the office follows, and for what."""

    UNIT = "unit", "被巡察党组织：整改落实", "The unit: its rectification"
    DISCIPLINE = "discipline", "纪检机关：问题线索处置", "Discipline commission: clues"
    ORGANISATION = (
        "organisation",
        "组织部门：民主集中制、选人用人、个人事项",
        "Organisation department: cadres",
    )
    DEPARTMENTS = "departments", "党政部门：巡察建议办理", "Departments: suggestions"


# fmt: off
S, E, P = State, Event, Post
_OFFICE_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.DIRECTOR,))
_SUPERVISED = ((P.SUPERVISOR,), (P.DIRECTOR,), (P.DIRECTOR,))
_DUTY = {Track.UNIT: _OFFICE_DUTY, Track.DISCIPLINE: _SUPERVISED,
         Track.ORGANISATION: _SUPERVISED, Track.DEPARTMENTS: _OFFICE_DUTY}
# fmt: on

FOLLOW_UP: LifeCycle[State, Event] = LifeCycle(
    kind="follow_up",
    version=1,
    label=Text("整改跟进", "Follow-up"),
    states=State,
    events=Event,
    initial=S.FOLLOWED,
    final=(S.CLOSED,),
    opened_by=OFFICE,
    parent=("assignment",),
    opened_in=("fed_back", "rectifying"),
    details=(choice("track", "跟进对象", "Track", Track),),
    opening_effects=("count_follow_up",),
    kept=tuple(f"{track.value}_from" for track in Track),
    transitions=(
        Transition(
            (S.FOLLOWED,),
            E.REPORT,
            None,
            (P.SUPERVISOR, *OFFICE),
            asks=(text("learnt", "了解到的情况", "What was learnt", stored=False),),
            effects=("count_follow_up",),
            writes="follow_ups",
        ),
        Transition((S.FOLLOWED,), E.CLOSE, S.CLOSED, (P.DIRECTOR, P.CLOCK)),
    ),
    deadlines=tuple(
        Deadline(
            f"follow_up_{track.value}",
            (S.FOLLOWED,),
            *_DUTY[track],
            anchor=f"{track.value}_from",
            renews=True,
        )
        for track in Track
    ),
)
