"""What a person has set up for their own pages: saved views and the language.

A further choice of a person's own is one more column of `accounts` and a function here.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.office import Office
from kernel.errors import InvalidInput, NotFound
from kernel.words import Language, Text

_LONGEST = {"page": 64, "name": 100, "query": 2000}
_LABELS = {
    "page": Text("页面", "The page"),
    "name": Text("名称", "The name"),
    "query": Text("筛选条件", "The filter"),
}
_ADD = (
    "INSERT INTO saved_views (person_id, page, name, query) VALUES (:person, :page, :name, :query)"
    " ON CONFLICT (person_id, page, name) DO UPDATE SET query = :query RETURNING id"
)
_LIST = (
    "SELECT id, page, name, query FROM saved_views WHERE person_id = :person AND page = :page"
    " ORDER BY name, id"
)
_DROP = "DELETE FROM saved_views WHERE id = :id AND person_id = :person"
_LANGUAGE = "UPDATE accounts SET language = :language WHERE person_id = :person"


@dataclass(frozen=True, slots=True)
class SavedView:
    """The filters of a page under a name."""

    id: int
    page: str
    name: str
    query: str
    """The part of the address after the question mark."""


def add_view(office: Office, person_id: int, page: str, name: str, query: str) -> int:
    """Keep the filters of a page under a name; the same name again replaces them.

    Raises:
        InvalidInput: something is missing or too long; every mistake.
    """
    values = {"page": page, "name": name.strip(), "query": query}
    mistakes = [
        Text(
            f"{_LABELS[one].zh}应为 1 至 {longest} 个字符。",
            f"{_LABELS[one].en} should have 1 to {longest} characters.",
        )
        for one, longest in _LONGEST.items()
        if len(values[one]) > longest or not (values[one] or one == "query")
    ]
    if mistakes:
        raise InvalidInput(*mistakes)
    with office.database.writing() as tx:
        row = tx.row(_ADD, person=person_id, **values)
    return int((row or {})["id"])


def list_views(office: Office, person_id: int, page: str) -> list[SavedView]:
    """Return what a person keeps for a page, by name."""
    with office.database.reading() as tx:
        return [SavedView(**row) for row in tx.rows(_LIST, person=person_id, page=page)]


def drop_view(office: Office, person_id: int, view_id: int) -> None:
    """Keep a view no longer.

    Raises:
        NotFound: the person has no such view.
    """
    with office.database.writing() as tx:
        if tx.write(_DROP, id=view_id, person=person_id) != 1:
            raise NotFound(Text("没有这个视图。", "There is no such view."))


def choose_language(office: Office, person_id: int, language: Language) -> None:
    """Show a person's pages in another language than that of the register."""
    with office.database.writing() as tx:
        tx.write(_LANGUAGE, person=person_id, language=language)
