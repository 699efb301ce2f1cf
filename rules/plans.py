"""What rules may know of terms, annual plans and the stays of a round: plain values.

The engine fills a `Plans` for the case at hand (`engine/planning.py`); units go by their codes. A
further fact about plans is a field here and a line there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

EXTENDED = "extended"
"""The mode of a unit that is reached by extension 延伸 from the unit above it (A03)."""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the directory."""

    code: str
    name: str
    parent: str | None = None
    """The code of the unit above."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One group's planned stay at one unit of the round."""

    unit: str
    mode: str
    end: date
    earliest_end: date
    """The last day of the shortest stay that policy allows this mode at this type of unit."""


@dataclass(frozen=True, slots=True)
class Plans:
    """Terms and plans as far as a guard may ask about them."""

    units: Mapping[str, KnownUnit] = field(default_factory=dict)
    """Code → unit of the directory."""
    universe: Mapping[str, str] | None = None
    """Code → type it counts under, of the term at hand or of every term in force; None: no term."""
    years: frozenset[int] = frozenset()
    """Years with a plan: below this term, or in force anywhere for a round."""
    lines: tuple[str, ...] = ()
    """The lines of the plans in force, as `2026/3`."""
    holds: Mapping[str, int] = field(default_factory=dict)
    """Type → number, in the version of this annual plan that is in force."""
    reached: Mapping[str, int] = field(default_factory=dict)
    """Type → units inspected in the year of this annual plan."""
    stays: tuple[Stay, ...] = ()

    def name(self, code: str) -> str:
        """Return what people call a unit; its code where nobody has registered it."""
        unit = self.units.get(code)
        return unit.name if unit is not None else code

    def above(self, code: str) -> Iterator[str]:
        """Give the units above one, the nearest first."""
        seen = {code}
        unit = self.units.get(code)
        while unit is not None and unit.parent is not None and unit.parent not in seen:
            seen.add(unit.parent)
            yield unit.parent
            unit = self.units.get(unit.parent)

    def covers(self, stay: Stay) -> bool:
        """Say whether a stay is at a unit of the universe, or extended to from one (A03)."""
        universe = self.universe or {}
        if stay.unit in universe:
            return True
        return stay.mode == EXTENDED and any(one in universe for one in self.above(stay.unit))


def named_units(words: str | None) -> tuple[str, ...]:
    """Return the codes in a cell such as `u01, u02，u03`.

    Example:
        >>> named_units("u01, u02，u03、u04")
        ('u01', 'u02', 'u03', 'u04')
    """
    parts = (words or "").replace("，", ",").replace("、", ",").replace("；", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())
