"""What a play tells: one record for each move, refusal, timer, reminder, escalation and notice.

Records are made from the audit entries that the engine itself returns, so nothing is told that is
not in the chain. A new kind of entry is a line in `_TELL`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.directory import Directory
from kernel.canonical import canonical
from kernel.clock import OFFICE_ZONE
from kernel.ids import case_number
from kernel.words import Text

CLOCK_CODE = "clock"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that happened."""

    what: str
    """`open`, `move`, `refusal`, `timer`, `reminder`, `overdue`, `escalation`, `notice`,
    `receipt`, `suspend`, `resume`, `amend`, `routine`, `stand_in`, `appoint`,
    `release` or `summary`."""
    at: datetime
    facts: Mapping[str, Any]
    reasons: tuple[Text, ...] = ()
    """Of a refusal, in both languages; `facts` has them in Chinese, as the chain does."""

    def to_json(self) -> str:
        """Return the record as one line of JSON; the same happening always gives the same bytes."""
        at = self.at.astimezone(OFFICE_ZONE).isoformat(timespec="minutes")
        return canonical({"what": self.what, "at": at, **self.facts})


@dataclass
class Belonging:
    """Which kind a case is, and which unit and group it belongs to."""

    kind: str
    unit: str | None
    group: str | None
    passed: set[str] = field(default_factory=set)
    """Every state it has been in."""


_HOUSE = Belonging("register", None, None)
"""The register, which is the case of the office as a whole and none of the round."""


class Teller:
    """Turns entries into records, and keeps what the closing figures need.

    Args:
        directory: Who is who, asked anew each time.
        tell: Who listens.
    """

    def __init__(self, directory: Callable[[], Directory], tell: Callable[[Record], None]) -> None:
        self._directory = directory
        self._tell = tell
        self.cases: dict[int, Belonging] = {}
        self.happened: dict[tuple[str, str], list[datetime]] = {}
        """(kind, event) → when it happened."""

    def recall(self, cases: Iterable[Mapping[str, Any]]) -> None:
        """Know the cases that earlier plays of the same office left: they may still be told of."""
        directory = self._directory()
        for case in cases:
            self.cases[case["id"]] = _belonging(directory, case["kind"], case)

    def entries(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Tell what entries of the chain say."""
        for entry in entries:
            for record in self._records(entry):
                self._tell(record)

    def refused(
        self, at: datetime, case_id: int, event: str, who: int, reasons: tuple[Text, ...]
    ) -> None:
        """Tell of an attempt that was refused."""
        facts = {
            **self._case(case_id), "event": event, "by": self._person(who),
            "reasons": [reason.zh for reason in reasons],
        }  # fmt: skip
        self._tell(Record("refusal", at, facts, reasons))

    def received(self, at: datetime, case_id: int, who: int, notice: str) -> None:
        """Tell that a recipient acknowledged a notice."""
        facts = {**self._case(case_id), "by": self._person(who), "notice": notice}
        self._tell(Record("receipt", at, facts))

    def noted_in_register(self, what: str, at: datetime, told: Mapping[str, Any]) -> None:
        """Tell of a stand-in, or of a post given or taken away."""
        self._tell(Record(what, at, told))

    def _person(self, person_id: int | None) -> str:
        found = self._directory().people.get(person_id or 0)
        return found.code if found else CLOCK_CODE

    def _case(self, case_id: int) -> dict[str, Any]:
        belonging = self.cases.get(case_id, _HOUSE)
        told: dict[str, Any] = {"case": case_number(case_id), "kind": belonging.kind}
        if belonging.unit:
            told["unit"] = belonging.unit
        if belonging.group:
            told["group"] = belonging.group
        return told

    def _records(self, entry: Mapping[str, Any]) -> Iterator[Record]:
        make = _TELL.get(entry["what"])
        if make is None:
            return
        at, case_id = entry["at"], entry["case"]
        if entry["what"] == "open":
            self._remember(entry)
        belonging = self.cases.get(case_id, _HOUSE)
        belonging.passed.add(entry["state"])
        facts = self._case(case_id)
        what, more = make(self, entry)
        event = entry.get("event", entry["what"])
        if entry["what"] in ("move", "open"):
            self.happened.setdefault((belonging.kind, event), []).append(at)
        yield Record(what, at, {**facts, **more}, _both(entry))
        for armed in (*entry.get("armed", ()), *entry.get("clocks", ())):
            if "from" in armed:
                yield Record("timer", at, {**facts, **armed})
        for notice in entry.get("notices") or ():
            yield Record("notice", at, {**facts, **self._notice(entry, notice)})

    def _notice(self, entry: Mapping[str, Any], notice: Mapping[str, Any]) -> dict[str, Any]:
        told = {"notice": notice["notice"], "to": self._person(notice["to"])}
        if "for" in notice:
            told["for"] = self._person(notice["for"])
        return told | {name: entry[name] for name in ("deadline", "due", "step") if name in entry}

    def _remember(self, entry: Mapping[str, Any]) -> None:
        belongs = entry.get("belongs") or {}
        self.cases[entry["case"]] = _belonging(self._directory(), entry["kind"], belongs)

    def _by(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {"by": self._person(entry["by"])}
        if "for" in entry:
            told["for"] = self._person(entry["for"])
        return told

    def opened(self, entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Tell of a case that was opened."""
        return "open", {**self._by(entry), "to": entry["state"]}

    def moved(self, entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Tell of a move."""
        told = {**self._by(entry), "event": entry["event"], "from": entry["was"],
                "to": entry["state"]}  # fmt: skip
        for name in ("deadline", "stopped"):
            if name in entry:
                told[name] = entry[name]
        return "move", told

    def spoke(self, entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Tell of a step of a ladder."""
        names = ("deadline", "due", "step", "skipped", "repeated", "late_s")
        return entry["tone"], {name: entry[name] for name in names if name in entry}

    def turned_down(self, entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Tell of an event of the clock that a guard refused."""
        return "refusal", {**self._by(entry), "event": entry["event"],
                           "reasons": list(entry["reasons"])}  # fmt: skip

    def noted(self, entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Tell of anything else that a case keeps."""
        names = ("notice", "deadline", "step", "reason", "changed", "due", "was_due", "clocks",
                 "routine")  # fmt: skip
        return entry["what"], {
            **self._by(entry), **{name: entry[name] for name in names if name in entry},
        }  # fmt: skip


_TELL: Mapping[str, Callable[[Teller, Mapping[str, Any]], tuple[str, dict[str, Any]]]] = {
    "open": Teller.opened,
    "move": Teller.moved,
    "timer": Teller.spoke,
    "refusal": Teller.turned_down,
    "receipt": Teller.noted,
    "suspend": Teller.noted,
    "resume": Teller.noted,
    "amend": Teller.noted,
    "routine": Teller.noted,
}


def _belonging(directory: Directory, kind: str, ids: Mapping[str, Any]) -> Belonging:
    unit = directory.units.get(ids.get("unit_id") or 0)
    group = directory.groups.get(ids.get("group_id") or 0)
    return Belonging(kind, unit.code if unit else None, group.code if group else None)


def _both(entry: Mapping[str, Any]) -> tuple[Text, ...]:
    return tuple(Text(reason, reason) for reason in entry.get("reasons") or ())
