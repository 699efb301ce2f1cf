"""Every list a person sees obeys the access rule, in offices in which anything has happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, precondition, rule

from engine.inbox import inbox
from engine.queries import list_cases
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import NotFound
from tests.support.at_random import NAMES, STAND_INS, OfficeAtRandom

pytestmark = pytest.mark.timeout(600)
EVERYTHING = 100_000


class Lists(OfficeAtRandom):
    """What lists show is what may be opened one by one: nothing more, nothing less."""

    def _readers(self) -> Iterator[tuple[int, int | None]]:
        """Return everybody as themselves, and whoever stands in as that."""
        yield from ((self.desk.who[name], None) for name in NAMES)
        yield from (
            (self.desk.who[stand_in], self.desk.who[name]) for name, stand_in in STAND_INS.items()
        )

    def _opens(self, case_id: int, person: int, acting_for: int | None) -> bool:
        with self.desk.office.database.reading() as tx:
            work = Work(self.desk.office, tx, self.desk.office.now())
            try:
                load_visible(work, case_id, person, acting_for)
            except NotFound:
                return False
            return True

    @rule()
    def everybody_looks(self) -> None:
        office = self.desk.office
        rows = self.desk.rows("SELECT id FROM cases WHERE kind <> 'register'")
        for person, principal in self._readers():
            listed = list_cases(office, person, acting_for=principal, limit=EVERYTHING)
            opened = {row["id"] for row in rows if self._opens(row["id"], person, principal)}
            assert {line.case_id for line in listed} == opened, (person, principal)

    @precondition(lambda self: hasattr(self, "desk"))
    @invariant()
    def nothing_waits_that_may_not_be_opened(self) -> None:
        person = self.desk.who["deputy"]
        lent = [self.desk.who[name] for name, by in STAND_INS.items() if by == "deputy"]
        for one in inbox(self.desk.office, person):
            roles = lent if one.acting_for else [None]
            assert any(self._opens(one.line.case_id, person, role) for role in roles)


class ListsOnSite(Lists):
    """While groups are on site."""

    stage, focus = "on_site", "clue"


class ListsOfItems(Lists):
    """While units rectify."""

    stage, focus = "rectifying", "rectification"


for machine in (Lists, ListsOnSite, ListsOfItems):
    machine.TestCase.settings = settings(max_examples=8, stateful_step_count=25)

TestLists = Lists.TestCase
TestListsOnSite = ListsOnSite.TestCase
TestListsOfItems = ListsOfItems.TestCase
