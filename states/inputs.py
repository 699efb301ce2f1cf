"""What an event asks for: typed fields with their labels, and what people enter into them.

A field that is asked for is one of the makers at the end; how words become
values is in `states/values.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kernel.errors import InvalidInput
from kernel.words import Labelled, Text
from states.field_types import HINTS, PARSERS, FieldType
from states.values import LARGEST_NUMBER

_SHOWN = 60
MOST_ROWS = 5_000
"""How many rows one form takes."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value that is asked for when a case is opened or an event is given."""

    name: str
    of: FieldType
    """What kind of value it is."""
    label: Text
    required: bool = True
    choices: type[Labelled] | None = None
    stored: bool = True
    """Whether it becomes a detail of the case (a column of its table) or stays in the entry."""
    accumulates: bool = False
    """Whether a number adds to the stored one instead of replacing it."""
    today: bool = False
    """Whether a date that is left out is today."""
    most: int = LARGEST_NUMBER
    """The largest number there can be."""
    kinds: tuple[str, ...] = ()
    """The kinds of case it may name, where the value is a case."""
    columns: tuple[Field, ...] = ()
    """What each row asks for, where the value is rows."""

    @property
    def hint(self) -> Text:
        """Return what its value should be, in words."""
        return HINTS[self.of]

    def parse(self, raw: object) -> Any:
        """Return the value that `raw` (typed text, JSON or YAML) stands for.

        Raises:
            InvalidInput: `raw` is no such value; the sentence says what would be one.
        """
        try:
            return PARSERS[self.of](self, raw)
        except (ValueError, TypeError) as error:
            shown = str(raw)[:_SHOWN].encode(errors="replace").decode()
            hint = self.hint
            zh = "、".join(f"{one.label.zh}（{one.value}）" for one in self.choices or ())
            en = ", ".join(f"{one.label.en} ({one.value})" for one in self.choices or ())
            raise InvalidInput(
                Text(
                    f"“{self.label.zh}”（{self.name}）的值“{shown}”不对：应为{hint.zh}{zh}。",
                    f'{self.label.en} ({self.name}): "{shown}" should be {hint.en}{en}.',
                )
            ) from error


def read_inputs(
    asked: tuple[Field, ...], given: Mapping[str, object], today: date
) -> dict[str, Any]:
    """Return the typed values of `given` for the fields `asked`; a date may default to `today`.

    Raises:
        InvalidInput: every missing, unknown or wrong field at once.
    """
    known = {field.name: field for field in asked}
    mistakes = [_unknown(name, asked) for name in given if name not in known]
    values: dict[str, Any] = {}
    for name, field in known.items():
        raw = given.get(name)
        if raw is None or raw == "":
            if field.today:
                values[name] = today
            elif field.required:
                mistakes.append(
                    Text(
                        f"缺少“{field.label.zh}”（{name}）。",
                        f"{field.label.en} ({name}) is missing.",
                    )
                )
            continue
        try:
            if field.of is FieldType.ROWS:
                values[name] = read_rows(field, raw, today)
                continue
            value = field.parse(raw)
            if field.today and value > today:
                mistakes.append(
                    Text(
                        f"“{field.label.zh}”（{name}）是已发生的日期，不能晚于今天。",
                        f"{field.label.en} ({name}) has happened: it cannot lie after today.",
                    )
                )
            values[name] = value
        except InvalidInput as error:
            mistakes.extend(error.reasons)
    if mistakes:
        raise InvalidInput(*mistakes)
    return values


def _unknown(name: str, asked: tuple[Field, ...]) -> Text:
    zh = "、".join(f"{one.label.zh}（{one.name}）" for one in asked) or "（无）"
    en = ", ".join(f"{one.label.en} ({one.name})" for one in asked) or "(none)"
    return Text(
        f"没有“{name}”这一项；这里要填的是：{zh}。",
        f'There is no field "{name}" here; asked for: {en}.',
    )


