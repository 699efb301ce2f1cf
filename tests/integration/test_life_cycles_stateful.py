"""Random people give random events over the real engine: what must never happen never does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant

from rules.handover import SIGNATURES
from states.catalogue import NEWEST
from tests.support.at_random import OfficeAtRandom
from tests.support.office import UNIT_POSTS

pytestmark = pytest.mark.timeout(600)  # a mistake that was found is then made small

Entry = dict[str, Any]


def persons(entry: Entry) -> set[int]:
    """Return everybody who counts as having acted in an entry."""
    return {entry["by"], entry.get("for", entry["by"])}


class Rounds(OfficeAtRandom):
    """What holds of a round and of everything below it, whoever comes along."""

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
                case "round", "secretary_hears":
                    self._was_heard(before, "hear_report")
                case "round", "approve_report":
                    self._was_heard(before, "hear_report", "secretary_hears")
                case "clue", "sign_by_receiver":
                    self._three_people_signed([*before, move])
                case "rectification", "write_off":
                    self._closer_is_impartial(before, move)
                case "extension", "approve" | "approve_partly":
                    self._decider_is_new(before, move)
                case _:
                    pass

    def _was_heard(self, before: list[Entry], *by: str) -> None:
        """Check who has heard the report since it was last written, in which order."""
        states = [one["state"] for one in before]
        since = len(states) - 1 - states[::-1].index("reporting")
        heard = [one["event"] for one in before[since + 1 :] if one["state"] != one["was"]]
        assert heard == list(by)

    def _three_people_signed(self, moves: list[Entry]) -> None:
        signed: dict[str, set[int]] = {}
        for one in moves:
            for topic in one.get("voids", ()):
                signed.pop(topic, None)
            for topic in one.get("signs", {}):
                signed[topic] = persons(one)
        sheet = [signed[topic] for topic in SIGNATURES]
        assert all(first.isdisjoint(other) for first, other in combinations(sheet, 2))
        bodies = (["leader", "vice"], ["director", "staff", "clerk"], ["contact", "receiver"])
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


class Plans(Rounds):
    """A round that is planned and prepared."""


class Stays(Rounds):
    """A group at its unit."""

    stage, focus = "mobilised", "assignment"


class Reports(Rounds):
    """A round whose report goes through the three approvals."""

    stage, focus = "reporting", "round"


class Clues(Rounds):
    """Clues that are packaged, routed, signed and handled."""

    stage, focus = "on_site", "clue"


class Items(Rounds):
    """Items that are rectified, checked and written off."""

    stage, focus = "rectifying", "rectification"


class Extensions(Rounds):
    """Extensions that are asked for, checked, signed and decided."""

    stage, focus = "rectifying", "extension"


_OFTEN = settings(max_examples=25, stateful_step_count=50)
for machine in (Plans, Stays, Reports, Clues, Items, Extensions):
    machine.TestCase.settings = _OFTEN

TestPlans = Plans.TestCase
TestStays = Stays.TestCase
TestReports = Reports.TestCase
TestClues = Clues.TestCase
TestItems = Items.TestCase
TestExtensions = Extensions.TestCase
