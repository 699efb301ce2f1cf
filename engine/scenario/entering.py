"""Checks what a script enters: every field known, complete and of its kind, every code known.

Values that only the play knows (portions of a number) are checked as far as they can be. A new kind
of reference is a line in `_CODES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from engine.scenario.knowing import Known, bad_range, leads
from engine.scenario.patterns import codes, numbered
from engine.scenario.reading import Place, Sheet
from engine.scenario.script import EVERY, EVERYBODY, MEMBERS, TIMES, Given, Portions, Verb
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.posts import Post
from states.catalogue import NEWEST
from states.field_types import FieldType
from states.inputs import Field, read_inputs

_A_DAY = date(2022, 1, 27)
_PERSON = Text("人员", "person")
_UNIT = Text("单位", "unit")
_GROUP = Text("巡察组", "group")
_BODY = Text("承办单位", "receiving body")
_CODES = {
    FieldType.PERSON: ("people", _PERSON, EVERYBODY),
    FieldType.PEOPLE: ("people", _PERSON, EVERYBODY),
    FieldType.GROUP: ("groups", _GROUP, EVERY),
    FieldType.UNIT: ("units", _UNIT, EVERY),
    FieldType.BODY: ("bodies", _BODY, ""),
}
_POSTS = frozenset({MEMBERS, *(post.value for post in Post)})
_WITH_POSTS = frozenset({FieldType.PERSON, FieldType.PEOPLE})
"""Fields that may name a post instead: who holds it inside the case is meant."""
REFERENCES = frozenset(_CODES)
"""Fields that name people, groups, units or bodies by their codes."""


def asked_by(kind: str, event: str) -> tuple[Field, ...]:
    """Return every field that `event` may ask for, from whatever state."""
    found: dict[str, Field] = {}
    for line in NEWEST[kind].transitions:
        if line.event.value == event:
            found |= {one.name: one for one in line.asks}
    return tuple(found.values())


def merged(step: Verb, beat: Verb, asked: tuple[Field, ...]) -> Verb:
    """Return a beat with what the step that plays it hands to it."""
    names = {one.name for one in asked}
    handed = {name: value for name, value in step.fields.items() if name in names}
    return beat.model_copy(update={"fields": {**beat.fields, **handed}})


def unrolled(sheet: Sheet, place: Place, listed: str | Iterable[str]) -> tuple[str, ...]:
    """Return the codes of a list with ranges; a range that is none is noted."""
    try:
        return codes(listed if isinstance(listed, str) else list(listed))
    except ValueError as error:
        bad_range(sheet, place, error)
        return ()


def check_values(
    sheet: Sheet, place: Place, verb: Verb, asked: tuple[Field, ...], known: Known | None
) -> None:
    """Note what is wrong with the fields of a step.

    Args:
        sheet: The file.
        place: Where the step stands.
        verb: The step.
        asked: What its event, or the kind of case it opens, asks for.
        known: What the plan names; None when it could not be read.
    """
    accepted = verb.expect == "accepted"
    _check_fields(sheet, (*place, "with"), verb.fields, asked, known, complete=accepted)


def _check_fields(
    sheet: Sheet,
    place: Place,
    entered: Mapping[str, Given],
    asked: tuple[Field, ...],
    known: Known | None,
    *,
    complete: bool,
) -> None:
    """Note what is wrong with the fields of a step or of one of its rows."""
    given: dict[str, object] = {}
    fields = {one.name: one for one in asked}
    checked: set[str] = set()
    for name, value in entered.items():
        one, here = fields.get(name), (*place, name)
        if one is not None and one.of in _CODES:
            checked.add(name)
            _check_codes(sheet, here, one, value, known)
        elif one is not None and one.of is FieldType.ROWS:
            checked.add(name)
            _check_rows(sheet, here, one, value, known, complete=complete)
        elif isinstance(value, Portions):
            checked.add(name)
            _check_portions(sheet, here, one, value, known)
        else:
            given[name] = numbered(value, 1) if isinstance(value, str) else value
    for name in [name for name in given if name not in fields]:
        sheet.wrong(
            (*place, name),
            f"没有“{name}”这一项；这里要填的是：{'、'.join(fields) or '（无）'}。",
            f'there is no field "{name}" here; asked for: {", ".join(fields) or "(none)"}.',
        )
    if complete:
        for one in [one for one in asked if one.name not in checked]:
            _check_one(sheet, place, one, given)


_TIMES = Field(TIMES, FieldType.NUMBER, Text("行数", "Rows"), required=False)


def _check_rows(
    sheet: Sheet, place: Place, one: Field, value: Given, known: Known | None, *, complete: bool
) -> None:
    """Note what is wrong with rows, cell by cell."""
    if not isinstance(value, tuple) or not all(isinstance(row, dict) for row in value):
        sheet.wrong(place, "这里要填若干行。", "rows are wanted here.")
        return
    columns = (*one.columns, _TIMES)
    for number, row in enumerate(value):
        if isinstance(row, dict):
            _check_fields(sheet, (*place, number), row, columns, known, complete=complete)


def _check_one(sheet: Sheet, place: Place, one: Field, given: Mapping[str, object]) -> None:
    """Note that a value is missing or not of its kind."""
    entered = {one.name: given[one.name]} if one.name in given else {}
    try:
        read_inputs((one,), entered, _A_DAY)
    except InvalidInput as error:
        for reason in error.reasons:
            sheet.wrong((*place, *entered), reason.zh, reason.en)


def _check_portions(
    sheet: Sheet, place: Place, one: Field | None, value: Portions, known: Known | None
) -> None:
    if one is None or one.of is not FieldType.NUMBER:
        sheet.wrong(place, "只有数字才能分摊。", "only a number can be shared out.")
    if known is None:
        return
    for key, listed, existing, what in (
        ("per_unit", value.per_unit, known.units, _UNIT),
        ("per_group", value.per_group, known.groups, _GROUP),
    ):
        for code in unrolled(sheet, (*place, key), listed or ()):
            leads(sheet, (*place, key), code, existing, what)


def _check_codes(
    sheet: Sheet, place: Place, one: Field, value: object, known: Known | None
) -> None:
    if isinstance(value, Portions) or not isinstance(value, (str, tuple)):
        sheet.wrong(place, "这里要填代码。", "codes are wanted here.")
        return
    if known is None:
        return
    group, what, special = _CODES[one.of]
    existing: frozenset[str] = getattr(known, group)
    extra = _POSTS if one.of in _WITH_POSTS else frozenset[str]()
    for code in unrolled(sheet, place, value):
        leads(sheet, place, code, existing | {special} | extra, what)
