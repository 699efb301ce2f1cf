"""Reading the books of a case: what was recorded line by line, and by whom.

A door asks `list_books` and `read_book`; use cases that count lines ask `engine.lines.lines_of`.
Which books there are is told in `states/books.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.lines import lines_of
from engine.office import Office
from engine.reading import note_read
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import NotFound
from kernel.words import Text
from rules.facts import Line
from states.books import BOOKS, READS_LOGGED
from states.catalogue import AnyLifeCycle
from states.inputs import Field
from store import books


@dataclass(frozen=True, slots=True)
class Book:
    """One book of one case, with what each of its lines may hold."""

    case_id: int
    name: str
    label: Text
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]


def books_of(cycle: AnyLifeCycle) -> tuple[str, ...]:
    """Return the books that cases of a life cycle have."""
    named = [cycle.opening_writes, *(line.writes for line in cycle.transitions)]
    return tuple(dict.fromkeys(name for name in named if name))


def fields_in(cycle: AnyLifeCycle, book: str) -> tuple[Field, ...]:
    """Return what the lines of a book may hold, in the order in which it is asked for."""
    asked = list(cycle.details) if cycle.opening_writes == book else []
    for line in cycle.transitions:
        asked += line.asks if line.writes == book else ()
    flat = [column for one in asked for column in (one.columns or (one,))]
    return tuple({one.name: one for one in flat}.values())


def counted_rows(cycle: AnyLifeCycle, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was entered with an entry; rows of a book whose readings are logged as a count.

    Who wants to read them opens the book, and that leaves an entry (`read_book`).
    """
    counted = {
        asked.name
        for line in cycle.transitions
        if line.event.value == entry.get("event") and line.writes in READS_LOGGED
        for asked in line.asks
        if asked.columns
    }
    return {
        name: len(value) if name in counted else value for name, value in entry["inputs"].items()
    }


def list_books(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> list[tuple[str, Text, int]]:
    """Return the books of a case that somebody may read: code, label, and how many lines.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        counts = {row["book"]: row["n"] for row in tx.rows(books.COUNTS, id=case_id)}
    known = [name for name in books_of(case.cycle) if sight.book(name)]
    return [(name, BOOKS[name], counts.get(name, 0)) for name in known]


def read_book(
    office: Office, case_id: int, book: str, person_id: int, acting_for: int | None = None
) -> Book:
    """Return a book of a case, called by its code or its label, to somebody who may read it.

    Raises:
        NotFound: there is no such case or book, or the person may not know of it.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        known = [name for name in books_of(case.cycle) if sight.book(name)]
        name = next((one for one in known if book in (one, *BOOKS[one])), None)
        if name is None:
            zh = "、".join(f"{one} {BOOKS[one].zh}" for one in known) or "（无）"
            en = ", ".join(f"{one} {BOOKS[one].en}" for one in known) or "(none)"
            raise NotFound(
                Text(
                    f"这个事项没有“{book}”登记簿；有：{zh}。",
                    f'This case has no book "{book}"; there are: {en}.',
                )
            )
    note_read(office, case_id, person_id, acting_for, sensitive=name in READS_LOGGED)
    with office.database.reading() as tx:
        lines = lines_of(tx, case.id, name)
    return Book(case.id, name, BOOKS[name], fields_in(case.cycle, name), lines)
