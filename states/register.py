"""The register of people, posts, units and bodies: the one case that never ends.

It has a life cycle so that every change of who is who is an audited entry like any other.
"""

from __future__ import annotations

from dataclasses import replace

from kernel.words import Labelled, Text
from rules import materials
from rules.posts import OFFICE, Post
from states.definition import LifeCycle, Transition
from states.inputs import number, text
from states.templates import BOOK, TEMPLATE


class State(Labelled):
    """The register is always kept."""

    KEPT = "kept", "在用", "Kept"


class Event(Labelled):
    """What can happen to the register."""

    AMEND = "amend", "登记变更", "Amend"
    IMPORT_TEMPLATE = "import_template", "导入材料清单模板", "Import a template of materials"
    RECORD_OUTCOME = "record_outcome", "登记干部使用情况", "Record what became of people"


_OUTCOME = (
    replace(number("year", "年度", "Year", most=2100), stored=False),
    replace(
        number("promoted_county", "提拔县处级人数", "Promoted to county division"), stored=False
    ),
    replace(number("promoted_section", "提拔乡科级人数", "Promoted to section"), stored=False),
)
"""How many of those who served were promoted in a year, by level (M04)."""

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
        Transition(
            (State.KEPT,),
            Event.IMPORT_TEMPLATE,
            None,
            OFFICE,
            guards=(
                materials.a_revised_template_says_what_changed,
                materials.templates_follow_one_another,
            ),
            asks=TEMPLATE,
            writes=BOOK,
        ),
        Transition(
            (State.KEPT,), Event.RECORD_OUTCOME, None, OFFICE, asks=_OUTCOME, writes="outcomes"
        ),
    ),
    held_by=(),
)
