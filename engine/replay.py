"""Replays the entries of one case: what its tables must hold now, if the entries are the truth.

Every value is remembered with the entry that told it last, so a table that differs is traced to it.
A new kind of entry is one more method in `_steps`; what it does to limits is in
`engine/replay_clocks.py`. `engine/audit.py` compares with the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.lines import lines_in
from engine.notify import notice_key
from engine.replay_clocks import Clocks
from engine.told import CASE, REGISTER, Path, Told
from kernel.canonical import canonical
from states.catalogue import LIFE_CYCLES, AnyLifeCycle
from states.definition import Transition
from states.inputs import Field

_BELONGS = ("parent_id", "round_id", "group_id", "unit_id", "body_id")


class Replay:
    """What the entries of one case add up to."""

    def __init__(self) -> None:
        self.told = Told()
        self.clocks = Clocks(self.told)
        self.causes: set[int] = set()
        """Which other cases brought something about here."""
        self._cycle: AnyLifeCycle | None = None
        self._case = 0
        self._steps: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "timer": self.clocks.speak,
            "amend": self.clocks.amend,
            "suspend": self._suspend,
            "resume": self._resume,
            "receipt": self._receipt,
            "refusal": self.clocks.refuse,
            "register": self._register,
            "read": self._read,
        }

    def take(self, entry: Mapping[str, Any]) -> None:
        """Add the next entry of the chain."""
        try:
            self._take(entry)
        except (LookupError, TypeError, ValueError, AttributeError):
            self.told.contradict(entry["seq"], str(entry.get("what")))

    def _take(self, entry: Mapping[str, Any]) -> None:
        seq, what = entry["seq"], entry["what"]
        if what == "open" and seq == 1:
            self._open(entry)
        elif what == "move":
            self._move(entry)
        elif entry["state"] != self.told.values["cases", "state"] or what == "open":
            self.told.contradict(seq, "state")
        if "rev" in entry:
            self._revise(entry)
        if "because_of" in entry:
            self.causes.add(entry["because_of"])
        self._sign(entry)
        self.clocks.stop_and_arm(entry)
        self._owe(entry)
        if what in self._steps:
            self._steps[what](entry)
        for name, value in entry.get("changed", {}).items():
            self.told.set(seq, ("cases" if name in CASE else "details", name), value)

    def differences(self, stored: Mapping[Path, Any]) -> Iterable[tuple[int, str]]:
        """Give (entry, where) for everything in which the tables are not what the entries tell.

        Args:
            stored: Everything the tables hold of this case; None where a column is empty.
        """
        if self.told.contradiction:
            yield self.told.contradiction
        for path in self.told.values.keys() | stored.keys():
            if self.told.values.get(path) != stored.get(path):
                last = max(self.told.by.values(), default=1)
                yield self.told.by.get(path, last), ".".join(str(part) for part in path)

    def _open(self, entry: Mapping[str, Any]) -> None:
        seq, at = entry["seq"], entry["at"]
        self._case = entry["case"]
        self._cycle = LIFE_CYCLES.get((entry["kind"], entry["version"]))
        self.clocks.cycle = self._cycle
        if self._cycle is None or entry["state"] != self._cycle.initial.value:
            self.told.contradict(seq, "state")
        row = {name: entry[name] for name in ("kind", "version", "state", "grade")}
        belongs = dict.fromkeys(_BELONGS) | entry.get("belongs", {})
        times = {"opened_at": at, "suspended_at": None}
        row["grade_years"] = entry.get("grade_years")
        self.told.set_all(seq, ("cases",), row | belongs | times)
        inputs = entry["inputs"]
        if self._cycle is not None:
            self._leave_lines(self._cycle.opening_writes, self._cycle.details, entry)
            listed = {one.name for one in self._cycle.details if not one.stored}
            inputs = {name: value for name, value in inputs.items() if name not in listed}
        self.told.set_all(seq, ("details",), inputs)

    def _move(self, entry: Mapping[str, Any]) -> None:
        seq, was, state = entry["seq"], entry["was"], entry["state"]
        line = self._cycle.table.get((was, entry["event"])) if self._cycle else None
        if was != self.told.values["cases", "state"]:
            self.told.contradict(seq, "was")
        if line is None or state != (line.target.value if line.target else was):
            self.told.contradict(seq, "event")
        else:
            self._enter(line, entry)
            self._leave_lines(line.writes, line.asks, entry)
        self.clocks.give_event(entry)
        self.told.set(seq, ("cases", "state"), state)

    def _enter(self, line: Transition[Any, Any], entry: Mapping[str, Any]) -> None:
        inputs = entry.get("inputs", {})
        for field in line.asks:
            if field.stored and field.name in inputs:
                path = ("details", field.name)
                before = (self.told.values.get(path) or 0) if field.accumulates else None
                value = inputs[field.name]
                self.told.set(entry["seq"], path, value if before is None else before + value)

    def _leave_lines(self, book: str, asked: tuple[Field, ...], entry: Mapping[str, Any]) -> None:
        if not book:
            return
        for number, body in enumerate(lines_in(asked, entry.get("inputs", {})), 1):
            told = {
                "book": book,
                "at": entry["at"],
                "person_id": entry["by"],
                "body": canonical(body),
            }
            self.told.set_all(entry["seq"], ("book_lines", entry["seq"], number), told)

    def _revise(self, entry: Mapping[str, Any]) -> None:
        seq = entry["seq"]
        if entry["rev"] != self.told.values.get(("cases", "revision"), 0) + 1:
            self.told.contradict(seq, "rev")
        self.told.set_all(seq, ("cases",), {"revision": entry["rev"], "moved_at": entry["at"]})

    def _sign(self, entry: Mapping[str, Any]) -> None:
        seq = entry["seq"]
        for topic, subjects in entry.get("signs", {}).items():
            for subject in subjects:
                who = {"person_id": entry["by"], "acting_for": entry.get("for")}
                self.told.set_all(seq, ("signoffs", seq, topic, subject), who)
        voided = set(entry.get("voids", ()))
        for path in [one for one in self.told.values if one[0] == "signoffs" and one[2] in voided]:
            del self.told.values[path]
            self.told.by[path] = seq

    def _owe(self, entry: Mapping[str, Any]) -> None:
        seq, deadline = entry["seq"], None
        ladder: dict[str, Any] = dict.fromkeys(("deadline", "armed_seq", "step", "due_on"))
        if entry["what"] == "timer":
            deadline = entry["deadline"]
            ladder = {
                "deadline": deadline, "armed_seq": self.clocks.armed[deadline],
                "step": entry["step"], "due_on": entry["due"],
            }  # fmt: skip
        for one in entry.get("notices", ()):
            path: Path = ("notices", seq, one["notice"], one["to"])
            told = {
                "key": notice_key(self._case, seq, f"{one['notice']}/{deadline or ''}", one["to"]),
                "person_id": one["to"], "for_person_id": one.get("for"), **ladder,
                "tone": entry.get("tone", ""), "wants_receipt": one.get("receipt", False),
                "created_at": entry["at"], "acknowledged_at": None,
            }  # fmt: skip
            self.told.set_all(seq, path, told)
            if "via" in one:
                self.told.set(seq, ("deliveries", *path[1:], one["via"]), value=True)

    def _suspend(self, entry: Mapping[str, Any]) -> None:
        self.told.set(entry["seq"], ("cases", "suspended_at"), entry["at"])
        self.clocks.suspend(entry)

    def _resume(self, entry: Mapping[str, Any]) -> None:
        self.told.set(entry["seq"], ("cases", "suspended_at"), None)
        self.clocks.resume(entry)

    def _receipt(self, entry: Mapping[str, Any]) -> None:
        path: Path = ("notices", entry["of"], entry["notice"], entry["by"], "acknowledged_at")
        if path in self.told.values:
            self.told.set(entry["seq"], path, entry["at"])
        self.clocks.acknowledge(entry)

    def _read(self, entry: Mapping[str, Any]) -> None:
        path: Path = ("case_reads", entry["by"], entry["day"], "seq")
        self.told.set(entry["seq"], path, entry["seq"])

    def _register(self, entry: Mapping[str, Any]) -> None:
        if "id" not in entry:
            return
        table, row, values = entry["table"], entry["id"], entry["values"]
        told = {name: value for name, value in values.items() if name in REGISTER[table]}
        if table == "channels" and (table, row, "active") not in self.told.values:
            have = [one for one in self.told.values if one[0] == table and one[2] == "person_id"]
            mine = [one for one in have if self.told.values[one] == values["person_id"]]
            told = {"position": len(mine), "active": True, **told}
        self.told.set_all(entry["seq"], (table, row), told)
