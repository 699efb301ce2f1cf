"""How constraints are named, and the checks that several tables make.

A constraint without a name could never be changed by a later migration on SQLite. A check that more
than one table makes is one more function here.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "%(table_name)s_%(column_0_N_name)s",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}


def one_of(column: str, *values: str) -> CheckConstraint:
    """Let `column` hold one of `values` and nothing else."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def is_hash(column: str) -> CheckConstraint:
    """Let `column` hold a SHA-256 hash and nothing else."""
    return CheckConstraint(f"length({column}) = 32", name=column)
