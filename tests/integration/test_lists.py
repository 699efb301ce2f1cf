"""Every list a person sees obeys the access rule, in offices in which anything has happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from engine.changes import known_to
from engine.clue_figures import clue_balance
from engine.common_problems import common_problems
from engine.inbox import inbox
from engine.ledger.asking import Ask
from engine.ledger.catalogue import ledger_named
from engine.ledger.reading import read_ledger
from engine.meetings import list_meetings
from engine.paper_lists import papers_of
from engine.queries import list_cases
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import NotFound
from rules.handover import SIGNATURES
from store.database import Row
from tests.support.at_random import NAMES, STAND_INS, OfficeAtRandom

pytestmark = pytest.mark.timeout(600)
EVERYTHING = 100_000
NEIGHBOURS = ("leader2", "member2", "head2", "liaison2")
Reader = tuple[int, int | None]


def _opens(work: Work, case_id: int, person: int, acting_for: int | None) -> bool:
    try:
        load_visible(work, case_id, person, acting_for)
    except NotFound:
        return False
    return True


class Lists(OfficeAtRandom):
    """What lists show is what may be opened one by one: nothing more, nothing less."""

    neighbours = True

    def _readers(self) -> Iterator[Reader]:
        """Return everybody as themselves, and whoever stands in as that."""
        yield from ((self.desk.who[name], None) for name in (*NAMES, *NEIGHBOURS))
        yield from (
            (self.desk.who[stand_in], self.desk.who[name]) for name, stand_in in STAND_INS.items()
        )
        yield (self.desk.who["stranger"], self.desk.who["vice"])

    def _opened(self, reader: Reader, rows: Iterable[Row]) -> dict[int, Row]:
        """Return which of the cases may be opened one by one."""
        with self.desk.office.database.reading() as tx:
            work = Work(self.desk.office, tx, self.desk.office.now())
            return {row["id"]: row for row in rows if _opens(work, row["id"], *reader)}

    def _rows(self) -> list[Row]:
        return self.desk.rows("SELECT id, kind, round_id FROM cases WHERE kind <> 'register'")

    @rule(luck=st.integers(0, 2**32 - 1))
    def some_look_at_every_list(self, luck: int) -> None:
        rows = self._rows()
        for reader in Random(luck).sample(list(self._readers()), 4):  # noqa: S311 - no secret
            opened = self._opened(reader, rows)
            for name, (shown, may) in self._lists(reader, opened).items():
                assert shown == may, (name, reader)
            self._shows_nothing_forbidden(reader, set(opened))
            self._hears_of_what_may_be_opened(reader[0], rows)

    def _lists(self, reader: Reader, opened: Mapping[int, Row]) -> dict[str, tuple[object, object]]:
        """Return what each list shows, beside what it should."""
        office, (person, principal) = self.desk.office, reader
        here = {
            kind: {n for n, row in opened.items() if row["kind"] == kind}
            for kind in ("rectification", "working_paper", "clue")
        }
        found: dict[str, tuple[object, object]] = {
            "cases": (
                {
                    line.case_id
                    for line in list_cases(
                        office, person, acting_for=principal, limit=EVERYTHING
                    )
                },
                set(opened),
            ),
            "items": (
                self._ledger("problems", reader), here["rectification"],
            ),
            "handed over": (
                self._ledger("handover-office", reader), self._signed() & here["clue"]
            ),
        }  # fmt: skip
        for one in {row["round_id"] for row in self._rows()} - {None}:
            inside = {n for n, row in opened.items() if row["round_id"] == one}
            papers = papers_of(office, one, person, acting_for=principal)
            *_, whole = clue_balance(office, one, person, acting_for=principal)
            found[f"papers {one}"] = (
                {line.case_id for line in papers},
                here["working_paper"] & inside,
            )
            found[f"balance {one}"] = (whole.found, len(here["clue"] & inside))
        return found

    def _ledger(self, name: str, reader: Reader) -> set[int]:
        person, principal = reader
        page = read_ledger(
            self.desk.office, ledger_named(name), Ask(), person, acting_for=principal, whole=True
        )
        return {row.case_id for row in page.rows}

    def _signed(self) -> set[int]:
        query = "SELECT case_id FROM signoffs WHERE topic = :topic"
        return {row["case_id"] for row in self.desk.rows(query, topic=SIGNATURES[-1])}

    def _shows_nothing_forbidden(self, reader: Reader, opened: set[int]) -> None:
        office, (person, principal) = self.desk.office, reader
        meetings = list_meetings(office, person, acting_for=principal)
        assert {line.case_id for line in meetings} <= opened, reader
        for cluster in common_problems(office, person, acting_for=principal):
            assert {one.case_id for one in cluster.problems} <= opened, reader

    def _hears_of_what_may_be_opened(self, person: int, rows: list[Row]) -> None:
        roles = [one for one in self._readers() if one[0] == person]
        opened = {number for one in roles for number in self._opened(one, rows)}
        assert known_to(self.desk.office, [row["id"] for row in rows], person) == opened, person

    @precondition(lambda self: hasattr(self, "desk"))
    @invariant()
    def nothing_waits_that_may_not_be_opened(self) -> None:
        person = self.desk.who["deputy"]
        for one in inbox(self.desk.office, person):
            role = one.acting_for.id if one.acting_for else None
            assert self._opened((person, role), [{"id": one.line.case_id}]), one.acting_for


class ListsOnSite(Lists):
    """While groups are on site."""

    stage, focus = "on_site", "clue"


class ListsOfItems(Lists):
    """While units rectify."""

    stage, focus = "rectifying", "rectification"


for machine in (Lists, ListsOnSite, ListsOfItems):
    machine.TestCase.settings = settings(max_examples=8, stateful_step_count=20)

TestLists = Lists.TestCase
TestListsOnSite = ListsOnSite.TestCase
TestListsOfItems = ListsOfItems.TestCase
