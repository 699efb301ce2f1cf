"""The books 登记簿 of a case: what is recorded line by line and has no life of its own.

A transition or an opening leaves lines in a book with `writes=`; what a line holds is what the
event asks for. A new book is one line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from kernel.words import Text

BOOKS: Mapping[str, Text] = {
    "progress": Text("进展登记簿", "Record of progress"),
}
"""Book, as stored → what people call it."""
