"""Fresh databases with all tables: migrated once for each process, then copied for each test.

The migrations themselves are tested on databases of their own: `test_migrations.py`.
"""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from store.database import Database
from store.migrate import upgrade
from tests.support import postgres


@cache
def _sqlite_template() -> Path:
    home = Path(mkdtemp(prefix="xuncheng-template-"))
    atexit.register(shutil.rmtree, home)
    made = Database(f"sqlite:///{home / 'office.db'}", durable=False)
    upgrade(made)
    made.close()
    with made.engine().connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.close()
    return made.path


@cache
def _postgres_template(server_url: str) -> str:
    name = f"template_{uuid4().hex}"
    made = Database(postgres.create_database(server_url, name), durable=False)
    upgrade(made)
    made.close()
    return name


def make_tables(database: Database) -> None:
    """Bring an empty database that nobody has opened yet to the newest tables."""
    if database.is_sqlite:
        database.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_sqlite_template(), database.path)
        return
    address, _, name = database.url.partition("?")[0].rpartition("/")
    server_url = f"{address}/postgres"
    template = _postgres_template(server_url)
    postgres.drop_database(server_url, name)
    postgres.create_database(server_url, name, template)
