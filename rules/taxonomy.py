"""What kinds of problems there are: two-level codes, in versions that hold from a day on.

The codes are policy (`config/taxonomy.toml`); a round keeps the version in force at its opening
(C12). A new kind of problem is a line of that file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kernel.words import Text


@dataclass(frozen=True, slots=True)
class Theme:
    """One focus of supervision with the kinds of problems below it."""

    code: str
    label: Text
    kinds: Mapping[str, Text]
    """Code → what it is called."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One version: the themes of supervision from a day on."""

    effective_from: date
    label: Text
    themes: tuple[Theme, ...]

    def find(self, code: str) -> Text | None:
        """Return what a kind of problem is called; None where this version has no such code."""
        return next((one.kinds[code] for one in self.themes if code in one.kinds), None)


def taxonomy_on(versions: tuple[Taxonomy, ...], day: date) -> Taxonomy:
    """Return the version in force on `day`; a day before every version gets the earliest.

    Example:
        >>> name = Text("版", "Version")
        >>> old, new = (Taxonomy(date(year, 1, 1), name, ()) for year in (2015, 2024))
        >>> taxonomy_on((old, new), date(2023, 12, 31)).effective_from.year
        2015
    """
    begun = [one for one in versions if one.effective_from <= day]
    if begun:
        return max(begun, key=_began)
    return min(versions, key=_began)


def _began(version: Taxonomy) -> date:
    return version.effective_from
