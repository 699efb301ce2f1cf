"""Which mark a case bears with everything in its file, and what is too secret to be let in.

§7 row 1. A case is as secret as the most secret of itself, the documents and the evidence listed in
it, and every case below that belongs to its file. A further book whose lines bear grades is one
name in `_GRADED_BOOKS`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from engine.office import Office
from kernel.errors import Refused
from kernel.words import Text
from rules.archiving import DOCUMENTS
from rules.grades import Grade, Mark, highest, mark_in, rank
from rules.grading import not_here
from states.catalogue import LIFE_CYCLES
from states.field_types import FieldType
from states.inputs import Field
from store import grades
from store.database import Row, Transaction

_GRADED_BOOKS = (DOCUMENTS, "evidence", "items")


def mark_of(row: Mapping[str, Any]) -> Mark:
    """Return the mark of a case, or of a line in a book."""
    return Mark(Grade(row["grade"]), row.get("grade_years"))


def bundle_mark(tx: Transaction, case_id: int) -> Mark:
    """Return the mark of a case with everything in its file: the highest wins."""
    apart = _apart()
    lines = grades.lines_below(tx, case_id, apart, _GRADED_BOOKS)
    return highest((*map(mark_of, grades.below(tx, case_id, apart)), *_marks(lines)))


@cache
def _apart() -> tuple[str, ...]:
    """Return the kinds of case in which the group has no part: each is a file of its own."""
    return tuple(sorted({one.kind for one in LIFE_CYCLES.values() if one.outside_group}))


def house_mark(tx: Transaction) -> Mark:
    """Return the highest mark of anything the office holds."""
    lines = grades.every_line(tx, _GRADED_BOOKS)
    return highest((*map(mark_of, grades.every(tx)), *_marks(lines)))


def refuse_secrets(office: Office, asked: tuple[Field, ...], inputs: Mapping[str, Any]) -> None:
    """Let nothing in whose text bears the mark of a state secret that this host may not hold.

    Raises:
        Refused: naming the fields, never what is in them.
    """
    most = office.policy.limit("host_grade")
    reasons: dict[Text, None] = {}
    for field, words in _texts(asked, inputs):
        found = mark_in(words)
        if found is not None and rank(found) > most:
            said = not_here(found)
            label = field.label
            reasons[
                Text(
                    f"“{label.zh}”（{field.name}）里有密级标志：{said.zh}",
                    f"{label.en} ({field.name}) bears a mark of secrecy: {said.en}",
                )
            ] = None
    if reasons:
        raise Refused(*reasons)


def refuse_file(office: Office, cells: list[list[str]]) -> None:
    """Let no sheet in that bears the mark of a state secret which this host may not hold.

    Raises:
        Refused: saying so, never what is in the file.
    """
    found = mark_in("\n".join(cell for row in cells for cell in row))
    if found is not None and rank(found) > office.policy.limit("host_grade"):
        raise Refused(not_here(found))


def _texts(asked: tuple[Field, ...], inputs: Mapping[str, Any]) -> Iterator[tuple[Field, str]]:
    for field in asked:
        value = inputs.get(field.name)
        if field.of is FieldType.ROWS:
            for row in value or ():
                yield from _texts(field.columns, row)
        elif field.of in {FieldType.TEXT, FieldType.CONTENT} and value is not None:
            yield field, value


def _marks(lines: list[Row]) -> Iterator[Mark]:
    bodies = (json.loads(line["body"]) for line in lines)
    return (mark_of(body) for body in bodies if body.get("grade"))
