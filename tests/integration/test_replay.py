"""The tables must be what the entries add up to; where they are not, the entry is named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.audit import verify
from store.database import Database
from tests.support.office import found
from tests.support.story import play
from tests.support.tampering import Record, chained_anew, told_otherwise

FORGED_POST = (
    "INSERT INTO posts (id, person_id, post, scope, scope_id, valid_from)"
    " VALUES (99, 1, 'auditor', 'office', 0, '2021-01-01')"
)
TOUCHED = {
    "a state": ("UPDATE cases SET state = 'feedback' WHERE kind = 'round'", "cases.state"),
    "a revision": ("UPDATE cases SET revision = 1 WHERE kind = 'round'", "cases.revision"),
    "a parent": ("UPDATE cases SET parent_id = 1 WHERE kind = 'clue'", "cases.parent_id"),
    "a group": ("UPDATE cases SET group_id = 99 WHERE kind = 'clue'", "cases.group_id"),
    "a receiver": ("UPDATE cases SET body_id = NULL WHERE kind = 'clue'", "cases.body_id"),
    "a grade": ("UPDATE cases SET grade = 'open' WHERE kind = 'clue'", "cases.grade"),
    "a suspension": (
        "UPDATE cases SET suspended_at = moved_at WHERE kind = 'round'",
        "cases.suspended_at",
    ),
    "a life cycle": ("UPDATE cases SET version = 9 WHERE kind = 'clue'", "cases.version"),
    "a detail": ("UPDATE round_details SET focus = '其他'", "details.focus"),
    "a sum": ("UPDATE assignment_details SET talks = 70", "details.talks"),
    "a date moved by an effect": (
        "UPDATE round_details SET on_site_end = '2021-12-20'",
        "details.on_site_end",
    ),
    "an empty detail": ("UPDATE round_details SET plan_line = '甲'", "details.plan_line"),
    "lost details": ("DELETE FROM clue_details", "details."),
    "a due date": (
        "UPDATE timers SET due_on = '2030-01-01' WHERE deadline = 'unit_report'",
        "timers.unit_report.",
    ),
    "a limit that was met": (
        "UPDATE timers SET status = 'armed' WHERE deadline = 'clue_result'",
        "timers.clue_result.",
    ),
    "a ladder": ("UPDATE timers SET ladder = 'E-STD' WHERE deadline = 'feedback'", ".ladder"),
    "a lost timer": ("DELETE FROM timers WHERE deadline = 'clue_receipt'", "timers.clue_receipt."),
    "a lost signature": ("DELETE FROM signoffs WHERE topic = 'trained'", "signoffs."),
    "a forged signature": (
        "INSERT INTO signoffs VALUES (2, 2, 'x', 0, 1, NULL)",
        "signoffs.2.x.0.",
    ),
    "a signer": ("UPDATE signoffs SET person_id = 1 WHERE topic = 'handover_group'", "person_id"),
    "a lost notice": ("DELETE FROM notices WHERE notice = 'clue_routed'", "notices."),
    "a forged receipt": (
        "UPDATE notices SET acknowledged_at = created_at WHERE notice = 'extension_decided'",
        ".acknowledged_at",
    ),
    "a forged post": (FORGED_POST, "posts.99."),
    "another post": ("UPDATE posts SET post = 'director' WHERE id = 9", "posts.9.post"),
    "a renamed person": ("UPDATE people SET name = '他人' WHERE id = 2", "people.2.name"),
    "a unit": ("UPDATE units SET code = 'u9'", "units.1.code"),
}
"""What somebody changes in the tables → the statement, and a part of the column that is named."""


FORGED: dict[str, dict[str, Any]] = {
    "event": {"event": "close"},
    "was": {"was": "draft"},
    "rev": {"rev": 99},
    "state": {"what": "open"},
    "move": {"armed": [5]},
}
"""What is named → what a move of the round tells that cannot follow from the entries before."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("played")
    desk = found(f"sqlite:///{home}/office.db", home, durable=False)
    play(desk)
    desk.office.database.close()
    return home / "office.db"


@pytest.fixture
def database(played: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(played, tmp_path / "office.db")
    made = Database(f"sqlite:///{tmp_path}/office.db", durable=False)
    yield made
    made.close()


@pytest.mark.parametrize("what", TOUCHED)
def test_a_change_in_a_table_is_traced_to_an_entry(database: Database, what: str) -> None:
    sql, column = TOUCHED[what]
    with database.writing() as tx:
        tx.write(sql)

    faults = verify(database).faults

    assert {fault.code for fault in faults} == {"replay"}
    assert column in faults[0].about


def test_the_entry_is_named_that_told_the_column_last(database: Database) -> None:
    record = Record(database)
    with database.writing() as tx:
        tx.write("UPDATE assignment_details SET talks = 70")

    [fault] = verify(database).faults

    last = [row for row in record.entries if '"event":"record_activity"' in row["body"]][-1]
    assert (fault.seq, fault.about) == (last["seq"], "details.talks")


@pytest.mark.parametrize("about", FORGED)
def test_an_entry_that_cannot_follow_is_named_though_every_hash_fits(
    database: Database, about: str
) -> None:
    record = Record(database)
    rows = record.chain(2)
    at = next(n for n, row in enumerate(rows) if '"event":"authorise_group"' in row["body"])
    rows[at] = told_otherwise(rows[at], **FORGED[about])

    record.store(2, chained_anew(rows, at), end=True)

    [fault] = verify(database).faults
    assert (fault.code, fault.seq, fault.about) == ("replay", at + 1, about)


def test_an_entry_of_an_unknown_life_cycle_is_named(database: Database) -> None:
    record = Record(database)
    rows = record.chain(2)
    rows[0] = told_otherwise(rows[0], version=77)

    record.store(2, chained_anew(rows, 0), end=True)

    [fault] = verify(database).faults
    assert (fault.code, fault.seq) == ("replay", 1)
