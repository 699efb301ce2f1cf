"""The other cases that are named in a form: they are there, of the right kind, of the same group.

What a guard may know of one is `rules.facts.Cited`.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """Return the cases that `values` name, by field.

    Args:
        work: The transaction.
        asked: The fields that were asked for.
        values: Their typed values.
        scope: Where the case belongs that names them.
        case_id: That case; it cannot name itself.

    Raises:
        InvalidInput: naming every field that leads nowhere, or to somebody else's case.
    """
    named = [one for one in asked if one.of is FieldType.CASE and one.name in values]
    found: dict[str, Cited] = {}
    for field in named:
        row = work.tx.row(_CASE, id=values[field.name])
        if row is not None and row["id"] != case_id and _is_near(row, field, scope):
            found[field.name] = Cited(row["id"], row["kind"], row["state"])
    lost = [field for field in named if field.name not in found]
    if lost:
        raise InvalidInput(
            *(
                Text(
                    f"“{field.label.zh}”（{field.name}）填的编号不是本组的这类事项。",
                    f"{field.label.en} ({field.name}) names no such case of this group.",
                )
                for field in lost
            )
        )
    return found


def _is_near(row: Mapping[str, Any], field: Field, scope: CaseScope) -> bool:
    same_round = row["round_id"] == scope.round_id
    same_group = None in (row["group_id"], scope.group_id) or row["group_id"] == scope.group_id
    return row["kind"] in field.kinds and same_round and same_group
