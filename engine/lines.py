"""What an event leaves in a book: one line with all that was entered, or one for each row.

Advancing, opening and replaying all ask here, so the audit knows the lines from the entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.loading import by_book
from rules.facts import Line
from states.field_types import FieldType
from states.inputs import Field
from store import books
from store.database import Transaction


def lines_in(asked: Sequence[Field], inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the lines that `inputs` leave.

    Args:
        asked: What was asked for.
        inputs: The typed values; where one of them is rows, each row is a line and the other
            values are repeated on it.
    """
    listed = [one.name for one in asked if one.of is FieldType.ROWS and one.name in inputs]
    common = {name: value for name, value in inputs.items() if name not in listed}
    if not listed:
        return [common]
    return [{**common, **row} for name in listed for row in inputs[name]]


def lines_of(tx: Transaction, case_id: int, book: str) -> tuple[Line, ...]:
    """Return the lines in one book of a case, oldest first."""
    return by_book(tx.rows(books.LINES, id=case_id)).get(book, ())
