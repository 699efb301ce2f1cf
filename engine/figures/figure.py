"""What a figure is: a number with its name and its definition, computed from what is recorded.

A new one is a function with `@figure` in the module of its subject; the command, its JSON and the
summary of a play show it without further ado. Numbers here are told, never set as a target (§7
row 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.term_coverage import Coverage
from kernel.words import Text
from rules.policy import Policy
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


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, not computed yet."""

    name: str
    label: Text
    means: Text
    """The definition that is shown with it."""
    row: str
    compute: Compute
    attention: bool = False
    """Whether it only asks for attention and must never be read as a target."""
    of_terms: bool = False
    """Whether it is told of terms alone."""


FIGURES: dict[str, Figure] = {}
"""Every figure by its name, in the order of the modules and of their lines."""


def figure(
    name: str,
    label: Text,
    means: Text,
    row: str,
    *,
    attention: bool = False,
    of_terms: bool = False,
) -> Callable[[Compute], Compute]:
    """File the function that computes a figure."""

    def file(compute: Compute) -> Compute:
        FIGURES[name] = Figure(name, label, means, row, compute, attention, of_terms)
        return compute

    return file


@dataclass(frozen=True, slots=True)
class Told:
    """One figure with its value."""

    figure: Figure
    value: Value | Parts

    def to_json(self) -> dict[str, Any]:
        """Return it for `--json` and the summary of a play."""
        told = {
            "label": self.figure.label.zh, "value": self.value, "means": self.figure.means.zh,
            "row": self.figure.row,
        }  # fmt: skip
        return {**told, "attention_only": True} if self.figure.attention else told


def figures_of(extent: Extent) -> tuple[Told, ...]:
    """Return every figure of a round or a term."""
    asked = (one for one in FIGURES.values() if extent.coverage is not None or not one.of_terms)
    return tuple(Told(one, one.compute(extent)) for one in asked)


def per_cent(part: int, whole: int) -> float | None:
    """Return a share in per cent, to two places; None of nothing."""
    return round(100 * part / whole, 2) if whole else None


def suppressed(counts: Mapping[str, int], least: int) -> dict[str, Value]:
    """Return counts with the small ones hidden, so that nobody is recognised (§7 row 15)."""
    return {name: n if n == 0 or n >= least else f"<{least}" for name, n in counts.items()}


def by_name(rows: Iterable[Row], name: str = "name") -> dict[str, int]:
    """Return rows of a name and a number `n` as a mapping."""
    return {str(row[name]): int(row["n"]) for row in rows}
