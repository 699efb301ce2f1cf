"""The register of people, posts, units and bodies: the one case that never ends.

It has a life cycle so that every change of who is who is an audited entry like any other.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules.posts import OFFICE, Post
from states.definition import LifeCycle, Transition
from states.inputs import text


class State(Labelled):
    """The register is always kept."""

    KEPT = "kept", "在用", "Kept"


class Event(Labelled):
    """What can happen to the register."""

    AMEND = "amend", "登记变更", "Amend"


REGISTER: LifeCycle[State, Event] = LifeCycle(
    kind="register",
    version=1,
    label=Text("人员机构登记簿", "Register"),
    states=State,
    events=Event,
    initial=State.KEPT,
    final=(),
    opened_by=(Post.CLOCK,),
    details=(text("name", "名称", "Name"),),
    transitions=(
        Transition(
            (State.KEPT,),
            Event.AMEND,
            None,
            (*OFFICE, Post.SYSTEM_ADMIN, Post.CLOCK),
            asks=(text("note", "变更内容", "Change", stored=False),),
        ),
    ),
    held_by=(),
)
