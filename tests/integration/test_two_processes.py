"""Two processes take turns at random over the same cases: they do what one does that knows nothing.

Each step is done by one of two offices that remember what they did, and again, on a copy of the
database, by one that remembers nothing; both must leave the same rows. A further step is one more
method, named in `_happens`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

import pytest
from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from engine import people
from engine.commands import Open
from engine.opening import open_case
from engine.remembered import CaseMemory
from engine.work import Work
from tests.support.acting import SINCE
from tests.support.at_random import POSTS, OfficeAtRandom
from tests.support.office import OFFICE_POSTS, WINDOW, SmallOffice, reopen

pytestmark = pytest.mark.timeout(600)  # a mistake that was found is then made small


class TwoProcesses(OfficeAtRandom):
    """An office that two processes work for, beside one in which nobody remembers anything."""

    forgetful: SmallOffice
    """The same office on a copy of its own."""
    first: SmallOffice
    both: tuple[SmallOffice, ...]
    elsewhere: SmallOffice
    """The process whose turn it is not."""

    @initialize()
    def begin(self) -> None:
        """Find the office twice, and copy it."""
        super().begin()
        first = self.desk
        copy = self.folder / "copy.db"
        shutil.copy(first.office.database.path, copy)
        office = reopen(f"sqlite:///{copy}", first.home, first.office.now(), durable=False)
        clock = SmallOffice.clock_of(office)
        self.forgetful = replace(first, office=office, clock=clock, others=[])
        self.first, self.both = first, (first, first.again())

    def teardown(self) -> None:
        """Close everything."""
        if hasattr(self, "both"):
            self.forgetful.close()
            self.desk = self.first
        super().teardown()

    @rule(luck=st.integers(0, 2**32 - 1))
    def something_happens(self, luck: int) -> None:
        """Have one of the two do something, and the one that forgets do it, too."""
        here, there = self.both = self.both[:: 1 if luck % 2 else -1]
        now = max(here.office.now(), there.office.now())
        for desk, elsewhere in ((here, there), (self.forgetful, self.forgetful)):
            self.desk, self.elsewhere = desk, elsewhere
            desk.clock.set(now)
            elsewhere.clock.set(now)
            self._forget()
            self.luck = Random(luck)  # noqa: S311 - every choice follows from the number
            self.luck.choice(self._happens)()
        assert here.everything() == self.forgetful.everything()

    @property
    def _happens(self) -> list[Callable[[], None]]:
        return [*super()._happens, *[self._act_behind_the_back] * 8]

    def _forget(self) -> None:
        self.forgetful.office.memory = CaseMemory()
        self.forgetful.office.forget_directory()

    def _act_behind_the_back(self) -> None:
        """Have the other process change something just before somebody of the office acts here."""
        row = self._some_case()
        lines = [one for one in self._lines(row) if set(one.by) & set(OFFICE_POSTS.values())]
        if not lines:
            return
        line = self.luck.choice(lines)
        who = self.luck.choice([name for name, post in OFFICE_POSTS.items() if post in line.by])
        inputs = {one.name: self._right(one, row) for one in line.asks if self._asked(one)}
        self._give(row["id"], line.event.value, "stranger", None, {})  # a no; now it is remembered
        here, self.desk = self.desk, self.elsewhere
        acts: list[Callable[[], None]] = [self._add_stay, self._go_on]
        acts += [partial(self._change_posts, who)] * 3
        self.luck.choice(acts)()
        self.desk = here
        self._forget()
        self._give(row["id"], line.event.value, who, None, inputs)

    def _change_posts(self, name: str) -> None:
        """Take the post from somebody of the office, or give it back."""
        person, post = self.desk.who[name], POSTS[name]
        held = self.desk.rows(
            "SELECT 1 AS one FROM posts WHERE person_id = :id AND released_at IS NULL", id=person
        )
        note(f"elsewhere {name} {'loses' if held else 'gains'} the post")

        def change() -> None:
            with self.desk.office.database.writing() as tx:
                work = Work(self.desk.office, tx, self.desk.office.now())
                if held:
                    people.release_post(work, person, post)
                else:
                    people.give_post(work, person, post, valid_from=SINCE)
                work.finish()

        self._try(change)

    def _add_stay(self) -> None:
        """Have the round go to a unit that has just been registered."""
        many = len(self.desk.rows("SELECT id FROM units"))
        code = f"u{many + 1}"
        stay = {"group_id": self.desk.group, "unit_id": self.desk.add_unit(code, code)}
        details = {**stay, "mode": "routine", **WINDOW}
        note(f"elsewhere {code} is registered")
        command = Open("assignment", self.desk.who["staff"], details, self.desk.round_id)
        self._try(lambda: open_case(self.desk.office, command))


class Planning(TwoProcesses):
    """A round that is planned: its units, and its approvals."""


class Seconding(TwoProcesses):
    """People who wake up and go, which changes who is who."""

    stage, focus = "preparing", "secondment"


class Rectifying(TwoProcesses):
    """Items with all their limits."""

    stage, focus = "rectifying", "rectification"


for machine in (Planning, Seconding, Rectifying):
    machine.TestCase.settings = settings(max_examples=25, stateful_step_count=40)

TestPlanning = Planning.TestCase
TestSeconding = Seconding.TestCase
TestRectifying = Rectifying.TestCase
