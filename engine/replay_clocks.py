"""Replays what the entries of one case tell of its limits: armed, spoken, moved, stopped, resumed.

What a new kind of entry does to a limit is one more method, called by `engine/replay.py`. Where a
limit stands on its ladder is kept for `engine/waking.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.told import Path, Told
from states.catalogue import AnyLifeCycle

Entry = Mapping[str, Any]
Key = tuple[str, int]
"""A timer: its deadline and the entry that armed it."""
_UNHEARD = {"spoken": -1, "spoken_at": None, "acknowledged": False}


class Place(NamedTuple):
    """That a timer was put on its ladder at a moment, to be due on a day."""

    at: str
    due_on: str
    since: str
    """The moment before which its time is not up: that of the first placing, if it was kept."""


class Clocks:
    """The limits of one case, as its entries tell them."""

    def __init__(self, told: Told) -> None:
        self.cycle: AnyLifeCycle | None = None
        self.armed: dict[str, int] = {}
        """Deadline → the entry that armed it, while it runs."""
        self.pending: dict[Key, frozenset[str | None]] = {}
        """Which event each timer may still have to give; None is none any more."""
        self.places: dict[Key, tuple[Place, ...]] = {}
        """Where each timer was put on its ladder since it last spoke, the newest at the end."""
        self._told = told

    def stop_and_arm(self, entry: Entry) -> None:
        """Take in the limits that the entry ends and begins."""
        seq, stopped = entry["seq"], entry.get("stopped", ())
        for deadline in stopped:
            if deadline in self.armed:
                self._set(entry, deadline, status="met", ended_at=entry["at"])
                del self.armed[deadline]
        for told in entry.get("armed", ()):
            deadline = told["deadline"]
            earlier = None if deadline in stopped else self._earlier(deadline, told["from"])
            self.armed[deadline] = seq
            self.pending[deadline, seq] = frozenset({self._event(deadline)})
            suspended = {"status": "suspended", "remaining": told["left"]} if "left" in told else {}
            self._set(
                entry,
                deadline,
                anchor_on=told["from"],
                original_on=told.get("original", told["due"]),
                ladder=told["ladder"],
                policy=told["policy"],
                effective_from=told["since"],
                extensions=told.get("extensions", 0),
                ended_at=None,
                **{**_placed(told), **_UNHEARD, **suspended},
            )
            self._place(entry, deadline, earlier)

    def speak(self, entry: Entry) -> None:
        """A step of the ladder has spoken, or was repeated."""
        deadline = entry["deadline"]
        self._set(entry, deadline, spoken=entry["step"], spoken_at=entry["at"], acknowledged=False)
        if deadline in self.armed and not entry.get("repeated"):
            key = deadline, self.armed[deadline]
            self.places[key] = self.places[key][-1:]

    def amend(self, entry: Entry) -> None:
        """A limit was extended, or its date was counted anew."""
        deadline = entry.get("deadline")
        if deadline is None:
            return
        self._set(entry, deadline, **_placed(entry), **_UNHEARD)
        if deadline in self.armed:
            self._place(entry, deadline, None)
            if "calendar" not in entry:
                path = ("timers", deadline, self.armed[deadline], "extensions")
                self._told.set(entry["seq"], path, self._told.values[path] + 1)

    def suspend(self, entry: Entry) -> None:
        """The clocks stand still."""
        for clock in entry.get("clocks", ()):
            self._set(entry, clock["deadline"], status="suspended", remaining=clock["left"])

    def resume(self, entry: Entry) -> None:
        """The clocks go on; what was said is not said again."""
        for clock in entry.get("clocks", ()):
            deadline = clock["deadline"]
            self._set(entry, deadline, **_placed(clock))
            if deadline in self.armed:
                self._place(entry, deadline, (deadline, self.armed[deadline]), anew=True)

    def acknowledge(self, entry: Entry) -> None:
        """A receipt quiets the step it answers, while that is the last one to speak."""
        deadline = str(entry.get("deadline"))
        armed = self.armed.get(deadline)
        if armed is None or armed >= entry["of"]:
            return
        timer: Path = ("timers", deadline, armed)
        now = [self._told.values[*timer, name] for name in ("status", "spoken")]
        if now == ["armed", entry["step"]]:
            self._told.set(entry["seq"], (*timer, "acknowledged"), value=True)

    def give_event(self, entry: Entry) -> None:
        """The clock has given the event of a limit whose time was up."""
        armed = self.armed.get(entry.get("deadline", ""))
        if armed is not None:
            self.pending[entry["deadline"], armed] = frozenset({None})

    def refuse(self, entry: Entry) -> None:
        """A guard may say no to the clock, too; the entry does not say which limit had asked."""
        for key, events in self.pending.items():
            if entry["by"] == 0 and entry["event"] in events:
                self.pending[key] = events | {None}

    def _event(self, deadline: str) -> str | None:
        lines = self.cycle.deadlines if self.cycle else ()
        line = next((one for one in lines if one.name == deadline), None)
        return line.fires.value if line is not None and line.fires is not None else None

    def _earlier(self, deadline: str, anchor: str) -> Key | None:
        """Return the timer that is taken up again: the last one that ran from the same date."""
        lines = self.cycle.deadlines if self.cycle else ()
        if not any(one.name == deadline and one.anchor for one in lines):
            return None
        same = [
            seq
            for name, seq in self.places
            if name == deadline
            and self._told.values["timers", deadline, seq, "anchor_on"] == anchor
        ]
        return (deadline, max(same)) if same else None

    def _place(
        self, entry: Entry, deadline: str, earlier: Key | None, *, anew: bool = False
    ) -> None:
        """Take down where a timer stands now; with what it had said `earlier`, if anything.

        Args:
            entry: The entry that puts it there.
            deadline: The deadline.
            earlier: The timer whose place on the ladder it keeps.
            anew: Whether its time is up anew, from now on.
        """
        timer: Path = ("timers", deadline, self.armed[deadline])
        due_on, at = self._told.values[*timer, "due_on"], entry["at"]
        before: tuple[Place, ...] = ()
        since = at
        if earlier is not None and self._told.values["timers", *earlier, "spoken"] >= 0:
            before = self.places[earlier]
            since = at if anew else before[-1].since
            heard = {name: self._told.values["timers", *earlier, name] for name in _UNHEARD}
            self._told.set_all(entry["seq"], timer, heard)
        self.places[deadline, self.armed[deadline]] = (*before, Place(at, due_on, since))

    def _set(self, entry: Entry, deadline: str, **columns: Any) -> None:
        armed = self.armed.get(deadline)
        if armed is None:
            self._told.contradict(entry["seq"], deadline)
        else:
            self._told.set_all(entry["seq"], ("timers", deadline, armed), columns)


def _placed(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return when a timer is due that was armed, extended or resumed."""
    return {
        "status": "armed",
        "due_on": told["due"],
        "nominal_on": told.get("nominal", told["due"]),
        "provisional": told.get("provisional", False),
        "remaining": None,
    }
