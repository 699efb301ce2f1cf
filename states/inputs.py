"""What an event asks for: typed fields with their labels, and how typed text becomes a value.

A new kind of value is a member of `FieldType` and its line in `_PARSERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kernel.errors import InvalidInput
from kernel.words import Labelled, Text

LONGEST_TEXT = 20_000
LARGEST_NUMBER = 2_000_000_000
_SHOWN = 60
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)
"""What a database and a calendar can hold; beyond it somebody has mistyped."""


class FieldType(StrEnum):
    """What kind of value a field holds."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PERSON = "person"
    PEOPLE = "people"
    GROUP = "group"
    UNIT = "unit"
    BODY = "body"


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

    def parse(self, raw: object) -> Any:
        """Return the value that `raw` (typed text, JSON or YAML) stands for.

        Raises:
            InvalidInput: `raw` is no such value; the sentence says what would be one.
        """
        try:
            return _PARSERS[self.of](self, raw)
        except (ValueError, TypeError) as error:
            shown = str(raw)[:_SHOWN].encode(errors="replace").decode()
            hint = _HINTS[self.of]
            zh = "、".join(f"{one.label.zh}（{one.value}）" for one in self.choices or ())
            en = ", ".join(f"{one.label.en} ({one.value})" for one in self.choices or ())
            raise InvalidInput(
                Text(
                    f"“{self.label.zh}”（{self.name}）的值“{shown}”不对：应为{hint.zh}{zh}。",
                    f'{self.label.en} ({self.name}): "{shown}" should be {hint.en}{en}.',
                )
            ) from error


def _text(_: Field, raw: object) -> str:
    words = str(raw).strip()
    if not words or len(words) > LONGEST_TEXT or "\0" in words:
        raise ValueError
    words.encode()  # half a character, as some exports leave behind, is none
    return words


def typed_day(words: str) -> date:
    """Return the date that people write as `2026-03-02`, `2026-3-2`, `2026/3/2` or `2026年3月2日`.

    Raises:
        ValueError: it is none.
    """
    found = _DAY.fullmatch(words.strip())
    if found is None:
        return date.fromisoformat(words.strip())
    year, month, day_ = (int(part) for part in found.groups())
    return date(year, month, day_)


def _date(_: Field, raw: object) -> date:
    day = raw if isinstance(raw, date) else typed_day(str(raw))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError
    return day


def _number(field: Field, raw: object) -> int:
    if isinstance(raw, (bool, float)):
        raise TypeError
    number = int(str(raw).strip())
    if not 0 <= number <= field.most:
        raise ValueError
    return number


_YES = {"true", "yes", "y", "1", "是", "有"}
_NO = {"false", "no", "n", "0", "否", "无"}


def _yes_no(_: Field, raw: object) -> bool:
    words = str(raw).strip().lower()
    if words not in _YES | _NO:
        raise ValueError
    return words in _YES


def _choice(field: Field, raw: object) -> str:
    if field.choices is None:
        raise TypeError
    words = str(raw).strip()
    for one in field.choices:
        if words in (one.value, one.label.zh, one.label.en):
            return one.value
    raise ValueError


def _people(_: Field, raw: object) -> tuple[int, ...]:
    listed = raw if isinstance(raw, (list, tuple)) else str(raw).replace("，", ",").split(",")
    people = tuple(int(one) for one in listed)
    if not people:
        raise ValueError
    return people


_PARSERS: Mapping[FieldType, Callable[[Field, object], Any]] = {
    FieldType.TEXT: _text,
    FieldType.DATE: _date,
    FieldType.NUMBER: _number,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _choice,
    FieldType.PERSON: _number,
    FieldType.PEOPLE: _people,
    FieldType.GROUP: _number,
    FieldType.UNIT: _number,
    FieldType.BODY: _number,
}

_HINTS: Mapping[FieldType, Text] = {
    FieldType.TEXT: Text("不为空、不过长的文字", "some words, not too many"),
    FieldType.DATE: Text("日期，如 2026-03-02", "a date such as 2026-03-02"),
    FieldType.NUMBER: Text("不小于 0、不过大的整数", "a whole number, 0 or more, not too large"),
    FieldType.YES_NO: Text("“是”或“否”", "yes or no"),
    FieldType.CHOICE: Text("下列之一：", "one of "),
    FieldType.PERSON: Text("一名人员", "a person"),
    FieldType.PEOPLE: Text("一名或多名人员", "one or more people"),
    FieldType.GROUP: Text("一个巡察组", "a group"),
    FieldType.UNIT: Text("一个单位", "a unit"),
    FieldType.BODY: Text("一个承办单位", "a receiving body"),
}


def read_inputs(
    asked: tuple[Field, ...], given: Mapping[str, object], today: date
) -> dict[str, Any]:
    """Return the typed values of `given` for the fields `asked`; a date may default to `today`.

    Raises:
        InvalidInput: every missing, unknown or wrong field at once.
    """
    known = {field.name: field for field in asked}
    zh = "、".join(f"{one.label.zh}（{one.name}）" for one in asked) or "（无）"
    en = ", ".join(f"{one.label.en} ({one.name})" for one in asked) or "(none)"
    mistakes = [
        Text(
            f"没有“{name}”这一项；这里要填的是：{zh}。",
            f'There is no field "{name}" here; asked for: {en}.',
        )
        for name in given
        if name not in known
    ]
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
    most: int = LARGEST_NUMBER,
) -> Field:  # fmt: skip
    """Ask for a whole number; `adds` makes it add to the stored one."""
    return Field(name, FieldType.NUMBER, Text(zh, en), required, accumulates=adds, most=most)


def yes_no(name: str, zh: str, en: str, *, required: bool = True, stored: bool = True) -> Field:
    """Ask for a yes or a no."""
    return Field(name, FieldType.YES_NO, Text(zh, en), required, stored=stored)


def choice(name: str, zh: str, en: str, of: type[Labelled], *, required: bool = True) -> Field:
    """Ask for one of the members of `of`."""
    return Field(name, FieldType.CHOICE, Text(zh, en), required, choices=of)


def reference(
    name: str, of: FieldType, zh: str, en: str, *, required: bool = True, stored: bool = True
) -> Field:
    """Ask for a person, people, a group, a unit or a receiving body (by id)."""
    return Field(name, of, Text(zh, en), required, stored=stored)


REASON = text("reason", "理由", "Reason", stored=False)
"""What every return, cancellation and override asks for."""
