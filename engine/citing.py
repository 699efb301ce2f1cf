"""The other cases that are named in a form: they are there, of the right kind, of the same group.

What a guard may know of one is `rules.facts.Cited`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.facts import Cited
from rules.posts import CaseScope
from states.field_types import FieldType
from states.inputs import Field

_CASE = "SELECT id, kind, state, round_id, group_id FROM cases WHERE id = :id"


def cited(
    work: Work,
    asked: tuple[Field, ...],
    values: Mapping[str, Any],
    scope: CaseScope,
    case_id: int = 0,
) -> Mapping[str, Cited]:
    """Return the cases that `values` name, by field; in rows by field, number of the row, column.

    Args:
        work: The transaction.
        asked: The fields that were asked for.
        values: Their typed values.
        scope: Where the case belongs that names them.
        case_id: That case; it cannot name itself.

    Raises:
        InvalidInput: naming every field that leads nowhere, or to somebody else's case.
    """
    found: dict[str, Cited] = {}
    lost = []
    for name, field, number in _named(asked, values):
        row = work.tx.row(_CASE, id=number)
        if row is not None and row["id"] != case_id and _is_near(row, field, scope):
            found[name] = Cited(row["id"], row["kind"], row["state"])
        else:
            lost.append(field)
    if lost:
        raise InvalidInput(
            *(
                Text(
                    f"“{field.label.zh}”（{field.name}）填的编号不是本组的这类事项。",
                    f"{field.label.en} ({field.name}) names no such case of this group.",
                )
                for field in dict.fromkeys(lost)
            )
        )
    return found


def _named(
    asked: tuple[Field, ...], values: Mapping[str, Any], row: str = ""
) -> Iterator[tuple[str, Field, int]]:
    """Yield each case that is named: under which name, by which field, its id."""
    for field in asked:
        if field.of is FieldType.CASE and field.name in values:
            yield row + field.name, field, values[field.name]
        for number, one in enumerate(values.get(field.name) or () if field.columns else (), 1):
            yield from _named(field.columns, one, f"{field.name}.{number}.")


def _is_near(row: Mapping[str, Any], field: Field, scope: CaseScope) -> bool:
    same_round = row["round_id"] == scope.round_id
    same_group = None in (row["group_id"], scope.group_id) or row["group_id"] == scope.group_id
    return row["kind"] in field.kinds and same_round and same_group
