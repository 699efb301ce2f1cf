"""When posts wake and end, as entries of two chains tell it: the register's and a secondment's.

The register gives and takes a post; the pledges on a secondment wake it, and whatever ends the
secondment ends it (B08, L07). A further effect of a case on posts is one more line in `_EFFECTS`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kernel.canonical import moment_text
from states.catalogue import LIFE_CYCLES
from store.database import Row

_EFFECTS = {"wake_posts": "pledged_at", "end_posts": "released_at"}
"""Effect → the column it sets where it is empty."""
_SETS = {
    (cycle.kind, line.event.value): _EFFECTS[name]
    for cycle in LIFE_CYCLES.values()
    for line in cycle.transitions
    for name in line.effects
    if name in _EFFECTS
}
"""(kind of case, event) → the column of posts it sets."""


class Told(NamedTuple):
    """One entry that set a column."""

    at: str
    case: int
    seq: int


class Secondments:
    """Everything entries have told of when posts woke and ended."""

    def __init__(self) -> None:
        self._register = 0
        self._given: dict[int, tuple[str, int]] = {}
        self._taken: dict[int, tuple[str | None, int]] = {}
        self._of: dict[int, tuple[int, int]] = {}
        """Secondment → its round and its person."""
        self._opened: set[int] = set()
        """Every case whose opening could be read."""
        self._happened: defaultdict[tuple[str, int, int], list[Told]] = defaultdict(list)

    def take(self, entry: Mapping[str, Any]) -> None:
        """Add an entry of any chain."""
        if entry["what"] == "open":
            self._opened.add(entry["case"])
        if entry["what"] == "register" and entry.get("table") == "posts":
            self._register = entry["case"]
            self._given.setdefault(entry["id"], (entry["at"], entry["seq"]))
            if "released_at" in entry["values"]:
                self._taken[entry["id"]] = entry["values"]["released_at"], entry["seq"]
        elif entry["what"] == "open" and entry["kind"] == "secondment":
            self._of[entry["case"]] = (entry["belongs"]["round_id"], entry["inputs"]["person_id"])
        elif entry["what"] == "move" and (entry["kind"], entry["event"]) in _SETS:
            column = _SETS[entry["kind"], entry["event"]]
            told = Told(entry["at"], entry["case"], entry["seq"])
            self._happened[(column, *self._of.get(entry["case"], (0, 0)))].append(told)

    def contradicted(self, posts: Iterable[Row], wrong: set[int]) -> Iterator[tuple[int, int, str]]:
        """Give (case, entry, column) for each moment that is not the one an entry tells.

        Args:
            posts: The rows of the table, which the register is known to tell otherwise.
            wrong: Cases whose chain is wrong already: nothing follows from them.
        """
        unread = wrong - self._opened  # one of them may be the secondment of a post that seems bare
        for post in posts:
            tellers = self._tellers(post)
            bare = len(tellers) == 1
            if post["id"] in self._given and not tellers & wrong and not (bare and unread):
                for column in _EFFECTS.values():
                    case, seq = self._blamed(post, column)
                    if seq:
                        yield case, seq, f"posts.{post['id']}.{column}"

    def _tellers(self, post: Row) -> set[int]:
        """Return the cases whose chains tell of a post: the register and its secondments."""
        belongs = (post["round_id"], post["person_id"])
        return {self._register, *(case for case, of in self._of.items() if of == belongs)}

    def _blamed(self, post: Row, column: str) -> tuple[int, int]:
        """Return the entry that a moment contradicts; (0, 0) is none."""
        stored = None if post[column] is None else moment_text(post[column])
        given, seq = self._given[post["id"]]
        taken, by = self._taken.get(post["id"], (None, seq))
        if column == "released_at" and taken is not None:
            return (0, 0) if stored == taken else (self._register, by)
        happened = self._happened.get((column, post["round_id"] or 0, post["person_id"]), [])
        after = [one for one in happened if one.at > given]
        if stored in {one.at for one in happened} or (stored is None and not after):
            return 0, 0
        return (after[0].case, after[0].seq) if after else (self._register, seq)
