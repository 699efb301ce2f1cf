"""Random people give random events over the real engine: what must never happen never does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from engine.advance import advance
from engine.audit import verify
from engine.commands import Advance, Open
from engine.opening import open_case
from engine.suspend import resume, suspend
from kernel.clock import office_day
from kernel.errors import InvalidInput, Refused
from rules.handover import SIGNATURES
from rules.posts import Post
from states.catalogue import NEWEST
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

STAGES = ("rectifying", "on_site", "reporting", "approved", "mobilised", "draft")
POSTS: dict[str, Post] = {**OFFICE_POSTS, **GROUP_POSTS, **UNIT_POSTS, **BODY_POSTS}
NAMES = (*POSTS, "stranger", "deputy")
STAND_INS = {
    "clerk": "head", "supervisor": "liaison", "chief": "leader", "director": "member",
    "contact": "staff", "receiver": "deputy",
}  # fmt: skip
"""Whoever profits most from standing in: the owner of an item for its checkers, and so on."""
OPENED = ("clue", "rectification", "extension", "action_item")
Entry = dict[str, Any]


@cache
def template(stage: str) -> SmallOffice:
    """Return an office at a stage, closed, to be copied."""
    home = Path(mkdtemp(prefix="xuncheng-stateful-"))
    desk = found(f"sqlite:///{home / 'office.db'}", home, durable=False)
    desk.to(stage)
    for person, stand_in in STAND_INS.items():
        desk.stand_in(person, stand_in)
    if stage not in {"draft", "mobilised"}:
        desk.clue(to="handover_pending")
    if stage == "rectifying":
        desk.item(to="checked_on_paper")
        desk.item(to="in_progress")
    desk.close()
    return desk


def persons(entry: Entry) -> set[int]:
    """Return everybody who counts as having acted in an entry."""
    return {entry["by"], entry.get("for", entry["by"])}


class Rounds(RuleBasedStateMachine):
    """One round with everything below it, in the hands of whoever comes along."""

    desk: SmallOffice

    @initialize(stage=st.sampled_from(STAGES))
    def begin(self, stage: str) -> None:
        base = template(stage)
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
            cycle = NEWEST[row["kind"]]
            lines = [line for (state, _), line in cycle.table.items() if state == row["state"]]
            lines = [line for line in lines if set(line.by) & set(POSTS.values())]
            if not lines:
                return
            line = data.draw(st.sampled_from(lines), label="line")
            wanted = [name for name, post in POSTS.items() if post in line.by]
            who = data.draw(st.sampled_from(wanted), label="who")
            inputs = {one.name: self._right(one) for one in line.asks if self._asked(one)}
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

    @rule(data=st.data(), kind=st.sampled_from(OPENED), right=st.booleans())
    def somebody_opens_something(self, data: st.DataObject, kind: str, *, right: bool) -> None:
        row = self._some_case(data)
        cycle = NEWEST[kind]
        openers = [name for name, post in POSTS.items() if post in cycle.opened_by]
        who = data.draw(st.sampled_from(openers if right else NAMES), label="who")
        details = {one.name: self._right(one) for one in cycle.details}
        if kind == "extension":
            running = sorted(self.desk.timers(row["id"]))
            details["deadline"] = data.draw(st.sampled_from([*running, "no_such_deadline"]))
            details.pop("present_on", None)
        self._try(lambda: open_case(
            self.desk.office, Open(kind, self.desk.who[who], details, row["id"])
        ))  # fmt: skip

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
        rows = self.desk.rows("SELECT * FROM cases WHERE kind <> 'register' ORDER BY id")
        return data.draw(st.sampled_from(rows), label="case")

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
        return field.required or field.name.endswith("reason")

    def _right(self, field: Field) -> Any:
        """Return what is right to enter in most cases."""
        today = office_day(self.desk.office.now())
        match field.of:
            case FieldType.DATE:
                return today + timedelta(days=400 if field.name == "requested_on" else 390)
            case FieldType.NUMBER:
                return 1
            case FieldType.YES_NO:
                return True
            case FieldType.PEOPLE:
                return [self.desk.who["leader"], self.desk.who["member"]]
            case FieldType.CHOICE:
                assert field.choices is not None
                first = next(iter(field.choices)).value
                return "discipline_commission" if field.name == "route" else first
            case _:
                return self._place(field)

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

    # ── what never happens ──

    def _records(self) -> Iterator[tuple[dict[str, Any], list[Entry]]]:
        for row in self.desk.rows("SELECT * FROM cases WHERE kind <> 'register' ORDER BY id"):
            yield row, self.desk.entries(row["id"])

    @invariant()
    def nothing_leaves_its_end(self) -> None:
        if not hasattr(self, "desk"):
            return
        for row in self.desk.rows("SELECT * FROM cases"):
            seen = self.ended.get(row["id"])
            assert seen in {None, (row["state"], row["revision"])}
            if NEWEST[row["kind"]].is_final(row["state"]):
                self.ended[row["id"]] = (row["state"], row["revision"])

    @invariant()
    def the_record_tells_where_every_case_is_and_how_it_came_there(self) -> None:
        if not hasattr(self, "desk"):
            return
        for row, entries in self._records():
            revisions = [one["rev"] for one in entries if "rev" in one]
            assert revisions == list(range(1, row["revision"] + 1))
            assert [one["seq"] for one in entries] == list(range(1, row["seq"] + 1))
            state = NEWEST[row["kind"]].initial.value
            for one in entries:
                if one["what"] == "move":
                    assert one["was"] == state
                    target = NEWEST[row["kind"]].table[state, one["event"]].target
                    state = state if target is None else target.value
                assert one["state"] == state
            assert row["state"] == state
            self._check(row["kind"], [one for one in entries if one["what"] == "move"])

    def _check(self, kind: str, moves: list[Entry]) -> None:
        for place, move in enumerate(moves):
            before = moves[:place]
            match kind, move["event"]:
                case "round", "approve_report":
                    self._approvals_were_serial(before)
                case "clue", "sign_by_receiver":
                    self._three_people_signed([*before, move])
                case "rectification", "write_off":
                    self._closer_is_impartial(before, move)
                case "extension", "approve" | "approve_partly":
                    self._decider_is_new(before, move)
                case _:
                    pass

    def _approvals_were_serial(self, before: list[Entry]) -> None:
        states = [one["state"] for one in before]
        since = len(states) - 1 - states[::-1].index("reporting")
        heard = [one["event"] for one in before[since + 1 :] if one["state"] != one["was"]]
        assert heard == ["hear_report", "secretary_hears"]

    def _three_people_signed(self, moves: list[Entry]) -> None:
        signed: dict[str, set[int]] = {}
        for one in moves:
            for topic in one.get("voids", ()):
                signed.pop(topic, None)
            for topic in one.get("signs", {}):
                signed[topic] = persons(one)
        sheet = [signed[topic] for topic in SIGNATURES]
        assert all(first.isdisjoint(other) for first, other in combinations(sheet, 2))
        bodies = (["leader"], ["director", "staff", "clerk"], ["contact", "receiver"])
        for signers, names in zip(sheet, bodies, strict=True):
            assert signers & {self.desk.who[name] for name in names}

    def _closer_is_impartial(self, before: list[Entry], move: Entry) -> None:
        owners = {self.desk.who[name] for name in UNIT_POSTS}
        verified: set[int] = set()
        for one in before:
            if one["event"] in {"claim", "plan", "report_done"}:
                owners |= persons(one)
            if one["event"] == "check_on_site":
                verified |= persons(one)
        assert verified
        assert persons(move).isdisjoint(owners | verified)

    def _decider_is_new(self, before: list[Entry], move: Entry) -> None:
        for one in before:
            assert persons(move).isdisjoint(persons(one))


Rounds.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestRounds = Rounds.TestCase
