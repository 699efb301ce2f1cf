"""What a figure is: a number with its name and its definition, computed from what is recorded.

A new one is a function with `@figure` in the module of its subject; the command, its JSON and the
summary of a play show it without further ado. It names each of its parts: `parts` those that are
fixed, `more` those called after a code. Numbers here are told, never set as a target (§7 row 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.term_coverage import Coverage
from kernel.words import Text
from rules.policy import Policy
from rules.small_cells import suppressed
from store.database import Row, Transaction

Value = int | float | str | date | None
Parts = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Extent:
    """What figures are computed over: one round, or every round of a term."""

    tx: Transaction
    policy: Policy
    today: date
    rounds: tuple[int, ...]
    coverage: Coverage | None = None
    """Where the term stands; None of a round."""

    @property
    def listed(self) -> str:
        """Return the rounds for an SQL `IN (...)`; numbers only."""
        return ", ".join(str(int(one)) for one in self.rounds) or "0"

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Return the rows of a query that names the rounds as `{rounds}`."""
        return self.tx.rows(sql.replace("{rounds}", self.listed), **values)

    def number(self, sql: str, **values: Any) -> int:
        """Return the one number `n` of such a query."""
        found = self.rows(sql, **values)
        return int(found[0]["n"] or 0) if found else 0


Compute = Callable[[Extent], "Value | Parts"]
NameOf = Callable[[str, Mapping[str, str]], "Text | None"]
"""Names a part that is called after a code, given the names of the bodies by code."""
_BODIES = "SELECT code, name FROM bodies ORDER BY code"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, not computed yet."""

    name: str
    label: Text
    means: Text
    """The definition that is shown with it."""
    row: str
    compute: Compute
    parts: Mapping[str, Text] = field(default_factory=dict)
    """Its parts with their names; none where it is one value."""
    more: NameOf | None = None
    attention: bool = False
    """Whether it only asks for attention and must never be read as a target."""
    of_terms: bool = False
    """Whether it is told of terms alone."""
    small_cells: bool = False
    """Whether its parts count people or their cases, so that small ones are hidden (§7 row 15)."""
    in_words: bool = False
    """Whether it names things and is no number."""

    def name_of(self, part: str, bodies: Mapping[str, str]) -> Text | None:
        """Return the name of a part; None where it has no such part."""
        return self.parts.get(part) or (self.more(part, bodies) if self.more else None)


FIGURES: dict[str, Figure] = {}
"""Every figure by its name, in the order of the modules and of their lines."""


def figure(
    name: str,
    label: Text,
    means: Text,
    row: str,
    **more: Any,
) -> Callable[[Compute], Compute]:
    """File the function that computes a figure; `more` are further fields of `Figure`."""

    def file(compute: Compute) -> Compute:
        FIGURES[name] = Figure(name, label, means, row, compute, **more)
        return compute

    return file


@dataclass(frozen=True, slots=True)
class Told:
    """One figure with its value."""

    figure: Figure
    value: Value | Parts
    names: Mapping[str, Text]
    """The name of each part."""

    def to_json(self) -> dict[str, Any]:
        """Return it for `--json` and the summary of a play."""
        told = {
            "label": self.figure.label.zh, "value": self.value, "means": self.figure.means.zh,
            "row": self.figure.row,
        }  # fmt: skip
        if self.names:
            told["parts"] = {part: name.zh for part, name in self.names.items()}
        return {**told, "attention_only": True} if self.figure.attention else told


def figures_of(extent: Extent) -> tuple[Told, ...]:
    """Return every figure of a round or a term, as people may read it."""
    asked = (one for one in FIGURES.values() if extent.coverage is not None or not one.of_terms)
    bodies = {row["code"]: row["name"] for row in extent.rows(_BODIES)}
    return tuple(_told(one, extent, bodies) for one in asked)


def _told(one: Figure, extent: Extent, bodies: Mapping[str, str]) -> Told:
    value: Any = one.compute(extent)
    if not isinstance(value, Mapping):
        return Told(one, value, {})
    names = {part: one.name_of(part, bodies) or Text(part, part) for part in value}
    least = extent.policy.limit("small_cell")
    return Told(one, suppressed(value, least) if one.small_cells else value, names)


def per_cent(part: int, whole: int) -> float | None:
    """Return a share in per cent, to two places; None of nothing."""
    return round(100 * part / whole, 2) if whole else None


def by_name(rows: Iterable[Row], name: str = "name") -> dict[str, int]:
    """Return rows of a name and a number `n` as a mapping."""
    return {str(row[name]): int(row["n"]) for row in rows}
