"""A database is brought to the tables of the program, by whoever comes first, on both kinds."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

import store.account_tables
import store.book_table
import store.checklist_tables
import store.confidential_tables
import store.content_table
import store.details
import store.relation_table
import store.routine_table
import store.seal_tables
import store.tick_table  # noqa: F401 - every table is to be compared
from kernel.errors import DefinitionError
from store.database import Database
from store.migrate import FOLDER, draft, is_current, newest, require_current, revision, upgrade
from tests.support.repository import ROOT


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.close()


def test_the_migrations_make_what_the_classes_describe(database: Database) -> None:
    upgrade(database)

    with database.engine().connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_checks_of_the_classes_hold_after_a_migration(database: Database) -> None:
    """Alembic does not compare checks, so they are compared here."""
    described = {
        str(check.name)
        for table in SQLModel.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }

    upgrade(database)

    inspector = inspect(database.engine())
    stored = {
        str(check["name"])
        for name in inspector.get_table_names()
        for check in inspector.get_check_constraints(name)
    }
    assert stored == described
    assert "timers_status_check" in stored


def test_every_constraint_has_a_name(database: Database) -> None:
    upgrade(database)

    inspector = inspect(database.engine())
    tables = [name for name in inspector.get_table_names() if name != "alembic_version"]
    nameless = [
        (name, key["constrained_columns"])
        for name in tables
        for key in inspector.get_foreign_keys(name)
        if key["name"] is None
    ]
    assert len(tables) == len(SQLModel.metadata.tables)
    assert nameless == []


def test_hot_indexes_are_partial_and_hot_tables_have_no_row_number(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/office.db")
    upgrade(database)

    with database.reading() as tx:
        made = {row["name"]: row["sql"] for row in tx.rows("SELECT name, sql FROM sqlite_master")}
    database.close()

    for index in ("timers_due", "deliveries_owed", "deliveries_claimed"):
        assert " WHERE " in made[index]
    for table in ("entries", "timers", "signoffs", "sealed_cases", "routine_runs"):
        assert made[table].strip().endswith("WITHOUT ROWID")


def test_a_state_that_does_not_exist_cannot_be_stored(database: Database) -> None:
    upgrade(database)

    with pytest.raises(IntegrityError), database.engine().begin() as connection:
        connection.exec_driver_sql("INSERT INTO directory (id, version) VALUES (2, 0)")


def test_an_upgraded_database_is_current_and_stays_as_it_is(database: Database) -> None:
    assert revision(database) is None
    assert not is_current(database)
    upgrade(database)
    with database.writing() as tx:
        tx.write("UPDATE directory SET version = 7")

    upgrade(database)

    assert is_current(database)
    assert revision(database) == newest()
    require_current(database)
    with database.reading() as tx:
        assert tx.rows("SELECT * FROM directory") == [{"id": 1, "version": 7}]


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (None, "尚未建立", "has not been set up"),
        ("0000", "比程序", "is older than the program"),
        ("9999", "请安装新版程序", "is newer than the program"),
    ],
)
def test_another_database_is_refused_with_what_to_do(
    database: Database, number: str | None, zh: str, en: str
) -> None:
    if number is not None:
        upgrade(database)
        with database.writing() as tx:
            tx.write("UPDATE alembic_version SET version_num = :number", number=number)

    with pytest.raises(DefinitionError) as refused:
        require_current(database)

    [reason] = refused.value.reasons
    assert zh in reason.zh
    assert en in reason.en
    assert ("xuncheng init" in reason.zh) == (number != "9999")


def test_asking_makes_no_database(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/nowhere/office.db")

    assert not is_current(database)
    assert list(tmp_path.iterdir()) == []


def test_asking_imports_neither_alembic_nor_sqlalchemy(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/office.db")
    upgrade(database)
    database.close()
    asking = (
        "import sys; from store.database import Database; from store.migrate import is_current;"
        f"assert is_current(Database({database.url!r}));"
        "assert not {'alembic', 'sqlalchemy', 'sqlmodel'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", asking], cwd=ROOT, check=True)


def test_processes_that_start_together_do_not_collide(database: Database) -> None:
    starting = (
        "from store.database import Database; from store.migrate import is_current, upgrade;"
        f"database = Database({database.url!r}); upgrade(database); assert is_current(database)"
    )

    started = [
        subprocess.Popen([sys.executable, "-c", starting], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    said = [process.communicate()[1].decode() for process in started]

    assert [(process.returncode, words) for process, words in zip(started, said, strict=True)] == [
        (0, "")
    ] * 4
    with database.reading() as tx:
        assert len(tx.rows("SELECT * FROM directory")) == 1


def test_an_upgrade_that_fails_leaves_nothing_behind(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("alembic.operations.Operations.execute", fail)  # the very last step

    with pytest.raises(RuntimeError):
        upgrade(database)

    assert revision(database) is None
    assert inspect(database.engine()).get_table_names() == []


def test_revisions_are_numbered_in_their_order() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    found = [one.revision for one in scripts.walk_revisions()][::-1]

    assert found == [f"{number:04}" for number in range(1, len(found) + 1)]
    assert scripts.get_current_head() == newest()


def test_a_draft_holds_what_the_tables_lack(database: Database, tmp_path: Path) -> None:
    upgrade(database)
    with database.engine().begin() as connection:
        connection.exec_driver_sql("DROP INDEX notices_of_case")
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for path in [*FOLDER.glob("*.*"), *FOLDER.glob("versions/*.py")]:
        (folder / path.relative_to(FOLDER)).write_bytes(path.read_bytes())

    written = draft(database, "an index again", folder)

    number = int(newest()) + 1
    assert written.name == f"{number:04}_an_index_again.py"
    assert 'create_index("notices_of_case"' in written.read_text().replace("'", '"')
    assert "sqlmodel" not in written.read_text()


def test_the_wheel_ships_the_migrations(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip

    [wheel] = tmp_path.glob("*.whl")
    shipped = set(zipfile.ZipFile(wheel).namelist())
    needed = [FOLDER / "env.py", FOLDER / "script.py.mako", *FOLDER.glob("versions/*.py")]
    assert {str(path.relative_to(ROOT)) for path in needed} <= shipped
