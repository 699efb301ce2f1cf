"""Small counts are hidden, so that nobody is recognised by them. Row §7 row 15.

Whatever tells counts of people, or of cases with people behind them, asks `suppressed`; details of
one case ask `masked`, which knows them by `CELLS`: a further count is a name there. How small is
too small is the limit `small_cell`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.evaluating import NO_OPINION, Answer
from rules.handover import PENALTIES
from rules.surveying import ANSWERS, QUESTIONS

CELLS: tuple[tuple[str, ...], ...] = (
    (*(one.value for one in Answer), NO_OPINION),
    *(tuple(f"{question}_{answer}" for answer, _ in ANSWERS) for question, _ in QUESTIONS),
    tuple(name for name, _ in PENALTIES),
)
"""Counts in the details of cases that are hidden together: answers to one question, outcomes."""
BESIDE = "*"
"""What stands for a count that is hidden only so that a small one cannot be worked out."""


def suppressed(counts: Mapping[str, int], least: int) -> dict[str, int | str]:
    """Return counts with the small ones hidden, so that none can be worked out (§7 row 15).

    Where one count alone would be hidden, the next smallest is hidden with it: from the total and
    the others it could be worked out else. A count of nobody is no person and stays.

    Example:
        >>> suppressed({"satisfied": 40, "fairly_satisfied": 9, "dissatisfied": 1}, 3)
        {'satisfied': 40, 'fairly_satisfied': '*', 'dissatisfied': '<3'}
    """
    small = {name for name, n in counts.items() if 0 < n < least}
    beside: list[str] = []
    if len(small) == 1:
        others = [name for name, n in counts.items() if n >= least]
        beside = sorted(others, key=lambda name: counts[name])[:1]
    shown: dict[str, int | str] = dict(counts)
    return shown | dict.fromkeys(small, f"<{least}") | dict.fromkeys(beside, BESIDE)


def masked(values: Mapping[str, Any], least: int) -> dict[str, Any]:
    """Return what may be shown of the details of a case: its counts below `least` are hidden."""
    shown = dict(values)
    for cells in CELLS:
        counts = {name: values[name] for name in cells if isinstance(values.get(name), int)}
        shown |= suppressed(counts, least)
    return shown
