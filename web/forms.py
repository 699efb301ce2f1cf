"""Forms made from what an event or an opening asks for, and what came back of one.

A field is drawn by its type in `templates/_fields.html`; a further type is one case in
`_options` where it offers a choice, and one branch there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.datastructures import FormData, UploadFile

from engine.filling import choices_of
from engine.office import Office
from engine.sheets import read_table
from kernel.words import Text
from states.inputs import MOST_ROWS, Field, FieldType
from web.visit import Visit

_MORE_ROWS = 3
SHEET = "sheet."
"""What the name of an uploaded spreadsheet begins with, before the name of its field."""
_CLEAN = re.compile(r"[^\w.\-]+")
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Input:
    """One field as it is drawn."""

    field: Field
    name: str
    """Under which name it comes back."""
    value: Any = ""
    """What was typed before; a list where several are chosen."""
    options: tuple[Option, ...] = ()
    rows: tuple[tuple[Input, ...], ...] = ()
    form: str = "f"
    """What tells the fields of one form from those of another on the same page."""

    @property
    def of(self) -> str:
        """Return the type of its value."""
        return self.field.of.value

    @property
    def id(self) -> str:
        """Return what its label points at."""
        return f"{self.form}-{self.name.replace('.', '-')}"


@dataclass(frozen=True)
class Drawn:
    """The fields of one form, ready to be drawn."""

    inputs: tuple[Input, ...]

    @property
    def uploads(self) -> bool:
        """Say whether a spreadsheet may come with it."""
        return any(one.field.columns for one in self.inputs)


def draw_form(
    visit: Visit,
    asks: Iterable[Field],
    round_id: int | None,
    typed: Mapping[str, Any] | None = None,
    offered: Mapping[str, tuple[Option, ...]] | None = None,
    form: str = "f",
) -> Drawn:
    """Return the fields of a form as they are drawn.

    Args:
        visit: The visit, for the office and the language.
        asks: What is asked for.
        round_id: The round whose groups are meant.
        typed: What was typed before, by the names of the fields.
        offered: Choices for a field of words, by its name.
        form: What tells its fields from those of another form on the same page.
    """
    known: dict[FieldType, tuple[Option, ...]] = {}

    def options(field: Field) -> tuple[Option, ...]:
        if offered and field.name in offered:
            return offered[field.name]
        if field.choices is not None:
            return tuple((one.value, visit.say(one.label)) for one in field.choices)
        if field.of not in known:
            known[field.of] = tuple(choices_of(visit.office, field, round_id))
        return known[field.of]

    def one(field: Field, name: str, value: Any) -> Input:
        return Input(field, name, "" if value is None else value, options(field), form=form)

    def rows(field: Field, many: Any) -> Input:
        given = [row for row in many if isinstance(row, Mapping)] if many else []
        lines = [*given, *({} for _ in range(_MORE_ROWS))]
        drawn = (
            tuple(
                one(cell, f"{field.name}.{at}.{cell.name}", row.get(cell.name))
                for cell in field.columns
            )
            for at, row in enumerate(lines)
        )
        return Input(field, field.name, rows=tuple(drawn), form=form)

    kept = typed or {}
    return Drawn(
        tuple(
            rows(field, kept.get(field.name))
            if field.columns
            else one(field, field.name, kept.get(field.name))
            for field in asks
        )
    )


def typed_in(office: Office, asks: Iterable[Field], sent: FormData) -> dict[str, Any]:
    """Return what was typed into a form, by the names of its fields; empty fields are left out.

    Rows of which nothing was filled in are left out; an uploaded spreadsheet takes their place.

    Raises:
        InvalidInput: the spreadsheet cannot be read, or its header is wrong.
        Refused: this host may not hold it.
    """
    found: dict[str, Any] = {}
    for field in asks:
        if field.columns:
            rows: Any = _uploaded(office, field, sent.get(f"{SHEET}{field.name}"))
            value = rows or _typed_rows(field, sent)
        else:
            value = _typed(field, field.name, sent)
        if value:
            found[field.name] = value
    return found


def _typed(field: Field, name: str, sent: FormData) -> str:
    """Return the words of one field; several that were chosen stand with commas between them."""
    words = [one for one in sent.getlist(name) if isinstance(one, str)]
    if field.of is FieldType.PEOPLE:
        return ",".join(one.strip() for one in words if one.strip())
    return words[0].strip() if words else ""


def _typed_rows(field: Field, sent: FormData) -> list[dict[str, object]]:
    begin = f"{field.name}."
    after = (name[len(begin) :].partition(".")[0] for name in sent if name.startswith(begin))
    places = {int(words) for words in after if words.isdecimal()}
    rows: list[dict[str, object]] = []
    for at in sorted(places)[:MOST_ROWS]:
        row: dict[str, object] = {
            one.name: words
            for one in field.columns
            if (words := _typed(one, f"{begin}{at}.{one.name}", sent))
        }
        if row:
            rows.append(row)
    return rows


def _uploaded(
    office: Office, field: Field, sheet: UploadFile | str | None
) -> list[dict[str, object]]:
    """Return the lines of an uploaded spreadsheet; it is read and thrown away."""
    if not isinstance(sheet, UploadFile) or not sheet.filename:
        return []
    with TemporaryDirectory(prefix="xuncheng-") as folder:
        path = Path(folder) / _CLEAN.sub("_", Path(sheet.filename).name)[-80:]
        path.write_bytes(sheet.file.read())
        return read_table(office, path, field.columns)


def in_words(asks: Iterable[Field], typed: Mapping[str, Any]) -> list[tuple[Text, str]]:
    """Return what was typed, by label, to be read again where its form is gone."""
    told = []
    for field in asks:
        value = typed.get(field.name)
        if isinstance(value, list):
            value = "\n".join("，".join(str(one) for one in row.values()) for row in value)
        if value:
            told.append((field.label, str(value)))
    return told
