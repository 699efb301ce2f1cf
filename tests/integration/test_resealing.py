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
from kernel.errors import InvalidInput, NotPermitted, Refused
from notifications.senders import RecordingSender
from store.sealed import SEALED, walk
from tests.support.accounts import administrator
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

    made = rotate_keys(reached.office, administrator(reached))
    dropped = drop_old_keys(reached.office, administrator(reached))

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
    rotate_keys(reached.office, administrator(reached))
    sender = RecordingSender()
    running.office.sender = sender

    report = deliver(running.office)

    assert report.failed == 0
    assert report.sent == len(sender.sent) > 0


def test_what_was_sealed_with_an_old_key_meanwhile_is_found_before_it_is_dropped(
    reached: SmallOffice,
) -> None:
    behind = reached.again()
    rotate_keys(reached.office, administrator(reached))
    with behind.office.database.writing() as tx:
        work = Work(behind.office, tx, behind.office.now())
        people.add_channel(work, behind.who["clerk"], ADDRESS.format("clerk"))
        work.finish()

    dropped = drop_old_keys(reached.office, administrator(reached))

    assert dropped.resealed == 1
    assert ADDRESS.format("clerk") in opened(reached)


def test_old_keys_stay_while_something_cannot_be_opened(reached: SmallOffice) -> None:
    rotate_keys(reached.office, administrator(reached))
    with reached.office.database.writing() as tx:
        tx.write("UPDATE channels SET sealed_url = :no WHERE person_id = :id", no=b"no",
                 id=reached.who["chief"])  # fmt: skip

    with pytest.raises(Refused):
        drop_old_keys(reached.office, administrator(reached))

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


def test_each_change_of_the_keys_is_an_entry_that_tells_who_and_no_secret(
    reached: SmallOffice,
) -> None:
    keeper, before = administrator(reached), reached.office.keyring.fingerprints[0]

    rotate_keys(reached.office, keeper)
    drop_old_keys(reached.office, keeper)

    newest = reached.office.keyring.fingerprints[0]
    [register] = reached.rows("SELECT id FROM cases WHERE kind = 'register'")
    told = [one for one in reached.entries(register["id"]) if one["what"] == "keys"]
    assert [(one["act"], one["by"], one["fingerprint"]) for one in told] == [
        ("keys_rotated", keeper, newest), ("old_keys_dropped", keeper, newest),
    ]  # fmt: skip
    assert newest != before
    [key] = (reached.home / "keys").read_text().split()
    assert key not in str(told)


def test_who_keeps_no_keys_changes_none_and_the_attempt_is_recorded(reached: SmallOffice) -> None:
    with pytest.raises(NotPermitted):
        rotate_keys(reached.office, reached.who["staff"])

    assert reached.office.keyring.count == 1
    assert len((reached.home / "keys").read_text().split()) == 1
    [register] = reached.rows("SELECT id FROM cases WHERE kind = 'register'")
    assert reached.entries(register["id"])[-1]["event"] == "keys_rotated"
