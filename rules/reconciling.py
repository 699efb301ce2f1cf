"""Comparing ledgers of clues: what the office handed over beside what a receiver holds. Row J07.

A further kind of difference is a member of `Found` and its line in `compare`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kernel.words import Labelled
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

CHECKS = "ledger_checks"
"""The book of a clue that tells how each comparison of ledgers found it."""


class Found(Labelled):
    """How a comparison found one clue."""

    NONE = "none", "一致", "Agrees"
    MISSING_THERE = "missing_there", "承办单位台账没有", "Missing in the receiver's ledger"
    MISSING_HERE = "missing_here", "巡察办台账没有", "Missing in the office's ledger"
    RESULT_DIFFERS = "result_differs", "办理结果不一致", "The result differs"
    RECEIPT_OVERDUE = "receipt_overdue", "超期未签收", "Receipt overdue"


@dataclass(frozen=True, slots=True)
class Ours:
    """One clue in the office's tables."""

    number: str
    result: str | None
    receipt_overdue: bool = False
    settled: bool = False
    """Whether it is reconciled already: the receiver may still list it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How one clue was found."""

    number: str
    found: Found
    ours: str | None
    theirs: str | None


def compare(ours: Iterable[Ours], theirs: Mapping[str, str | None]) -> tuple[Difference, ...]:
    """Return how each clue was found, those that agree among them.

    Args:
        ours: The clues that the office's tables hold for this receiver.
        theirs: Number → result code of each clue that the receiver holds.
    """
    known = {one.number: one for one in ours}
    compared = []
    for one in known.values():
        if one.settled:
            continue
        told = theirs.get(one.number)
        if one.receipt_overdue:
            found = Found.RECEIPT_OVERDUE
        elif one.number not in theirs:
            found = Found.MISSING_THERE
        else:
            found = Found.NONE if told == one.result else Found.RESULT_DIFFERS
        compared.append(Difference(one.number, found, one.result, told))
    strange = sorted(set(theirs) - set(known))
    compared += [Difference(one, Found.MISSING_HERE, None, theirs[one]) for one in strange]
    return tuple(compared)


@rule(
    "最近一次对账中这条线索尚无一致的记录：先由承办单位报台账，对出的差异解决后再对账。",
    "No comparison of ledgers has found this clue in agreement: the receiver's ledger comes first.",
    row="J07",
    needs=(Need.LINES,),
    cured_by=(Post.RECEIVER_CONTACT, *OFFICE),
)
def the_ledgers_agree(facts: Facts) -> bool:
    """The newest comparison found the clue with the receiver, with the same result."""
    checks: tuple[Any, ...] = facts.lines.get(CHECKS, ())
    if not checks:
        return False
    newest = checks[-1].values
    same = newest.get("told") == facts.fields.get("result")
    return bool(newest["found"] == Found.NONE and same)


@rule(
    "请逐条填报所持线索，或确认与巡察办台账逐条核对一致。",
    "List the clues that are held, or confirm that the office's list was checked line by line.",
    row="J07",
    form=True,
)
def a_ledger_is_given(facts: Facts) -> bool:
    """The receiver lists what it holds, or confirms the office's list."""
    return bool(facts.inputs.get("ledger")) or facts.inputs.get("confirmed") is True
