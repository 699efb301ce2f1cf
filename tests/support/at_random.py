"""People chosen at random do things chosen at random in a small office, and time passes.

What must hold meanwhile is said by the tests; a further thing people do is one more rule here.
"""

from __future__ import annotations

import atexit
import shutil
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from engine.advance import advance
from engine.audit import verify
from engine.commands import Advance, Open
from engine.opening import open_case
from engine.suspend import resume, suspend
from kernel.clock import office_day
from kernel.errors import InvalidInput, Refused
from rules.posts import Post
from states.catalogue import NEWEST
from states.definition import Transition
from states.inputs import Field, FieldType
from tests.support.office import (
    BODY_POSTS,
    GROUP_POSTS,
    OFFICE_POSTS,
    UNIT_POSTS,
    SmallOffice,
    found,
    reopen,
)

POSTS: dict[str, Post] = {**OFFICE_POSTS, **GROUP_POSTS, **UNIT_POSTS, **BODY_POSTS}
NAMES = (*POSTS, "stranger", "deputy")
STAND_INS = {
    "clerk": "head", "supervisor": "liaison", "chief": "leader", "director": "member",
    "contact": "staff", "receiver": "deputy",
}  # fmt: skip
"""Whoever profits most from standing in: the owner of an item for its checkers, and so on."""


@cache
def template(stage: str) -> SmallOffice:
    """Return an office at a stage, closed, to be copied."""
    home = Path(mkdtemp(prefix="xuncheng-stateful-"))
    atexit.register(shutil.rmtree, home)
    desk = found(f"sqlite:///{home / 'office.db'}", home, durable=False)
    desk.to(stage)
    for person, stand_in in STAND_INS.items():
        desk.stand_in(person, stand_in)
    if stage not in {"draft", "mobilised"}:
        desk.clue(to="handover_pending")
    if stage == "rectifying":
        desk.item(to="checked_on_site")
        item = desk.item(to="in_progress")
        made = desk.open(
            "extension", "liaison", item, deadline="rectification_report",
            requested_on="2022-05-09", why="汛期", progress="七成",
        )  # fmt: skip
        desk.give(made, "check", "staff")
    desk.close()
    return desk


