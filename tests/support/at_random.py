"""People chosen at random do things chosen at random in a small office, and time passes.

What must hold meanwhile is said by the tests; a further thing people do is one more rule here.
"""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from engine.advance import advance
from engine.audit import verify
from engine.commands import Advance, Open
from engine.opening import open_case
from engine.suspend import resume, suspend
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotFound, Refused
from rules.posts import Post
from states.catalogue import NEWEST
from states.definition import Transition
from states.field_types import FieldType
from states.inputs import Field
from tests.support.beside import fill_beside, neighbour
from tests.support.office import (
    BODY_POSTS,
    GROUP_POSTS,
    OFFICE_POSTS,
    RULED_OUT,
    UNIT_POSTS,
    SmallOffice,
    found,
    reopen,
)

POSTS: dict[str, Post] = {**OFFICE_POSTS, **GROUP_POSTS, **UNIT_POSTS, **BODY_POSTS}
NAMES = (*POSTS, "stranger", "deputy")
STAND_INS = {
    "clerk": "head", "supervisor": "head", "chief": "liaison", "director": "deputy",
    "contact": "staff", "receiver": "deputy",
}  # fmt: skip
"""Whoever profits most from standing in: the owner of an item for its checkers, and so on."""


@cache
def template(stage: str, *, neighbours: bool = False) -> SmallOffice:
    """Return an office at a stage, closed, to be copied; with neighbours a second round, too."""
    home = Path(mkdtemp(prefix="xuncheng-stateful-"))
    atexit.register(shutil.rmtree, home)
    desk = found(f"sqlite:///{home / 'office.db'}", home, durable=False)
    other = neighbour(desk) if neighbours else None
    desk.to(stage, beside=other)
    for person, stand_in in STAND_INS.items():
        desk.stand_in(person, stand_in)
    if stage == "on_site":
        desk.clue(to="handover_pending")
        sheet = desk.clue(to="handover_pending")
        desk.give(sheet, "sign_by_group", "leader")
        desk.give(sheet, "sign_by_office", "deputy", acting_for="director")
    if stage == "reporting":
        desk.give(desk.round_id, "hear_report", "chief")
        desk.give(desk.assignment, "accept_report", "vice")
        desk.give(desk.round_id, "return_report", "chief", reason="补充了解")
    if stage == "rectifying":
        verified = desk.item(to="checked_on_paper")
        desk.give(verified, "check_on_site", "staff", **RULED_OUT)
        item = desk.item(to="in_progress")
        made = desk.open(
            "extension", "liaison", item, deadline="rectification_report",
            requested_on="2022-05-09", why="汛期", progress="七成",
        )  # fmt: skip
        desk.give(made, "check", "staff")
    if other is not None:
        fill_beside(desk, other, stage)
    desk.close()
    return desk


