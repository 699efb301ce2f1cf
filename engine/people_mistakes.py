"""A mistake in one cell of the sheet of people, and how all of them come in the order of the rows.

A further place of a mistake is one more field of `CellMistake` and its part in `_place`.
"""

from __future__ import annotations

import sys
from bisect import insort

from kernel.words import Text


class CellMistake(Text):
    """A mistake in one cell, which knows its row and the place of its column in the form."""

    row: int
    column: int

    @classmethod
    def at(cls, row: int, column: int, words: Text) -> CellMistake:
        """Return `words` as a mistake in a cell."""
        made = cls(*words)
        made.row, made.column = row, column
        return made


def note(mistakes: list[Text], mistake: CellMistake) -> None:
    """Put a mistake among the others, in the order of the rows and columns of the sheet."""
    insort(mistakes, mistake, key=_place)


def _place(mistake: Text) -> tuple[int, int]:
    """Return where a mistake stands; one of the whole sheet comes last."""
    if isinstance(mistake, CellMistake):
        return mistake.row, mistake.column
    return sys.maxsize, 0
