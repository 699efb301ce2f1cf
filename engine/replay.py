"""Replays the entries of one case: what its tables must hold now, if the entries are the truth.

Every value is remembered with the entry that told it last, so a table that differs is traced to it.
A new kind of entry is one more method in `_steps`. `engine/audit.py` compares with the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from states.catalogue import LIFE_CYCLES, AnyLifeCycle
from states.definition import Transition

Path = tuple[str | int, ...]
"""Where a value lies: the table, the key of the row where a case has several, the column."""

CASE = frozenset(
    {"kind", "version", "state", "revision", "parent_id", "round_id", "group_id", "unit_id",
     "body_id", "grade", "opened_at", "moved_at", "suspended_at"}
)  # fmt: skip
"""The columns of a case that its entries tell; the chain itself tells the others."""
TIMER = frozenset(
    {"status", "anchor_on", "nominal_on", "due_on", "original_on", "ladder", "policy",
     "effective_from", "provisional", "extensions", "spoken", "spoken_at", "acknowledged",
     "remaining", "ended_at"}
)  # fmt: skip
"""The columns of a timer that entries tell; the others only say when it wakes next."""
REGISTER: Mapping[str, frozenset[str]] = {
    "people": frozenset({"code", "name", "organisation", "language", "active"}),
    "channels": frozenset({"person_id", "service"}),
    "units": frozenset({"code", "name", "unit_type", "parent_id"}),
    "bodies": frozenset({"code", "name", "body_kind"}),
    "groups": frozenset({"round_id", "code", "name"}),
    "posts": frozenset(
        {"person_id", "post", "scope", "scope_id", "round_id", "valid_from", "valid_to"}
    ),
    "stand_ins": frozenset(
        {"person_id", "stand_in_id", "round_id", "valid_from", "valid_to", "reason"}
    ),
}
"""The columns of each table that the entries of the register tell."""
_UNHEARD = {"spoken": -1, "spoken_at": None, "acknowledged": False}
_BELONGS = ("parent_id", "round_id", "group_id", "unit_id", "body_id")


class Replay:
    """What the entries of one case add up to."""

    def __init__(self) -> None:
        self.told: dict[Path, Any] = {}
        """What must be where."""
        self.by: dict[Path, int] = {}
        """Which entry told it last."""
        self.contradiction: tuple[int, str] | None = None
        """The first entry that cannot follow from those before, and what is wrong in it."""
        self._cycle: AnyLifeCycle | None = None
        self._armed: dict[str, int] = {}
        self._steps: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "timer": self._speak,
            "amend": self._amend,
            "suspend": self._suspend,
            "resume": self._resume,
            "receipt": self._receipt,
            "register": self._register,
        }

    def take(self, entry: Mapping[str, Any]) -> None:
        """Add the next entry of the chain."""
        try:
            self._take(entry)
        except (LookupError, TypeError, ValueError, AttributeError):
            self._contradict(entry["seq"], str(entry.get("what")))

    def _take(self, entry: Mapping[str, Any]) -> None:
        seq, what = entry["seq"], entry["what"]
        if what == "open" and seq == 1:
            self._open(entry)
        elif what == "move":
            self._move(entry)
        elif entry["state"] != self.told["cases", "state"] or what == "open":
            self._contradict(seq, "state")
        if "rev" in entry:
            self._revise(entry)
        self._sign(entry)
        self._stop_and_arm(entry)
        self._owe(entry)
        if what in self._steps:
            self._steps[what](entry)
        for name, value in entry.get("changed", {}).items():
            self._set(seq, ("cases" if name in CASE else "details", name), value)

    def differences(self, stored: Mapping[Path, Any]) -> Iterable[tuple[int, str]]:
        """Give (entry, where) for everything in which the tables are not what the entries tell.

        Args:
            stored: Everything the tables hold of this case; None where a column is empty.
        """
        if self.contradiction:
            yield self.contradiction
        for path in self.told.keys() | stored.keys():
            if self.told.get(path) != stored.get(path):
                last = max(self.by.values(), default=1)
                yield self.by.get(path, last), ".".join(str(part) for part in path)

    def _contradict(self, seq: int, about: str) -> None:
        self.contradiction = self.contradiction or (seq, about)

    def _set(self, seq: int, path: Path, value: Any) -> None:
        self.told[path], self.by[path] = value, seq

    def _set_all(self, seq: int, under: Path, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            self._set(seq, (*under, name), value)

    def _open(self, entry: Mapping[str, Any]) -> None:
        seq, at = entry["seq"], entry["at"]
        self._cycle = LIFE_CYCLES.get((entry["kind"], entry["version"]))
        if self._cycle is None or entry["state"] != self._cycle.initial.value:
            self._contradict(seq, "state")
        row = {name: entry[name] for name in ("kind", "version", "state", "grade")}
        belongs = dict.fromkeys(_BELONGS) | entry.get("belongs", {})
        times = {"opened_at": at, "suspended_at": None}
        self._set_all(seq, ("cases",), row | belongs | times)
        self._set_all(seq, ("details",), entry["inputs"])

    def _move(self, entry: Mapping[str, Any]) -> None:
        seq, was, state = entry["seq"], entry["was"], entry["state"]
        line = self._cycle.table.get((was, entry["event"])) if self._cycle else None
        if was != self.told["cases", "state"]:
            self._contradict(seq, "was")
        if line is None or state != (line.target.value if line.target else was):
            self._contradict(seq, "event")
        else:
            self._enter(line, entry)
        self._set(seq, ("cases", "state"), state)

    def _enter(self, line: Transition[Any, Any], entry: Mapping[str, Any]) -> None:
        inputs = entry.get("inputs", {})
        for field in line.asks:
            if field.stored and field.name in inputs:
                path = ("details", field.name)
                before = (self.told.get(path) or 0) if field.accumulates else None
                value = inputs[field.name]
                self._set(entry["seq"], path, value if before is None else before + value)

    def _revise(self, entry: Mapping[str, Any]) -> None:
        seq = entry["seq"]
        if entry["rev"] != self.told.get(("cases", "revision"), 0) + 1:
            self._contradict(seq, "rev")
        self._set_all(seq, ("cases",), {"revision": entry["rev"], "moved_at": entry["at"]})

    def _sign(self, entry: Mapping[str, Any]) -> None:
        seq = entry["seq"]
        for topic, subjects in entry.get("signs", {}).items():
            for subject in subjects:
                who = {"person_id": entry["by"], "acting_for": entry.get("for")}
                self._set_all(seq, ("signoffs", seq, topic, subject), who)
        voided = set(entry.get("voids", ()))
        for path in [one for one in self.told if one[0] == "signoffs" and one[2] in voided]:
            del self.told[path]
            self.by[path] = seq

    def _stop_and_arm(self, entry: Mapping[str, Any]) -> None:
        seq = entry["seq"]
        for deadline in entry.get("stopped", ()):
            if deadline in self._armed:
                self._timer(entry, deadline, status="met", ended_at=entry["at"])
                del self._armed[deadline]
        for told in entry.get("armed", ()):
            self._armed[told["deadline"]] = seq
            self._timer(
                entry,
                told["deadline"],
                anchor_on=told["from"],
                original_on=told.get("original", told["due"]),
                ladder=told["ladder"],
                policy=told["policy"],
                effective_from=told["since"],
                extensions=told.get("extensions", 0),
                ended_at=None,
                **_placed(told),
            )

    def _owe(self, entry: Mapping[str, Any]) -> None:
        for one in entry.get("notices", ()):
            told = {"person_id": one["to"], "for_person_id": one.get("for")}
            path: Path = ("notices", entry["seq"], one["notice"], one["to"])
            self._set_all(entry["seq"], path, {**told, "acknowledged_at": None})

    def _timer(self, entry: Mapping[str, Any], deadline: str, **columns: Any) -> None:
        armed = self._armed.get(deadline)
        if armed is None:
            self._contradict(entry["seq"], deadline)
        else:
            self._set_all(entry["seq"], ("timers", deadline, armed), columns)

    def _speak(self, entry: Mapping[str, Any]) -> None:
        spoke = {"spoken": entry["step"], "spoken_at": entry["at"], "acknowledged": False}
        self._timer(entry, entry["deadline"], **spoke)

    def _amend(self, entry: Mapping[str, Any]) -> None:
        deadline = entry.get("deadline")
        if deadline is None:
            return
        self._timer(entry, deadline, **_placed(entry))
        if "calendar" not in entry and deadline in self._armed:
            path = ("timers", deadline, self._armed[deadline], "extensions")
            self._set(entry["seq"], path, self.told[path] + 1)

    def _suspend(self, entry: Mapping[str, Any]) -> None:
        self._set(entry["seq"], ("cases", "suspended_at"), entry["at"])
        for clock in entry.get("clocks", ()):
            self._timer(entry, clock["deadline"], status="suspended", remaining=clock["left"])

    def _resume(self, entry: Mapping[str, Any]) -> None:
        self._set(entry["seq"], ("cases", "suspended_at"), None)
        for clock in entry.get("clocks", ()):
            self._timer(entry, clock["deadline"], **_placed(clock))

    def _receipt(self, entry: Mapping[str, Any]) -> None:
        """An acknowledgement quiets the step it answers, while that is the last one to speak."""
        notice: Path = ("notices", entry["of"], entry["notice"], entry["by"])
        if (*notice, "person_id") in self.told:
            self._set_all(entry["seq"], notice, {"acknowledged_at": entry["at"]})
        deadline = str(entry.get("deadline"))
        armed = self._armed.get(deadline)
        if armed is None or armed >= entry["of"]:
            return
        timer: Path = ("timers", deadline, armed)
        now = [self.told[*timer, name] for name in ("status", "spoken")]
        if now == ["armed", entry["step"]]:
            self._set_all(entry["seq"], timer, {"acknowledged": True})

    def _register(self, entry: Mapping[str, Any]) -> None:
        if "id" not in entry:
            return
        columns = REGISTER[entry["table"]]
        told = {name: value for name, value in entry["values"].items() if name in columns}
        self._set_all(entry["seq"], (entry["table"], entry["id"]), told)


def _placed(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return where a timer stands that was armed, extended or resumed."""
    return {
        "status": "armed",
        "due_on": told["due"],
        "nominal_on": told.get("nominal", told["due"]),
        "provisional": told.get("provisional", False),
        "remaining": None,
        **_UNHEARD,
    }
