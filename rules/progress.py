"""The progress index of an assignment, which explains itself. Rows H06, A13.

It compares what is done with the time that has passed: 100 is on pace. Each part is a `Term` with
its weight from policy and a sentence; a further part is one function in `_TERMS`. It is for people
to look into, never a quota (§7 row 9): clues do not count in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kernel.words import Labelled, Text
from rules.workdays import Calendar

WHOLE = 100


class Pace(Labelled):
    """How an assignment goes against its time."""

    NOT_MEASURED = "not_measured", "暂不计算", "Not measured"
    SLOW = "slow", "偏慢", "Slow"
    ON_PACE = "on_pace", "正常", "On pace"
    HASTY = "hasty", "偏快", "Hasty"


@dataclass(frozen=True, slots=True)
class Done:
    """What is recorded of an assignment; numbers only."""

    used: Mapping[Text, tuple[int, int]] = field(default_factory=dict)
    """Method → how much was done of it, and the least that policy demands."""
    papers: int = 0
    papers_signed: int = 0
    requests: int = 0
    requests_settled: int = 0
    items: int = 0
    items_marked: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """One part of the index."""

    name: str
    label: Text
    weight: int
    share: int
    """How much of it is done, in per cent."""
    why: Text


@dataclass(frozen=True, slots=True)
class Progress:
    """The index with everything it is made of."""

    time_share: int
    """How much of the stay has passed, in per cent of its working days."""
    done_share: int
    index: int | None
    """`done_share` against `time_share`; None while there is nothing to measure."""
    pace: Pace
    terms: tuple[Term, ...]

    @property
    def why(self) -> Text:
        """Return the whole explanation in one sentence."""
        parts = [term.why for term in self.terms]
        return Text(
            f"时间已过 {self.time_share}%，完成 {self.done_share}%："
            + "；".join(one.zh for one in parts)
            + "。",
            f"{self.time_share}% of the time has passed, {self.done_share}% is done: "
            + "; ".join(one.en for one in parts)
            + ".",
        )


def _methods(done: Done) -> tuple[int, int, Text] | None:
    wanted = {name: pair for name, pair in done.used.items() if pair[1] > 0}
    if not wanted:
        return None
    shares = [min(WHOLE, WHOLE * used // least) for used, least in wanted.values()]
    zh = "、".join(f"{name.zh} {used}/{least}" for name, (used, least) in wanted.items())
    en = ", ".join(f"{name.en} {used}/{least}" for name, (used, least) in wanted.items())
    return sum(shares), WHOLE * len(shares), Text(zh, en)


def _of(part: int, whole: int) -> tuple[int, int, Text] | None:
    return (part, whole, Text(f"{part}/{whole}", f"{part}/{whole}")) if whole else None


_TERMS: Mapping[str, tuple[Text, Callable[[Done], tuple[int, int, Text] | None]]] = {
    "pace_methods": (Text("方式最少次数", "Least of each method"), _methods),
    "pace_papers": (
        Text("底稿审签", "Papers signed"), lambda done: _of(done.papers_signed, done.papers)
    ),
    "pace_requests": (
        Text("调阅办结", "Requests settled"), lambda done: _of(done.requests_settled, done.requests)
    ),
    "pace_checklist": (
        Text("负面清单", "Checklist"), lambda done: _of(done.items_marked, done.items)
    ),
}  # fmt: skip
"""Limit with the weight → the part's name, and what is done of how much; None: not measured."""

WEIGHTS = tuple(_TERMS)
"""The limits that weigh the parts; the sum does not matter."""


def progress(done: Done, time_share: int, limits: Mapping[str, int]) -> Progress:
    """Return the index of what is done against the time that has passed.

    Args:
        done: What is recorded.
        time_share: How much of the stay has passed, in per cent.
        limits: The office's numbers: the weights, and `pace_slow` and `pace_hasty`.

    Example:
        >>> limits = {"pace_methods": 2, "pace_papers": 1, "pace_requests": 1, "pace_checklist": 1}
        >>> talks = Text("谈话", "Interviews")
        >>> found = progress(
        ...     Done({talks: (3, 10)}, papers=2, papers_signed=1), 50,
        ...     {**limits, "pace_slow": 80, "pace_hasty": 150},
        ... )
        >>> found.done_share, found.index, found.pace.value
        (36, 72, 'slow')
    """
    terms = []
    for limit, (label, measure) in _TERMS.items():
        found = measure(done)
        if found is None or not limits[limit]:
            continue
        part, whole, told = found
        share, weight = WHOLE * part // whole, limits[limit]
        why = Text(
            f"{label.zh} {share}%（{told.zh}，权重 {weight}）",
            f"{label.en} {share}% ({told.en}, weight {weight})",
        )
        terms.append(Term(limit, label, weight, share, why))
    weights = sum(term.weight for term in terms)
    if not weights or not time_share:
        return Progress(time_share, 0, None, Pace.NOT_MEASURED, tuple(terms))
    done_share = sum(term.share * term.weight for term in terms) // weights
    index = WHOLE * done_share // time_share
    pace = Pace.ON_PACE
    if index < limits["pace_slow"]:
        pace = Pace.SLOW
    elif index > limits["pace_hasty"]:
        pace = Pace.HASTY
    return Progress(time_share, done_share, index, pace, tuple(terms))


def time_share(first: date, last: date, today: date, calendar: Calendar) -> int:
    """Return how much of a stay has passed at the end of a day, in per cent of its working days.

    Example:
        >>> week = Calendar(frozenset(), frozenset(), date(2022, 12, 31), "weekends only")
        >>> time_share(date(2022, 1, 3), date(2022, 1, 14), date(2022, 1, 7), week)
        50
    """
    whole = _workdays(first, last, calendar)
    return min(WHOLE, WHOLE * _workdays(first, today, calendar) // whole) if whole else WHOLE


def _workdays(first: date, last: date, calendar: Calendar) -> int:
    between = calendar.workdays_between(first, last)
    return max(0, between + calendar.is_workday(first)) if last >= first else 0
