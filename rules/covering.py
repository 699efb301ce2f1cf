"""Counting coverage: which units of a term are done, on site, planned or left, and the pace.

Pure arithmetic over plain values. A unit of the universe is in exactly one `Standing`; what does
not count as coverage (an extension, a look-back) is told apart. A further figure is a field of
`Tally`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kernel.words import Labelled


class Standing(Labelled):
    """Where a unit stands in its term; of several visits the furthest one decides."""

    DONE = "done", "已巡", "Done"
    ON_SITE = "on_site", "在巡", "On site"
    PLANNED = "planned", "已安排", "Planned"
    LEFT = "left", "未安排", "Left"


_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection of one unit."""

    standing: Standing
    counts: bool = True
    """Whether its mode covers the unit for the term."""
    extended: bool = False
    """Whether it reached the unit by extension 延伸."""


Visits = Mapping[str, Sequence[Visit]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units there are, and where they stand."""

    universe: int = 0
    done: int = 0
    on_site: int = 0
    planned: int = 0
    left: int = 0
    extended: int = 0
    """Of all units, those reached by extension: told apart, whatever their standing."""
    twice: int = 0
    """Of the done ones, those inspected more than once."""

    @property
    def share(self) -> float:
        """Return the done units as per cent of the universe; of an empty universe, 100."""
        return round(100 * self.done / self.universe, 1) if self.universe else 100.0


@dataclass(frozen=True, slots=True)
class Branch:
    """One unit of the tree with everything below it."""

    code: str
    depth: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Pace:
    """The share of the term that is over against the share of the universe that is done (A01)."""

    done_share: float
    elapsed_share: float
    allowed: int
    """By how many percentage points the one may trail the other."""

    @property
    def behind(self) -> bool:
        """Say whether the coverage is too slow."""
        return self.elapsed_share - self.done_share > self.allowed


def standing_of(visits: Iterable[Visit]) -> Standing:
    """Return where a unit stands."""
    found = [one.standing for one in visits if one.counts]
    return min(found, key=_ORDER.index, default=Standing.LEFT)


def tally(units: Collection[str], visits: Visits) -> Tally:
    """Count units of the universe.

    Example:
        >>> seen = {"a": [Visit(Standing.DONE)], "b": [Visit(Standing.DONE, False, True)]}
        >>> count = tally(["a", "b", "c"], seen)
        >>> (count.universe, count.done, count.left, count.extended, count.share)
        (3, 1, 2, 1, 33.3)
    """
    numbers = dict.fromkeys(_ORDER, 0)
    extended = twice = 0
    for code in units:
        seen = visits.get(code, ())
        numbers[standing_of(seen)] += 1
        extended += any(one.extended for one in seen)
        twice += sum(one.counts and one.standing is Standing.DONE for one in seen) > 1
    return Tally(
        universe=len(units),
        done=numbers[Standing.DONE],
        on_site=numbers[Standing.ON_SITE],
        planned=numbers[Standing.PLANNED],
        left=numbers[Standing.LEFT],
        extended=extended,
        twice=twice,
    )


def by_type(universe: Mapping[str, str], visits: Visits) -> dict[str, Tally]:
    """Return the tally of each type of unit, in order of their names."""
    return {
        kind: tally([code for code, of in universe.items() if of == kind], visits)
        for kind in sorted(set(universe.values()))
    }


def tree(
    universe: Collection[str], parents: Mapping[str, str | None], visits: Visits
) -> list[Branch]:
    """Return the units above and in the universe, each with the tally of all below it (A03).

    Args:
        universe: The units of the term.
        parents: Unit → the unit above it, for every unit of the directory.
        visits: Unit → its visits.
    """
    below: dict[str | None, list[str]] = {}
    wanted: dict[str, str | None] = {}
    for code in universe:
        at: str | None = code
        while at is not None and at not in wanted:
            wanted[at] = parents.get(at)
            at = wanted[at]
    for code, above in wanted.items():
        below.setdefault(above, []).append(code)
    inside = set(universe)
    found: list[Branch] = []

    def walk(code: str, depth: int) -> list[str]:
        place = len(found)
        found.append(Branch(code, depth, Tally()))
        own = [code] if code in inside else []
        for child in sorted(below.get(code, ())):
            own += walk(child, depth + 1)
        found[place] = Branch(code, depth, tally(own, visits))
        return own

    for root in sorted(below.get(None, ())):
        walk(root, 0)
    return found


def elapsed_share(first: date, last: date, today: date) -> float:
    """Return how much of a term is over, in per cent.

    Example:
        >>> elapsed_share(date(2021, 1, 1), date(2026, 1, 1), date(2022, 1, 1))
        20.0
    """
    passed = min(max((today - first).days, 0), (last - first).days)
    return round(100 * passed / (last - first).days, 1)
