"""The only writer of `cases.state`: the statements that load, open and move a case.

SQL text with bound parameters, the same for SQLite and PostgreSQL; each is one line of the story
that `engine/work.py` tells in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from store.database import Statement, Transaction
from store.many import among

CASE_COLUMNS = (
    "id", "kind", "version", "state", "revision", "seq", "head", "parent_id", "round_id",
    "group_id", "unit_id", "body_id", "grade", "grade_years", "opened_at", "moved_at",
    "suspended_at",
)  # fmt: skip
_C = ", ".join(f"c.{name}" for name in CASE_COLUMNS)

KEEP_STILL = "SELECT id FROM cases WHERE id = :id FOR SHARE"
SIGNOFFS = "SELECT topic, subject_id, person_id, acting_for FROM signoffs WHERE case_id = :id"
INSERT_ENTRY = (
    "INSERT INTO entries (case_id, seq, body, hash) VALUES (:case_id, :seq, :body, :hash)"
)
PROVE_ENTRY = (
    "INSERT INTO entries (case_id, seq, body, hash) VALUES (:case_id,"
    " CASE WHEN (SELECT version FROM directory WHERE id = 1) = :directory"
    " AND (SELECT hash FROM entries WHERE case_id = :case_id AND seq = :last) = :head"
    " THEN :seq END, :body, :hash)"
)
"""An entry decided on what was remembered: refused where the directory is another by now, or the
entry after which the case was remembered (a copy of the database may have taken over)."""
INSERT_SIGNOFF = (
    "INSERT INTO signoffs (case_id, seq, topic, subject_id, person_id, acting_for)"
    " VALUES (:case_id, :seq, :topic, :subject_id, :person_id, :acting_for)"
)
VOID_SIGNOFFS = "DELETE FROM signoffs WHERE case_id = :case_id AND topic = :topic"
MOVE = (
    "UPDATE cases SET state = :state, revision = :revision, seq = :seq, head = :head,"
    " moved_at = :moved_at, body_id = :body_id, suspended_at = :suspended_at"
    " WHERE id = :id AND seq = :old_seq"
)
NOTE = "UPDATE cases SET seq = :seq, head = :head WHERE id = :id AND seq = :old_seq"
COMMAND = "SELECT fingerprint, outcome FROM commands WHERE key = :key"
INSERT_COMMAND = (
    "INSERT INTO commands (key, fingerprint, outcome, at)"
    " VALUES (:key, :fingerprint, :outcome, :at)"
)


_SIGNED = {
    False: "json_group_array(json_array(topic, subject_id, person_id, acting_for))",
    True: "json_agg(json_build_array(topic, subject_id, person_id, acting_for))::text",
}


@cache
def kinds_query(*, postgres: bool) -> str:
    """Return the query for what never changes about many cases."""
    which = among("c.id", postgres=postgres)
    return (
        "SELECT c.id, c.kind, c.version, c.parent_id, c.round_id, p.kind AS parent_kind"  # noqa: S608
        f" FROM cases c LEFT JOIN cases p ON p.id = c.parent_id WHERE {which}"
    )


@cache
def case_query(
    kind: str, *, signed: bool = False, postgres: bool = False, share: bool = False,
    many: bool = False,
) -> str:  # fmt: skip
    """Return the query for a case of `kind` with its details, in one round trip.

    Args:
        kind: The kind of the case.
        signed: Whether its signatures come with it, as a JSON list.
        postgres: Whether PostgreSQL is asked.
        share: Whether the case is locked against moving.
        many: Whether many cases are asked for, by a list of ids.
    """
    which = among("c.id", postgres=postgres) if many else "c.id = :id"
    signatures = (
        f", (SELECT {_SIGNED[postgres]} FROM signoffs s WHERE s.case_id = c.id) AS signoffs"  # noqa: S608
        if signed
        else ""
    )
    return (
        f"SELECT {_C}, d.*, (SELECT version FROM directory WHERE id = 1) AS directory_version"  # noqa: S608
        f"{signatures} FROM cases c JOIN {kind}_details d ON d.case_id = c.id WHERE {which}"
        f"{' FOR SHARE OF c' if share else ''}"
    )


@cache
def family_query(kind: str, *, share: bool = False) -> str:
    """Return the query that counts the family of a case by kind and state.

    A round counts everything in it, any other case what is below it; neither grows with the
    office's history. `share` locks what is counted against moving, where writers do not queue.
    """
    column = "round_id" if kind == "round" else "parent_id"
    if share:
        return (
            "SELECT kind, state, count(*) AS n FROM"  # noqa: S608
            f" (SELECT kind, state FROM cases WHERE {column} = :id FOR SHARE) AS family"
            " GROUP BY kind, state"
        )
    return (
        f"SELECT kind, state, count(*) AS n FROM cases WHERE {column} = :id"  # noqa: S608
        " GROUP BY kind, state"
    )


@cache
def _update_details(kind: str, columns: tuple[str, ...]) -> str:
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    return f"UPDATE {kind}_details SET {assignments} WHERE case_id = :case_id"  # noqa: S608


def details_changed(kind: str, case_id: int, changed: Mapping[str, Any]) -> Statement:
    """Return the statement that stores the `changed` details of a case."""
    return _update_details(kind, tuple(sorted(changed))), {"case_id": case_id, **changed}


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608


def insert(table: str, values: Mapping[str, Any]) -> Statement:
    """Return the statement that inserts `values` into one of our own tables."""
    return _insert(table, tuple(sorted(values))), values


def open_case(tx: Transaction, values: Mapping[str, Any]) -> int:
    """Insert a case row and return its id."""
    sql, bound = insert("cases", values)
    row = tx.row(f"{sql} RETURNING id", **bound)
    return int((row or {})["id"])
