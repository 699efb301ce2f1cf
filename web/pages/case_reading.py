"""What is opened on demand only: a book 登记簿 of a case, and a text that is kept apart."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.books import read_book
from engine.queries import history
from engine.reading import read_content
from engine.wording import fields_of
from kernel.errors import NotFound
from kernel.ids import case_id_of
from kernel.words import Text
from states.catalogue import NEWEST
from states.field_types import FieldType
from web.visit import SignedIn

router = APIRouter()


@router.get("/cases/{number}/books/{book}")
def show_book(visit: SignedIn, number: str, book: str) -> Response:
    """Show a book of a case, line by line."""
    found = read_book(visit.office, case_id_of(number), book, visit.person_id, visit.acting_for)
    held = [one for one in found.fields if any(one.name in line.values for line in found.lines)]
    return visit.page("book.html", number=number, book=found, fields=held)


@router.get("/cases/{number}/texts/{seq}/{field}")
def show_text(visit: SignedIn, number: str, seq: int, field: str) -> Response:
    """Show a text that was entered with an entry and is kept apart from it.

    Raises:
        NotFound: there is no such text, or it is not for this person.
    """
    who, acting_for = visit.person_id, visit.acting_for
    told = history(visit.office, case_id_of(number), who, acting_for)
    entry = next((one for one in told if one["seq"] == seq), None)
    asked = fields_of(NEWEST[entry["kind"]], entry.get("event", "")).get(field) if entry else None
    name = (entry.get("inputs") or {}).get(field) if entry else None
    if entry is None or asked is None or asked.of is not FieldType.CONTENT or not name:
        raise NotFound(Text("没有这份文稿。", "There is no such text."))
    text = read_content(visit.office, case_id_of(number), name, who, acting_for)
    return visit.page("text.html", number=number, label=asked.label, text=text, entry=entry)