def listed_rows(field: Field, raw: object) -> list[Mapping[str, object]]:
    """Return the rows that `raw` is: a list of mappings, or the same as JSON.

    Raises:
        InvalidInput: it is no such list, an empty one, or a far too long one.
    """
    listed: Any = raw
    if isinstance(raw, str):
        try:
            listed = json.loads(raw)
        except ValueError:
            listed = None
    fits = isinstance(listed, list | tuple) and 0 < len(listed) <= MOST_ROWS
    if not fits or not all(isinstance(row, Mapping) for row in listed):
        label = field.label
        zh = "、".join(f"{one.label.zh}（{one.name}）" for one in field.columns)
        en = ", ".join(f"{one.label.en} ({one.name})" for one in field.columns)
        raise InvalidInput(
            Text(
                f"“{label.zh}”（{field.name}）应为 1 至 {MOST_ROWS} 行，每行填：{zh}。",
                f"{label.en} ({field.name}) should be 1 to {MOST_ROWS} rows, each with: {en}.",
            )
        )
    return list(listed)


def read_rows(field: Field, raw: object, today: date) -> tuple[dict[str, Any], ...]:
    """Return the typed rows of a field that asks for rows.

    Raises:
        InvalidInput: every mistake of every row at once, each with the number of its row.
    """
    mistakes: list[Text] = []
    found = []
    for number, row in enumerate(listed_rows(field, raw), 1):
        try:
            found.append(read_inputs(field.columns, row, today))
        except InvalidInput as error:
            mistakes += [in_row(field, number, reason) for reason in error.reasons]
    if mistakes:
        raise InvalidInput(*mistakes)
    return tuple(found)


def in_row(field: Field, number: int, reason: Text) -> Text:
    """Return `reason` with the row it is about."""
    return Text(
        f"“{field.label.zh}”第 {number} 行：{reason.zh}",
        f"{field.label.en}, row {number}: {reason.en}",
    )


def text(name: str, zh: str, en: str, *, required: bool = True, stored: bool = True) -> Field:
    """Ask for words."""
    return Field(name, FieldType.TEXT, Text(zh, en), required, stored=stored)


def day(
    name: str, zh: str, en: str, *, required: bool = True, stored: bool = True, today: bool = False
) -> Field:
    """Ask for a date; with `today`, one that is left out is today."""
    return Field(name, FieldType.DATE, Text(zh, en), required, stored=stored, today=today)


def number(
    name: str, zh: str, en: str, *, required: bool = True, adds: bool = False,
    most: int = LARGEST_NUMBER, stored: bool = True,
) -> Field:  # fmt: skip
    """Ask for a whole number; `adds` makes it add to the stored one."""
    return Field(
        name, FieldType.NUMBER, Text(zh, en), required, stored=stored, accumulates=adds, most=most
    )


def yes_no(name: str, zh: str, en: str, *, required: bool = True, stored: bool = True) -> Field:
    """Ask for a yes or a no."""
    return Field(name, FieldType.YES_NO, Text(zh, en), required, stored=stored)


def choice(
    name: str, zh: str, en: str, of: type[Labelled], *, required: bool = True, stored: bool = True
) -> Field:
    """Ask for one of the members of `of`."""
    return Field(name, FieldType.CHOICE, Text(zh, en), required, choices=of, stored=stored)


def content(name: str, zh: str, en: str, *, required: bool = True) -> Field:
    """Ask for a text that is kept apart and opened by the access rule alone."""
    return Field(name, FieldType.CONTENT, Text(zh, en), required, stored=False)


def reference(
    name: str, of: FieldType, zh: str, en: str, *, required: bool = True, stored: bool = True
) -> Field:
    """Ask for a person, people, a group, a unit or a receiving body (by id), or for posts."""
    return Field(name, of, Text(zh, en), required, stored=stored)


def hour(name: str, zh: str, en: str, *, required: bool = True, stored: bool = True) -> Field:
    """Ask for an hour of the day."""
    return Field(name, FieldType.HOUR, Text(zh, en), required, stored=stored)


def windows(name: str, zh: str, en: str, *, required: bool = True, stored: bool = True) -> Field:
    """Ask for one or several spans of a day, such as the hours of the duty phone."""
    return Field(name, FieldType.WINDOWS, Text(zh, en), required, stored=stored)


def rows(
    name: str, zh: str, en: str, columns: tuple[Field, ...], *, required: bool = True
) -> Field:
    """Ask for any number of rows, each with `columns`; they go into a book, not into a detail."""
    return Field(name, FieldType.ROWS, Text(zh, en), required, stored=False, columns=columns)


REASON = text("reason", "理由", "Reason", stored=False)
"""What every return, cancellation and override asks for."""
