"""A ledger in words: its cells, its groups and the line that says what was asked for.

Terminal, page, print and spreadsheet tell the same; a day stays a day and a number a number, so
that each of them writes it in its own way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.ledger.asking import Ask, told
from engine.ledger.column import Column, Ledger
from engine.ledger.reading import LedgerRow
from engine.wording import Teller
from kernel.ids import case_number
from kernel.words import Text
from states.field_types import FieldType

_AS_IT_IS = frozenset({FieldType.DATE, FieldType.NUMBER})


@dataclass(frozen=True, slots=True)
class LedgerTeller:
    """Says the cells of a ledger in one language."""

    teller: Teller
    rounds: Mapping[int, str] = field(default_factory=dict)
    """The names of the rounds that the reader sees."""

    def cell(self, column: Column, value: Any) -> str | int | date | None:
        """Return what a cell holds: a day, a number, or words; None when nothing is there."""
        if value is None or column.field.of in _AS_IT_IS:
            return value  # type: ignore[no-any-return]  # the column says which of them
        if column.name == "round":
            return self.round(value)
        if column.field.of is FieldType.CASE:
            return case_number(value)
        return self.teller.value(column.field, value)

    def row(self, ledger: Ledger, row: LedgerRow) -> dict[str, str | int | date | None]:
        """Return the cells of a row by column."""
        return {one.name: self.cell(one, row.values.get(one.name)) for one in ledger.columns}

    def group(self, column: Column, value: Any) -> str:
        """Return the heading of the rows that have one value."""
        said = self.cell(column, value)
        nothing = Text("（未填）", "(none)").say(self.teller.language)
        return nothing if said is None or said == "" else str(said)

    def round(self, round_id: int) -> str:
        """Return the name of a round; its number where the reader does not see it."""
        return self.rounds.get(round_id, case_number(round_id))

    def asked(self, ask: Ask, ledger: Ledger) -> str:
        """Return what was asked for, in one line."""
        name = self.round(ask.round_id) if ask.round_id else ""
        parts = told(ask, ledger, self.teller.directory, name)
        return self.teller.word("；", "; ").join(one.say(self.teller.language) for one in parts)
