"""What one person may read of one case: its state, details, deadlines and entries.

`rules/access.py` says who has which sight; the table of what each party reads is in `rules/views`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rules.posts import CaseScope, Scope
from rules.views.view import View

_HEAD = ("at", "by", "for", "case", "kind", "seq", "what", "event", "rev")
_OWN = frozenset({"refusal", "receipt"})
"""Entries that concern only the person who made them."""
_TOLD = {"open": "inputs", "amend": "changed"}
"""What an opening and a change from outside tell of the details."""

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CaseView:
    """What decides who may see a case: what it is, where it is and, below another, whose it is."""

    kind: str
    state: str
    scope: CaseScope = field(default_factory=CaseScope)
    parent_kind: str | None = None
    """The kind of the case above; only what may be kept or asked for needs it."""
    asked_in: frozenset[tuple[Scope, int]] = frozenset()
    """Where the person who asked for an extension held a post on that day."""
    named: frozenset[int] = frozenset()
    """Who may know of it in the group besides its leaders, where the group does not share it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person may read of a case through the views that the posts open."""

    views: tuple[View, ...]
    groups: frozenset[int] = frozenset()
    """The person's own groups: what is another group's is left out."""

    @property
    def whole(self) -> bool:
        """Say whether everything is read."""
        return any(view.whole for view in self.views)

    @property
    def every_event(self) -> bool:
        """Say whether events that are for others are told of, too."""
        return any(view.every_event for view in self.views)

    def state(self, state: str) -> str | None:
        """Return the state that is shown for `state`, or None where it is hidden."""
        shown = (view.shows(state) for view in self.views)
        return next((one for one in shown if one is not None), None)

    def detail(self, name: str) -> bool:
        """Say whether a detail is read."""
        return self.whole or any(name in view.details for view in self.views)

    def deadline(self, name: str) -> bool:
        """Say whether a deadline is read."""
        return self.whole or any(name in view.deadlines for view in self.views)

    def book(self, name: str) -> bool:
        """Say whether a book is read."""
        return self.whole or any(name in view.books for view in self.views)

    def entries(self, entries: Iterable[Entry], person_id: int) -> list[Entry]:
        """Return what is read of the entries of a case, oldest first.

        Args:
            entries: Every entry, oldest first.
            person_id: Who reads; one's own refused attempts and receipts stay readable.
        """
        every = list(entries)
        if self.whole:
            return every
        begin = max((self._beginning(view, every) for view in self.views), default=0)
        shown = (self._entry(one, person_id) for one in every[begin:])
        return [one for one in shown if one is not None]

    @staticmethod
    def _beginning(view: View, every: list[Entry]) -> int:
        found = [at for at, one in enumerate(every) if view.begins and _moves(one, view.begins)]
        return found[-1] if found else 0

    def _entry(self, entry: Entry, person_id: int) -> Entry | None:
        """Return an entry as far as it is read; None where nothing of it is."""
        state = self.state(entry["state"])
        if state is None:
            return None
        head = {name: entry[name] for name in _HEAD if name in entry} | {"state": state}
        was = self.state(entry["was"]) if "was" in entry else None
        if was is not None:
            head["was"] = was
        what = entry["what"]
        if what == "move":
            return self._move(head, entry)
        if what in {"suspend", "resume"}:
            return head
        if what in _OWN and person_id in {entry["by"], entry.get("for")}:
            return _with(head, "reasons", entry.get("reasons"))
        if what not in _TOLD:
            return None
        told = {
            name: value
            for name, value in (entry.get(_TOLD[what]) or {}).items()
            if self.detail(name)
        }
        return _with(head, _TOLD[what], told) if told else None

    def _move(self, head: Entry, entry: Entry) -> Entry | None:
        event, inputs = entry["event"], entry.get("inputs") or {}
        told = [view.events[event] for view in self.views if event in view.events]
        if not told or ("group" in inputs and inputs["group"] not in self.groups):
            return None
        open_here = frozenset[str]().union(*told)
        shown = {
            name: value
            for name, value in inputs.items()
            if name in open_here or self.detail(name)
        }  # fmt: skip
        return _with(head, "inputs", shown)


def _moves(entry: Entry, event: str) -> bool:
    return bool(entry["what"] == "move" and entry["event"] == event)


def _with(head: Entry, name: str, value: Any) -> Entry:
    return {**head, name: value} if value else head
