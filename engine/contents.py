"""Texts kept apart from the record: put aside when they are entered, read by who may.

The entry of an event holds a digest in the place of each text, so the record proves the text
without telling it. A door asks `read_content` in
`engine/reading.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.loading import LoadedCase
from engine.work import Work
from kernel.canonical import digest
from kernel.errors import NotFound
from kernel.words import Text
from states.field_types import FieldType
from states.inputs import Field
from store import contents


def put_aside(
    work: Work, case: LoadedCase, asked: Sequence[Field], inputs: dict[str, Any]
) -> dict[str, Any]:
    """Return `inputs` with a digest in the place of each text that is kept apart."""
    kept = dict(inputs)
    for field in asked:
        if field.of is FieldType.CONTENT and field.name in kept:
            text = kept[field.name]
            kept[field.name] = name = digest(text).hex()
            case.contents[name] = text
            values = {
                "case_id": case.id, "digest": name, "field": field.name, "text": text,
                "at": work.now,
            }  # fmt: skip
            work.write((contents.KEEP, values))
    return kept


def content_of(work: Work, case: LoadedCase, name: str) -> str:
    """Return the text of a case that has the digest `name`, one entered just now among them.

    Raises:
        NotFound: there is none.
    """
    if name in case.contents:
        return case.contents[name]
    row = work.tx.row(contents.READ, case_id=case.id, digest=name)
    if row is None:
        raise NotFound(Text("没有这份文稿。", "There is no such text."))
    return str(row["text"])


def elsewhere(work: Work, case: LoadedCase, field: str) -> Mapping[str, int]:
    """Return every text that was entered as `field` on other cases → the case."""
    rows = work.tx.rows(contents.ELSEWHERE, field=field, case_id=case.id)
    return {row["text"]: row["case_id"] for row in rows}
