"""Canary values: planted where content, personal facts and secrets stand, looked for elsewhere.

A further place is one more `plant` or `keep` of a test, with its name; what leaks tells that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.support.office import SmallOffice

_HEAD = "zq7"


@dataclass
class Canaries:
    """What nobody may find again, and where each piece of it was planted."""

    content: dict[str, str] = field(default_factory=dict)
    """Needle → place: what may stand in the tables and on the pages of who may read it."""
    secret: dict[str, str] = field(default_factory=dict)
    """Needle → place: what may stand nowhere in the clear."""

    def plant(self, place: str, *, secret: bool = False) -> str:
        """Return a value for a place; its needle outlives quoting, escaping and another case."""
        needle = f"{_HEAD}{re.sub('[^a-z]', '', place)}{_HEAD[::-1]}"
        (self.secret if secret else self.content)[needle] = place
        return f"金丝雀{needle}"

    def keep(self, place: str, value: str) -> str:
        """Look for a secret that the program itself has made, and return it."""
        self.secret[value.lower()] = place
        return value

    def secrets_in(self, said: str) -> set[str]:
        """Return the places whose secrets stand in what was said."""
        lower = said.lower()
        return {place for needle, place in self.secret.items() if needle in lower}

    def found_in(self, said: str | bytes) -> set[str]:
        """Return the places whose values stand in what was said."""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        lower = text.lower()
        return self.secrets_in(text) | {p for n, p in self.content.items() if n in lower}


def everything(desk: SmallOffice) -> str:
    """Return every value of every table as text; bytes as they are."""
    tables = desk.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if desk.office.database.is_sqlite
        else "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
    )
    told = [
        [
            value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
            for row in desk.rows(f'SELECT * FROM "{table["name"]}"')  # noqa: S608
            for value in row.values()
        ]
        for table in tables
    ]
    return "\n".join("\n".join(values) for values in told)
