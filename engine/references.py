"""Checks that what was entered names people, groups, units and bodies that exist here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.directory import Directory
from engine.loading import LoadedCase
from kernel.errors import InvalidInput
from kernel.words import Text
from states.field_types import FieldType
from states.inputs import Field, in_row

_NAMING = frozenset(
    {FieldType.PERSON, FieldType.PEOPLE, FieldType.GROUP, FieldType.UNIT, FieldType.BODY}
)


def check_references(
    directory: Directory,
    asked: tuple[Field, ...],
    values: Mapping[str, Any],
    case: LoadedCase | None,
) -> None:
    """Check every reference among `values`.

    Args:
        directory: Who is who.
        asked: The fields that were asked for.
        values: Their typed values.
        case: The case, or the one above a case to be opened: its round has its own groups.

    Raises:
        InvalidInput: naming every field that leads nowhere.
    """
    if not any(field.of in _NAMING or field.columns for field in asked):
        return
    round_id = case.scope.round_id if case is not None else None

    def is_group(number: int) -> bool:
        group = directory.groups.get(number)
        return group is not None and group.belongs_to == round_id

    exists: Mapping[FieldType, Callable[[int], bool]] = {
        FieldType.PERSON: directory.people.__contains__,
        FieldType.PEOPLE: directory.people.__contains__,
        FieldType.GROUP: is_group,
        FieldType.UNIT: directory.units.__contains__,
        FieldType.BODY: directory.bodies.__contains__,
    }

    def lost(fields: tuple[Field, ...], given: Mapping[str, Any]) -> list[Text]:
        return [
            _lost(field)
            for field in fields
            if field.of in exists
            and field.name in given
            and not all(exists[field.of](one) for one in _numbers(given[field.name]))
        ]

    mistakes = lost(asked, values)
    for field in asked:
        for number, row in enumerate(values.get(field.name, ()) if field.columns else (), 1):
            mistakes += [in_row(field, number, one) for one in lost(field.columns, row)]
    if mistakes:
        raise InvalidInput(*mistakes)


def _lost(field: Field) -> Text:
    return Text(
        f"“{field.label.zh}”（{field.name}）填的人员、巡察组或单位不存在，或不属于本轮。",
        f"{field.label.en} ({field.name}) names nobody and nothing of this round.",
    )


def _numbers(value: Any) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else (value,)
