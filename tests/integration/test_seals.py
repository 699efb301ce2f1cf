"""A seal covers what is new, is chained to the one before, and cannot be changed unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from engine.audit import verify
from engine.seal import seal
from engine.verifier import GENESIS, grow, root_of, seal_hash
from kernel.canonical import moment_text
from tests.support.office import SmallOffice, found
from tests.support.tampering import Record


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[SmallOffice]:
    made = found(database_url, tmp_path, durable=False)
    made.to("preparing")
    yield made
    made.office.database.close()


def sealed_thrice(desk: SmallOffice) -> list[str]:
    """Seal on three days with something new on each, and return the hashes."""
    hashes = []
    for day, event in ((11, "close"), (12, "evaluate"), (13, "leave")):
        desk.on(date(2021, 10, day))
        desk.no(desk.round_id, "close", "staff")
        desk.no(desk.assignment, event, "staff")
        made = seal(desk.office)
        assert made is not None
        hashes.append(made.hash)
    return hashes


def write(desk: SmallOffice, *statements: str, **values: object) -> None:
    with desk.office.database.writing() as tx:
        for sql in statements:
            tx.write(sql, **values)


def faults(desk: SmallOffice, folder: Path) -> list[tuple[str, int]]:
    """Return what is wrong with the seals, which the verifier outside must find as well."""
    inside = verify(desk.office.database).faults
    assert Record(desk.office.database).outside(folder) == list(inside)
    return [(fault.code, fault.seq) for fault in inside]


# ── what a seal is ──


def test_a_seal_covers_every_entry_once(desk: SmallOffice) -> None:
    before = desk.rows("SELECT count(*) AS n FROM entries")[0]["n"]

    first = seal(desk.office)
    desk.no(desk.round_id, "close", "staff")
    second = seal(desk.office)

    assert first is not None
    assert second is not None
    assert (first.number, first.entries) == (1, before)
    assert (second.number, second.entries) == (2, 1)
    covered = desk.rows("SELECT case_id, last_seq FROM sealed_cases WHERE seal_id = 2")
    assert covered == [{"case_id": desk.round_id, "last_seq": desk.case(desk.round_id)["seq"]}]


def test_with_nothing_new_there_is_no_seal(desk: SmallOffice) -> None:
    seal(desk.office)

    assert seal(desk.office) is None
    assert len(desk.rows("SELECT * FROM seals")) == 1


def test_a_seal_holds_the_root_its_moment_and_the_seal_before(desk: SmallOffice) -> None:
    first, second, _ = sealed_thrice(desk)

    stored = desk.rows("SELECT * FROM seals WHERE id = 2")[0]
    new = desk.rows(
        "SELECT e.hash FROM entries e JOIN sealed_cases s"
        " ON s.seal_id = 2 AND s.case_id = e.case_id AND s.last_seq = e.seq ORDER BY e.case_id"
    )
    leaves = [hashlib.sha256(b"\0" + row["hash"]).digest() for row in new]
    root = hashlib.sha256(b"\1" + leaves[0] + leaves[1]).digest()
    assert stored["root"] == root
    at = moment_text(stored["sealed_at"])
    assert (
        second
        == stored["hash"].hex()
        == seal_hash(2, at, 2, root.hex(), first, {"clock": "manual"})
    )


def test_a_seal_tells_what_sets_the_clock_and_that_cannot_be_changed(
    desk: SmallOffice, tmp_path: Path
) -> None:
    made = seal(desk.office)
    assert made is not None
    assert made.clock == "manual"
    assert faults(desk, tmp_path) == []

    write(desk, "UPDATE seals SET clock = 'NTP'")

    assert faults(desk, tmp_path) == [("seal", 1)]


def test_a_seal_from_before_clocks_were_told_still_fits(desk: SmallOffice, tmp_path: Path) -> None:
    made = seal(desk.office)
    assert made is not None
    old = seal_hash(1, moment_text(made.sealed_at), made.entries, made.root, GENESIS)

    write(desk, "UPDATE seals SET clock = NULL, hash = :old", old=bytes.fromhex(old))

    assert faults(desk, tmp_path) == []


def test_two_that_seal_at_once_make_one_seal(desk: SmallOffice) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: seal(desk.office), range(4)))

    assert len([one for one in made if one is not None]) == 1
    assert verify(desk.office.database).sound
    assert len(desk.rows("SELECT * FROM seals")) == 1


def test_the_same_history_has_the_same_seal_on_both_databases(
    tmp_path: Path, postgres_database: str
) -> None:
    hashes = set()
    for url in (f"sqlite:///{tmp_path}/office.db", postgres_database):
        desk = found(url, tmp_path, durable=False)
        desk.to("preparing")
        made = seal(desk.office)
        assert made is not None
        hashes.add(made.hash)
        desk.office.database.close()

    assert len(hashes) == 1


@pytest.mark.parametrize("leaves", range(9))
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_its_definition(leaves: int) -> None:
    hashes = [hashlib.sha256(bytes([n])).digest() for n in range(leaves)]
    peaks: list[tuple[int, bytes]] = []

    for one in hashes:
        grow(peaks, one.hex())

    assert root_of(peaks) == (leaves, by_definition(hashes).hex())


def by_definition(leaves: list[bytes]) -> bytes:
    """Return the Merkle tree hash as RFC 6962 §2.1 defines it."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = by_definition(leaves[:half]), by_definition(leaves[half:])
    return hashlib.sha256(b"\1" + left + right).digest()