class OfficeAtRandom(RuleBasedStateMachine):
    """One round with everything below it, in the hands of whoever comes along."""

    stage = "draft"
    """Where each example begins."""
    focus = "round"
    """The kind of case on which most of it happens."""
    desk: SmallOffice

    @initialize()
    def begin(self) -> None:
        base = template(self.stage)
        self.folder = Path(mkdtemp(prefix="xuncheng-stateful-"))
        shutil.copy(base.office.database.path, self.folder / "office.db")
        url = f"sqlite:///{self.folder / 'office.db'}"
        office = reopen(url, base.home, base.office.now(), durable=False)
        self.desk = replace(base, office=office, clock=SmallOffice.clock_of(office), others=[])
        self.ended: dict[int, tuple[str, int]] = {}

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            faults = verify(self.desk.office.database).faults
            self.desk.close()
            shutil.rmtree(self.folder)
            assert faults == ()

    # ── what people and the clock do ──

    @rule(data=st.data(), times=st.integers(1, 5))
    def those_whose_turn_it_is_go_on(self, data: st.DataObject, times: int) -> None:
        case = self._some_case(data)["id"]
        for _ in range(times):
            row = self.desk.case(case)
            lines = self._lines(row)
            if not lines:
                return
            line = data.draw(st.sampled_from([lines[0], lines[0], *lines]), label="line")
            wanted = [name for name, post in POSTS.items() if post in line.by]
            who = data.draw(st.sampled_from(wanted), label="who")
            inputs = {one.name: self._right(one, row) for one in line.asks if self._asked(one)}
            self._give(data, case, line.event.value, who, inputs)

    @rule(data=st.data())
    def somebody_tries_something(self, data: st.DataObject) -> None:
        row = self._some_case(data)
        cycle = NEWEST[row["kind"]]
        event = data.draw(st.sampled_from([one.value for one in cycle.events]), label="event")
        who = data.draw(st.sampled_from(NAMES), label="who")
        line = cycle.table.get((row["state"], event))
        asks = line.asks if line else ()
        inputs = {one.name: self._any(data, one) for one in asks if data.draw(st.booleans())}
        self._give(data, row["id"], event, who, inputs)

    @rule(data=st.data(), right=st.booleans())
    def somebody_opens_something(self, data: st.DataObject, *, right: bool) -> None:
        row = self._some_case(data)
        kinds = [kind for kind, cycle in NEWEST.items() if row["kind"] in cycle.parent]
        if not kinds:
            return
        cycle = NEWEST[data.draw(st.sampled_from(kinds), label="kind")]
        openers = [name for name, post in POSTS.items() if post in cycle.opened_by]
        who = data.draw(st.sampled_from(openers if right else NAMES), label="who")
        details = {one.name: self._right(one, row) for one in cycle.details}
        if cycle.kind == "extension":
            running = sorted(self.desk.timers(row["id"])) or ["no_such_deadline"]
            details["deadline"] = data.draw(st.sampled_from(running))
        command = Open(cycle.kind, self.desk.who[who], details, row["id"])
        self._try(lambda: open_case(self.desk.office, command))

    @rule(days=st.sampled_from([0, 1, 3, 10, 40]))
    def time_passes_and_the_office_sweeps(self, days: int) -> None:
        self.desk.clock.set(self.desk.office.now() + timedelta(days=days, hours=1))
        self.desk.sweep()
        assert self.desk.sweep().spoken == 0

    @rule(data=st.data(), days=st.integers(0, 40))
    def a_case_is_suspended_for_a_while(self, data: st.DataObject, days: int) -> None:
        case = self._some_case(data)["id"]
        chief = self.desk.who["chief"]
        if self._try(lambda: suspend(self.desk.office, case, chief, "上级巡视")):
            assert self.desk.timers(case) == {}
            self.time_passes_and_the_office_sweeps(days)
            resume(self.desk.office, case, chief, "巡视结束")
            assert self.desk.timers(case, "suspended") == {}

    # ── how they do it ──

    def _some_case(self, data: st.DataObject) -> dict[str, Any]:
        rows = self.desk.rows("SELECT * FROM cases WHERE kind <> 'register' ORDER BY id DESC")
        focus = [row for row in rows if row["kind"] == self.focus]
        elsewhere = data.draw(st.sampled_from([False, False, True]), label="elsewhere")
        return data.draw(st.sampled_from(rows if elsewhere or not focus else focus), label="case")

    @staticmethod
    def _lines(row: dict[str, Any]) -> list[Transition[Any, Any]]:
        """Return what people may do to a case where it is, the straight way on first."""
        cycle = NEWEST[row["kind"]]
        order = [one.value for one in cycle.states]

        def jump(line: Transition[Any, Any]) -> int:
            ahead = order.index(line.target.value) - order.index(row["state"]) if line.target else 0
            return ahead if ahead > 0 else len(order)

        people = set(POSTS.values())
        lines = [line for (state, _), line in cycle.table.items() if state == row["state"]]
        return sorted((line for line in lines if people & set(line.by)), key=jump)

    def _give(
        self, data: st.DataObject, case: int, event: str, who: str, inputs: dict[str, Any]
    ) -> None:
        by_stand_in = data.draw(st.sampled_from([False, False, True]), label="by stand-in")
        stand_in = STAND_INS.get(who) if by_stand_in else None
        person, principal = self.desk.who[who], None
        if stand_in is not None:
            person, principal = self.desk.who[stand_in], person
        command = Advance(case, event, person, inputs, acting_for=principal)
        before = self.desk.case(case)["revision"]
        if self._try(lambda: advance(self.desk.office, command)):
            assert self.desk.case(case)["revision"] > before
        else:
            assert self.desk.case(case)["revision"] == before

    def _try(self, act: Any) -> bool:
        try:
            act()
        except (Refused, InvalidInput):
            return False
        return True

    @staticmethod
    def _asked(field: Field) -> bool:
        return field.required or field.name.endswith("reason") or field.name == "late_consent"

    def _right(self, field: Field, row: dict[str, Any]) -> Any:
        """Return what is right to enter in most cases."""
        if field.name == "granted_on":
            sql = "SELECT requested_on FROM extension_details WHERE case_id = :id"
            return self.desk.rows(sql, id=row["id"])[0]["requested_on"]
        if field.choices is not None:
            first = next(iter(field.choices)).value
            return "discipline_commission" if field.name == "route" else first
        later = office_day(self.desk.office.now()) + timedelta(days=390)
        right: dict[FieldType, Any] = {
            FieldType.DATE: later, FieldType.NUMBER: 1, FieldType.YES_NO: True,
            FieldType.PEOPLE: [self.desk.who["leader"], self.desk.who["member"]],
        }  # fmt: skip
        return right.get(field.of, self._place(field))

    def _place(self, field: Field) -> Any:
        places = {
            FieldType.GROUP: self.desk.group, FieldType.UNIT: self.desk.unit,
            FieldType.BODY: self.desk.body, FieldType.PERSON: self.desk.who["leader"],
        }  # fmt: skip
        return places.get(field.of, "无")

    def _any(self, data: st.DataObject, field: Field) -> Any:
        """Return anything of the right kind."""
        today = office_day(self.desk.office.now())
        match field.of:
            case FieldType.DATE:
                return today + timedelta(days=data.draw(st.integers(-30, 60)))
            case FieldType.NUMBER:
                return data.draw(st.integers(0, 3))
            case FieldType.YES_NO:
                return data.draw(st.booleans())
            case FieldType.PEOPLE:
                return [self.desk.who[data.draw(st.sampled_from(NAMES))]]
            case FieldType.CHOICE:
                assert field.choices is not None
                return data.draw(st.sampled_from([one.value for one in field.choices]))
            case _:
                return self._place(field)
