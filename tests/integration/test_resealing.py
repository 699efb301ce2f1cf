"""Keys are changed while the office works: nothing is lost, and the old key opens nothing more."""

from __future__ import annotations

import pytest
from sqlmodel import SQLModel

import store.confidential_tables
import store.details
import store.tables  # noqa: F401 - every table is looked through
from engine import people
from engine.deliver import deliver
from engine.resealing import drop_old_keys, reseal, rotate_keys
from engine.work import Work
from kernel.errors import InvalidInput, Refused
from notifications.senders import RecordingSender
from store.sealed import SEALED, walk
from tests.support.office import SmallOffice

ADDRESS = "json://localhost/{}"


@pytest.fixture
def reached(desk: SmallOffice) -> SmallOffice:
    """Return an office whose people are reached by sealed addresses."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        for name in ("staff", "chief", "director"):
            people.add_channel(work, desk.who[name], ADDRESS.format(name))
        work.finish()
    return desk


def opened(desk: SmallOffice) -> list[str]:
    return sorted(desk.office.keyring.unseal(one[-1]) for one in walk(desk.office.database))


def test_after_a_rotation_everything_opens_and_the_old_key_opens_nothing(
    reached: SmallOffice,
) -> None:
    before, old = opened(reached), reached.again().office.keyring

    made = rotate_keys(reached.office)
    dropped = drop_old_keys(reached.office)

    assert (made.resealed, made.left, made.lost, made.keys) == (3, 0, 0, 2)
    assert (dropped.resealed, dropped.keys) == (0, 1)
    assert opened(reached) == before
    old.path = None
    for *_, sealed in walk(reached.office.database):
        with pytest.raises(InvalidInput):
            old.unseal(sealed)


def test_a_process_that_runs_on_finds_the_new_key_by_itself(reached: SmallOffice) -> None:
    running = reached.again()
    reached.to("draft")
    reached.give(reached.round_id, "approve_plan", "chief")
    rotate_keys(reached.office)
    sender = RecordingSender()
    running.office.sender = sender

    report = deliver(running.office)

    assert report.failed == 0
    assert report.sent == len(sender.sent) > 0


def test_what_was_sealed_with_an_old_key_meanwhile_is_found_before_it_is_dropped(
    reached: SmallOffice,
) -> None:
    behind = reached.again()
    rotate_keys(reached.office)
    with behind.office.database.writing() as tx:
        work = Work(behind.office, tx, behind.office.now())
        people.add_channel(work, behind.who["clerk"], ADDRESS.format("clerk"))
        work.finish()

    dropped = drop_old_keys(reached.office)

    assert dropped.resealed == 1
    assert ADDRESS.format("clerk") in opened(reached)


def test_old_keys_stay_while_something_cannot_be_opened(reached: SmallOffice) -> None:
    rotate_keys(reached.office)
    with reached.office.database.writing() as tx:
        tx.write("UPDATE channels SET sealed_url = :no WHERE person_id = :id", no=b"no",
                 id=reached.who["chief"])  # fmt: skip

    with pytest.raises(Refused):
        drop_old_keys(reached.office)

    assert reached.office.keyring.count == 2
    assert reseal(reached.office).lost == 1


def test_no_sealed_column_is_forgotten() -> None:
    columns = {
        (name, column.name)
        for name, table in SQLModel.metadata.tables.items()
        for column in table.columns
        if column.name.startswith("sealed") and str(column.type) in {"BLOB", "BYTEA"}
    }

    assert columns == {(table, column) for table, _, column in SEALED}
