"""What the entries of a chain have told so far, and which columns of which table they tell.

A column that entries have learnt to tell is one more name here; what says it is `engine/replay.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notifications.catalogue.delivery import CHANNEL_FAILED, DELIVERY_UNCLEAR

Path = tuple[str | int, ...]
"""Where a value lies: the table, the key of the row where a case has several, the column."""

CASE = frozenset(
    {"kind", "version", "state", "revision", "parent_id", "round_id", "group_id", "unit_id",
     "body_id", "grade", "grade_years", "opened_at", "moved_at", "suspended_at"}
)  # fmt: skip
"""The columns of a case that its entries tell; the chain itself tells the others."""
TIMER = frozenset(
    {"status", "anchor_on", "nominal_on", "due_on", "original_on", "ladder", "policy",
     "effective_from", "provisional", "extensions", "spoken", "spoken_at", "acknowledged",
     "remaining", "ended_at"}
)  # fmt: skip
"""The columns of a timer that entries tell; `engine/waking.py` checks those that wake it."""
NOTICE = frozenset(
    {"key", "person_id", "for_person_id", "deadline", "armed_seq", "step", "tone", "due_on",
     "wants_receipt", "created_at", "acknowledged_at"}
)  # fmt: skip
"""The columns of a notice that the entry which owes it tells."""
LINE = frozenset({"book", "at", "person_id", "body"})
"""The columns of a line in a book."""
UNTOLD = frozenset({CHANNEL_FAILED, DELIVERY_UNCLEAR})
"""Notices that a delivery owes: no entry tells them."""
REGISTER: Mapping[str, frozenset[str]] = {
    "people": frozenset({"code", "name", "organisation", "language", "active"}),
    "channels": frozenset({"person_id", "service", "position", "active"}),
    "units": frozenset({"code", "name", "unit_type", "parent_id"}),
    "bodies": frozenset({"code", "name", "body_kind"}),
    "groups": frozenset({"round_id", "code", "name"}),
    "posts": frozenset(
        {"person_id", "post", "scope", "scope_id", "round_id", "valid_from", "valid_to"}
    ),
    "relations": frozenset({"person_id", "kind", "unit_id", "kin_id", "ended_at"}),
    "stand_ins": frozenset(
        {"person_id", "stand_in_id", "round_id", "valid_from", "valid_to", "reason", "ended_at"}
    ),
}
"""The columns of each table that the entries of the register tell; `engine/secondments.py` has
the moments of posts, which entries of rounds tell too."""


class Told:
    """What must be where by now, and which entry said so last."""

    def __init__(self) -> None:
        self.values: dict[Path, Any] = {}
        self.by: dict[Path, int] = {}
        self.contradiction: tuple[int, str] | None = None
        """The first entry that cannot follow from those before, and what is wrong in it."""

    def set(self, seq: int, path: Path, value: Any) -> None:
        """Take down that entry `seq` tells what is at `path`."""
        self.values[path], self.by[path] = value, seq

    def set_all(self, seq: int, under: Path, values: Mapping[str, Any]) -> None:
        """Take down that entry `seq` tells the columns of the row at `under`."""
        for name, value in values.items():
            self.set(seq, (*under, name), value)

    def contradict(self, seq: int, about: str) -> None:
        """Take down that entry `seq` cannot follow from those before."""
        self.contradiction = self.contradiction or (seq, about)
