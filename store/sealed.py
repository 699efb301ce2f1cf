"""Every column that holds something encrypted: read in pages, and written anew under another key.

A new such column is one more line in `SEALED`; a test finds those that are missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from store.database import Database

SEALED = (("channels", "id", "sealed_url"), ("complainants", "case_id", "sealed"))
"""(table, key, column)."""

_PAGE = 200


def walk(database: Database) -> Iterator[tuple[str, str, str, int, bytes]]:
    """Give (table, key column, column, key, sealed) of everything that is sealed."""
    for table, key, column in SEALED:
        after = 0
        while True:
            with database.reading() as tx:
                page = tx.rows(
                    f"SELECT {key} AS id, {column} AS sealed FROM {table}"  # noqa: S608
                    f" WHERE {key} > :after ORDER BY {key} LIMIT :most",
                    after=after,
                    most=_PAGE,
                )
            if not page:
                break
            for row in page:
                yield table, key, column, int(row["id"]), bytes(row["sealed"])
            after = int(page[-1]["id"])


def replace(database: Database, where: tuple[str, str, str, int], old: bytes, new: bytes) -> bool:
    """Put `new` in the place of `old`; False when somebody else has changed it meanwhile."""
    table, key, column, row_id = where
    with database.writing() as tx:
        touched = tx.write(
            f"UPDATE {table} SET {column} = :new WHERE {key} = :id AND {column} = :old",  # noqa: S608
            new=new,
            id=row_id,
            old=old,
        )
    return touched == 1