class OfficeAtRandom(RuleBasedStateMachine):
    """One round with everything below it, in the hands of whoever comes along."""

    stage = "draft"
    """Where each example begins."""
    neighbours = False
    """Whether another round goes on beside it."""
    focus = "round"
    """The kind of case on which most of it happens."""
    desk: SmallOffice
    luck: Random

    @initialize()
    def begin(self) -> None:
        base = template(self.stage, neighbours=self.neighbours)
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

    @rule(luck=st.integers(0, 2**32 - 1))
    def something_happens(self, luck: int) -> None:
        self.luck = Random(luck)  # noqa: S311 - every choice of this step follows from the number
        self.luck.choice(self._happens)()

    @property
    def _happens(self) -> list[Callable[[], None]]:
        """Return what may happen next, the more often the more it brings about."""
        often = [self._go_on] * 6 + [self._try_something] * 2
        return [*often, self._open_something, self._let_pass, self._suspend]

    def _go_on(self) -> None:
        """Have somebody whose turn it is, or who should keep out of it, do what is next."""
        row = self._some_case()
        lines = self._lines(row)
        if not lines:
            return
        line = self.luck.choice([lines[0]] * len(lines) + lines)
        holders = [name for name, post in POSTS.items() if post in line.by]
        pairs: list[tuple[str, str | None]] = [(name, None) for name in holders]
        pairs += [(STAND_INS[name], name) for name in holders if name in STAND_INS]
        involved = {one[who] for one in self.desk.entries(row["id"]) for who in ("by", "for")
                    if who in one}  # fmt: skip
        known = [
            pair for pair in pairs if involved & {self.desk.who[name] for name in pair if name}
        ]
        who, principal = self.luck.choice(pairs + known * 2)
        inputs = {one.name: self._right(one, row) for one in line.asks if self._asked(one)}
        self._give(row["id"], line.event.value, who, principal, inputs)

    def _try_something(self) -> None:
        """Have anybody give any event with anything entered."""
        row = self._some_case()
        cycle = NEWEST[row["kind"]]
        event = self.luck.choice([one.value for one in cycle.events])
        who = self.luck.choice(NAMES)
        line = cycle.table.get((row["state"], event))
        asks = line.asks if line else ()
        inputs = {one.name: self._any(one) for one in asks if self.luck.random() < 0.5}
        principal = self.luck.choice([None, *STAND_INS])
        self._give(row["id"], event, who, principal, inputs)

    def _open_something(self) -> None:
        row = self._some_case()
        kinds = [kind for kind, cycle in NEWEST.items() if row["kind"] in cycle.parent]
        if not kinds:
            return
        cycle = NEWEST[self.luck.choice(kinds)]
        openers = [name for name, post in POSTS.items() if post in cycle.opened_by]
        who = self.luck.choice(openers * 3 + list(NAMES))
        details = {one.name: self._right(one, row) for one in cycle.details}
        if cycle.kind == "extension":
            running = sorted(self.desk.timers(row["id"])) or ["no_such_deadline"]
            details["deadline"] = self.luck.choice(running)
        command = Open(cycle.kind, self.desk.who[who], details, row["id"])
        self._try(lambda: open_case(self.desk.office, command))

    def _let_pass(self) -> None:
        days = self.luck.choice([0, 1, 3, 10, 40])
        self.desk.clock.set(self.desk.office.now() + timedelta(days=days, hours=1))
        self.desk.sweep()
        assert self.desk.sweep().spoken == 0

    def _suspend(self) -> None:
        case = self._some_case()["id"]
        chief = self.desk.who["chief"]
        if self._try(lambda: suspend(self.desk.office, case, chief, "上级巡视")):
            assert self.desk.timers(case) == {}
            self._let_pass()
            resume(self.desk.office, case, chief, "巡视结束")
            assert self.desk.timers(case, "suspended") == {}

    # ── how they do it ──

    def _some_case(self) -> dict[str, Any]:
        rows = self.desk.rows("SELECT * FROM cases WHERE kind <> 'register' ORDER BY id DESC")
        focus = [
            row
            for row in rows
            if row["kind"] == self.focus and not NEWEST[self.focus].is_final(row["state"])
        ]
        elsewhere = self.luck.choice([False, False, True])
        return self.luck.choice(rows if elsewhere or not focus else focus)

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
        self, case: int, event: str, who: str, principal: str | None, inputs: dict[str, Any]
    ) -> None:
        acting_for = self.desk.who[principal] if principal else None
        command = Advance(case, event, self.desk.who[who], inputs, acting_for=acting_for)
        note(f"{who} for {principal or 'themselves'}: {event} on case {case} with {inputs}")
        before = self.desk.case(case)["revision"]
        if self._try(lambda: advance(self.desk.office, command)):
            assert self.desk.case(case)["revision"] > before
        else:
            assert self.desk.case(case)["revision"] == before

    @staticmethod
    def _try(act: Callable[[], object]) -> bool:
        try:
            act()
        except (Refused, InvalidInput, NotFound):
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
        if field.columns:
            return [{one.name: self._right(one, row) for one in field.columns}]
        if field.choices is not None:
            first = next(iter(field.choices)).value
            return "discipline_commission" if field.name == "route" else first
        if field.name in ("held_on", "day", "until", "period_from", "period_to"):
            return office_day(self.desk.office.now())
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
            FieldType.HOUR: "10:00" if field.name.startswith("to_") else "09:00",
            FieldType.WINDOWS: "09:00-18:00",
            FieldType.POSTS: "office_staff,group_member",
        }  # fmt: skip
        return places.get(field.of, "无")

    def _any(self, field: Field) -> Any:  # noqa: PLR0911 - one for each kind
        """Return anything of the right kind."""
        today = office_day(self.desk.office.now())
        match field.of:
            case FieldType.ROWS:
                return [{one.name: self._any(one) for one in field.columns}]
            case FieldType.DATE:
                return today + timedelta(days=self.luck.randint(-30, 60))
            case FieldType.NUMBER:
                return self.luck.randint(0, 3)
            case FieldType.YES_NO:
                return self.luck.random() < 0.5
            case FieldType.PEOPLE:
                return [self.desk.who[self.luck.choice(NAMES)]]
            case FieldType.CHOICE:
                assert field.choices is not None
                return self.luck.choice([one.value for one in field.choices])
            case _:
                return self._place(field)
