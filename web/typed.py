"""What came back of a form: words by the names of its fields, rows typed or from a spreadsheet.

How a form is drawn is in `web/forms.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.datastructures import FormData, UploadFile

from engine.office import Office
from engine.sheets import read_table
from kernel.words import Text
from states.field_types import FieldType
from states.inputs import MOST_ROWS, Field

SHEET = "sheet."
"""What the name of an uploaded spreadsheet begins with, before the name of its field."""
_CLEAN = re.compile(r"[^\w.\-]+")


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
