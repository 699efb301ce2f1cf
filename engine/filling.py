"""Filling in forms: codes and names that people type become ids, every mistake is told at once.

What a form asks for is told in `engine/forms.py`. A new kind of reference is one line in `_place`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.directory import Directory, Named, Person
from engine.office import Office
from kernel.clock import office_day
from kernel.errors import InvalidInput
from kernel.words import Text
from states.field_types import FieldType
from states.inputs import Field, in_row, listed_rows, read_inputs

_WHAT = {
    FieldType.PERSON: Text("人员", "person"),
    FieldType.PEOPLE: Text("人员", "person"),
    FieldType.GROUP: Text("巡察组", "group"),
    FieldType.UNIT: Text("单位", "unit"),
    FieldType.BODY: Text("承办单位", "receiving body"),
}
"""What a field refers to."""
_REFERENCES = frozenset(_WHAT)


def fill(
    office: Office,
    asks: tuple[Field, ...],
    given: Mapping[str, object],
    round_id: int | None,
    *,
    strict: bool = True,
) -> dict[str, object]:
    """Return `given` with ids in the place of codes, once everything in it is right.

    Args:
        office: The office.
        asks: The fields that are asked for.
        given: What was typed, by the names of the fields; people, groups, units and bodies by code.
        round_id: The round whose groups are meant.
        strict: Whether mistakes are told; else what is wrong stays as it was typed.

    Raises:
        InvalidInput: every field that is missing, unknown or wrong, at once.
    """
    with office.database.reading() as tx:
        directory = office.directory(tx)
    mistakes: list[Text] = []
    filled = dict(given)
    wrong: set[str] = set()
    for field in asks:
        typed = given.get(field.name)
        if field.of is FieldType.ROWS and typed:
            try:
                filled[field.name] = _resolve_rows(directory, field, typed, round_id)
            except InvalidInput as error:
                mistakes.extend(error.reasons)
                wrong.add(field.name)
            continue
        if field.of not in _REFERENCES or typed is None or typed == "":
            continue
        try:
            filled[field.name] = _resolve(directory, field, str(typed), round_id)
        except InvalidInput as error:
            mistakes.extend(error.reasons)
            wrong.add(field.name)
    if not strict:
        return filled
    sound = tuple(field for field in asks if field.name not in wrong)
    rest = {name: value for name, value in filled.items() if name not in wrong}
    try:
        read_inputs(sound, rest, office_day(office.now()))
    except InvalidInput as error:
        mistakes.extend(error.reasons)
    if mistakes:
        raise InvalidInput(*mistakes)
    return filled


def by_name(asks: tuple[Field, ...], given: Mapping[str, object]) -> dict[str, object]:
    """Return `given` by the names of the fields, which may be typed by their labels too.

    Raises:
        InvalidInput: a field is there twice, by its name and by its label.
    """
    names = {words: one.name for one in reversed(asks) for words in (*one.label, one.name)}
    found: dict[str, object] = {}
    mistakes: list[Text] = []
    for typed, value in given.items():
        name = names.get(typed, typed)
        if name in found:
            mistakes.append(Text(f"“{typed}”填了两次。", f'"{typed}" is there twice.'))
        found[name] = value
    if mistakes:
        raise InvalidInput(*mistakes)
    return found


def choices_of(office: Office, field: Field, round_id: int | None) -> list[tuple[str, str]]:
    """Return (code, name) of everything a field may refer to, or of its fixed choices."""
    if field.choices is not None:
        return [(one.value, one.label.zh) for one in field.choices]
    if field.of not in _REFERENCES:
        return []
    with office.database.reading() as tx:
        place = _place(office.directory(tx), field.of, round_id)
    return sorted((one.code, one.name) for one in place.values())


def _resolve(directory: Directory, field: Field, typed: str, round_id: int | None) -> Any:
    place = _place(directory, field.of, round_id)
    if field.of is not FieldType.PEOPLE:
        return _one(place, field, typed)
    codes = [
        code for code in typed.replace("，", ",").replace("、", ",").split(",") if code.strip()
    ]
    return [_one(place, field, code) for code in codes]


def _resolve_rows(
    directory: Directory, field: Field, typed: object, round_id: int | None
) -> list[dict[str, object]]:
    """Return rows by the names of their fields, with ids in the place of codes."""
    mistakes: list[Text] = []
    found = []
    columns = {one.name: one for one in field.columns}
    for number, given in enumerate(listed_rows(field, typed), 1):
        try:
            row = by_name(field.columns, given)
            for name, value in row.items():
                one = columns.get(name)
                if one is not None and one.of in _REFERENCES and value not in (None, ""):
                    row[name] = _resolve(directory, one, str(value), round_id)
        except InvalidInput as error:
            mistakes += [in_row(field, number, reason) for reason in error.reasons]
        else:
            found.append(row)
    if mistakes:
        raise InvalidInput(*mistakes)
    return found


def _place(
    directory: Directory, kind: FieldType, round_id: int | None
) -> Mapping[int, Person] | Mapping[int, Named]:
    match kind:
        case FieldType.GROUP:
            groups = directory.groups
            return {key: one for key, one in groups.items() if one.belongs_to == round_id}
        case FieldType.UNIT:
            return directory.units
        case FieldType.BODY:
            return directory.bodies
        case _:
            return directory.people


def _one(place: Mapping[int, Person] | Mapping[int, Named], field: Field, typed: str) -> int:
    """Return the id of the one with this code, or else of the only one with this name."""
    words = typed.strip()
    by_code = [key for key, one in place.items() if one.code == words]
    found = by_code or [key for key, one in place.items() if one.name == words]
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidInput(
            Text(
                f"“{field.label.zh}”（{field.name}）：不止一个叫“{words}”，请改填代码。",
                f'{field.label.en} ({field.name}): several are called "{words}": give the code.',
            )
        )
    what = _WHAT[field.of]
    raise InvalidInput(
        Text(
            f"“{field.label.zh}”（{field.name}）：没有代码为“{words}”的{what.zh}。",
            f'{field.label.en} ({field.name}): there is no {what.en} with the code "{words}".',
        )
    )
