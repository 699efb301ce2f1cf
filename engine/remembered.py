"""Cases as this process last left them, so that the next move of one need not read it again.

What is remembered may be out of date: another process has moved the case, or the directory has
changed. So a decision that rests on it is written by statements that prove both (`Work.entry`,
`Work.finish`), and where the proof fails everything is read and decided again. A no is never said
from memory either: see `engine/transact.py`.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from rules.facts import SignOff
from store.database import Row

_KEPT = 4_000
"""So many cases: what an office has in hand, at a few kilobytes each."""


class Remembered(NamedTuple):
    """A case after its last entry."""

    row: Row
    """The columns of `cases` and of the detail table; never changed, only copied."""
    signoffs: tuple[SignOff, ...] | None
    """Its signatures; None where they were not read."""


class CaseMemory:
    """The cases that this process moved last, bounded; safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Remembered] = OrderedDict()

    def recall(self, case_id: int) -> Remembered | None:
        """Return a case as it was left, if it is remembered."""
        return self._kept.get(case_id)

    def keep(self, case_id: int, remembered: Remembered) -> None:
        """Remember a case that has just been committed."""
        self._kept.pop(case_id, None)  # it becomes the newest; nothing fails if it goes meanwhile
        self._kept[case_id] = remembered
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def forget(self, case_id: int) -> None:
        """Drop a case that was found to be out of date, or may be."""
        self._kept.pop(case_id, None)
