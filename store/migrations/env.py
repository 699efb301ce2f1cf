"""What Alembic runs for each of its commands; `store/migrate.py` hands it the connection.

Every module with tables is imported here, so that a new one is compared as well.
"""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

import store.account_tables
import store.book_table
import store.checklist_tables
import store.confidential_tables
import store.content_table
import store.details
import store.relation_table
import store.routine_table
import store.seal_tables
import store.tables
import store.tick_table  # noqa: F401 - tables are known once their modules are imported


def in_plain_words(_: str, described: object, __: AutogenContext) -> str | Literal[False]:
    """Have a revision name the types of SQLAlchemy, which no later SQLModel can change."""
    if isinstance(described, AutoString):
        return f"sa.String({described.length or ''})"
    if isinstance(described, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=in_plain_words,
)
with context.begin_transaction():
    context.run_migrations()