# ── what is found out ──


def test_three_seals_are_sound_and_the_newest_is_told(desk: SmallOffice, tmp_path: Path) -> None:
    hashes = sealed_thrice(desk)

    assert faults(desk, tmp_path) == []
    report = verify(desk.office.database)
    assert (report.seals, report.last_seal) == (3, hashes[-1])


def test_an_office_without_a_seal_has_none_to_compare(desk: SmallOffice) -> None:
    assert verify(desk.office.database).last_seal == GENESIS


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE seals SET sealed_at = '2021-10-12 08:00:00+00:00' WHERE id = 2",
        "UPDATE seals SET entries = entries + 1 WHERE id = 2",
        "UPDATE seals SET root = (SELECT root FROM seals WHERE id = 1) WHERE id = 2",
        "UPDATE seals SET hash = (SELECT hash FROM seals WHERE id = 1) WHERE id = 2",
        "DELETE FROM sealed_cases WHERE seal_id = 2",
    ],
)
def test_a_changed_seal_is_named(desk: SmallOffice, tmp_path: Path, sql: str) -> None:
    sealed_thrice(desk)

    write(desk, sql.replace("+00:00", "") if desk.office.database.is_sqlite else sql)

    assert faults(desk, tmp_path)[-1] == ("seal", 2)


@pytest.mark.parametrize("number", [1, 2])
def test_a_seal_taken_out_is_named(desk: SmallOffice, tmp_path: Path, number: int) -> None:
    sealed_thrice(desk)

    write(
        desk,
        "DELETE FROM sealed_cases WHERE seal_id = :number",
        "DELETE FROM seals WHERE id = :number",
        number=number,
    )

    assert faults(desk, tmp_path) == [("seal_missing", number)]


def test_a_seal_made_anew_over_a_changed_history_has_another_hash(desk: SmallOffice) -> None:
    """Whoever owns the database can seal anew: that is why a hash is kept outside."""
    kept = sealed_thrice(desk)
    write(
        desk,
        "DELETE FROM sealed_cases WHERE seal_id = 3",
        "DELETE FROM seals WHERE id = 3",
        "DELETE FROM entries WHERE case_id = :id AND seq = (SELECT seq FROM cases WHERE id = :id)",
        "UPDATE cases SET seq = seq - 1, head = (SELECT hash FROM entries e"
        " WHERE e.case_id = cases.id AND e.seq = cases.seq - 1) WHERE id = :id",
        id=desk.round_id,
    )

    seal(desk.office)

    report = verify(desk.office.database)
    assert report.sound
    assert report.last_seal != kept[-1]
