"""The documents of the library as facts for rules: codes, titles, and which are in force."""

from __future__ import annotations

import json
from datetime import date

from engine.work import Work
from rules.library import VERSIONS, Known, Library

_DOCUMENTS = (
    "SELECT c.id, c.state, d.category, d.document_code, d.title, l.body FROM cases c"
    " JOIN library_document_details d ON d.case_id = c.id"
    " LEFT JOIN book_lines l ON l.case_id = c.id AND l.book = :book ORDER BY c.id, l.seq"
)


def take_library(work: Work) -> Library:
    """Return every document that there is or was."""
    found: dict[int, Known] = {}
    for row in work.tx.rows(_DOCUMENTS, book=VERSIONS):
        begins = json.loads(row["body"])["effective_from"] if row["body"] else None
        known = Known(
            row["document_code"], row["title"], row["category"], row["state"] == "repealed",
            date.fromisoformat(begins) if begins else None,
        )  # fmt: skip
        found.setdefault(row["id"], known)  # the first version comes first
    return Library(tuple(found.values()))
