"""A database of every earlier version, with rows in every table, is brought to the present one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.types import Boolean, Date, DateTime, Integer, LargeBinary

from store.database import Database
from store.migrate import FOLDER, is_current, upgrade

EARLIER = [one.revision for one in ScriptDirectory(str(FOLDER)).walk_revisions()][:0:-1]
"""Every revision but the newest, the first one first."""
MADE_BY_MIGRATION = {"alembic_version", "directory"}
OTHERWISE: Mapping[tuple[str, str], object] = {
    ("relations", "kin_id"): None, ("stand_ins", "stand_in_id"): 2,
}  # fmt: skip
"""What a check over two columns asks for."""
MOMENT = dt.datetime(2024, 2, 29, 1, tzinfo=dt.UTC)
_ONE_OF = re.compile(r"(\w+)\)*(?:::text)? *(?:IN \(|= ANY \(\(?ARRAY\[)'(\w+)'")
_STORED_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.close()


def bring_to(database: Database, revision: str) -> None:
    """Make the tables of an earlier version."""
    if database.is_sqlite:
        database.path.parent.mkdir(parents=True, exist_ok=True)
    with database.engine().begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER))
        config.set_main_option("path_separator", "newline")
        command.upgrade(config, revision)


def value_for(column: Mapping[str, Any], allowed: Mapping[str, str]) -> object:
    """Return something that the column takes."""
    if column["name"] in allowed:
        return allowed[column["name"]]
    for kind, value in (
        (Boolean, True), (DateTime, MOMENT), (Date, MOMENT.date()), (Integer, 1),
        (LargeBinary, b"\x07" * 32),
    ):  # fmt: skip
        if isinstance(column["type"], kind):
            return value
    return "x"


def fill(connection: Connection) -> dict[str, dict[str, Any]]:
    """Put a row into every table, in which every column that may be empty is filled, too."""
    inspector = inspect(connection)
    kept: dict[str, dict[str, Any]] = {}
    for table in sorted({*inspector.get_table_names()} - MADE_BY_MIGRATION):
        checks = " ".join(str(one["sqltext"]) for one in inspector.get_check_constraints(table))
        allowed = dict(_ONE_OF.findall(checks))
        row = {one["name"]: value_for(one, allowed) for one in inspector.get_columns(table)}
        row.update((name, value) for (of, name), value in OTHERWISE.items() if of == table)
        put(connection, table, row)
        kept[table] = row
    put(connection, "people", {**kept["people"], "id": 2, "code": "y"})
    return kept


def put(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    """Insert one row."""
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({values})'), row)  # noqa: S608


@pytest.mark.parametrize("revision", EARLIER)
def test_everything_that_was_there_is_there_after_an_upgrade(
    database: Database, revision: str
) -> None:
    bring_to(database, revision)
    with database.engine().begin() as connection:
        later = (  # the rows point at each other
            "PRAGMA foreign_keys = OFF"
            if database.is_sqlite
            else "SET LOCAL session_replication_role = replica"
        )
        connection.exec_driver_sql(later)
        kept = fill(connection)
    assert not is_current(database)

    upgrade(database)

    assert is_current(database)
    with database.engine().connect() as connection:
        for table, row in kept.items():
            found = connection.execute(text(f'SELECT * FROM "{table}"')).mappings().all()  # noqa: S608
            there = [{name: plain(value) for name, value in one.items()} for one in found]
            expected = {name: plain(value) for name, value in row.items()}
            assert any(expected.items() <= one.items() for one in there), (table, expected, there)


def plain(value: object) -> str:
    """Return a value as either database gives it back."""
    if isinstance(value, str) and _STORED_MOMENT.fullmatch(value):
        value = dt.datetime.fromisoformat(value)
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None).isoformat()
    return str(int(value)) if isinstance(value, bool) else str(value)
