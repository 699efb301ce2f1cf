"""Whoever changes the record is found out, and the first wrong entry is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import verifier
from engine.audit import verify
from engine.seal import seal
from kernel.canonical import GENESIS
from kernel.ids import case_number
from tests.support.office import SmallOffice, found
from tests.support.story import play
from tests.support.tampering import (
    WAYS,
    Record,
    chained_anew,
    told_otherwise,
    without_references,
)

ONE_OFFICE = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""The office is played once a test and mended after each example."""


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[SmallOffice]:
    made = found(database_url, tmp_path, durable=False)
    play(made)
    yield made
    made.office.database.close()


@pytest.fixture
def record(desk: SmallOffice) -> Record:
    return Record(desk.office.database)


def test_the_record_of_a_whole_round_is_sound(desk: SmallOffice, tmp_path: Path) -> None:
    report = verify(desk.office.database, desk.office.policy)

    assert report.reasons == ()
    assert report.sound
    counted = desk.rows("SELECT count(*) AS n FROM entries")[0]["n"]
    cases = desk.rows("SELECT count(*) AS n FROM cases")[0]["n"]
    assert (report.cases, report.entries, report.seals) == (cases, counted, 0)
    assert Record(desk.office.database).outside(tmp_path) == []


def test_every_kind_of_entry_is_in_the_round_that_is_verified(record: Record) -> None:
    kinds = {json.loads(row["body"])["what"] for row in record.entries}

    assert kinds == {
        "open", "move", "refusal", "timer", "receipt", "suspend", "resume", "amend", "register",
        "grade",
    }  # fmt: skip


@ONE_OFFICE
@given(data=st.data())
def test_every_way_to_tamper_at_every_place_is_traced_to_the_first_wrong_entry(
    record: Record, tmp_path: Path, data: st.DataObject
) -> None:
    way = data.draw(st.sampled_from(WAYS), "way")
    place = data.draw(st.sampled_from(record.entries), "place")
    salt = data.draw(st.integers(0, 10_000), "salt")
    case_id = place["case_id"]
    rows, wrong = way(record.chain(case_id), place["seq"] - 1, salt)

    record.store(case_id, rows)
    try:
        inside = verify(record.database).faults
        outside = record.outside(tmp_path)
    finally:
        record.restore(case_id)

    assert [(fault.number, fault.seq) for fault in inside] == [(case_number(case_id), wrong)]
    assert outside == list(inside)


def test_bytes_that_are_no_text_are_a_wrong_entry(tmp_path: Path) -> None:
    desk = found(f"sqlite:///{tmp_path}/office.db", tmp_path, durable=False)
    record = Record(desk.office.database)
    with desk.office.database.writing() as tx:  # PostgreSQL takes none
        tx.write(
            "UPDATE entries SET body = CAST(:junk AS TEXT) WHERE case_id = 1 AND seq = 3",
            junk=b'{"at":\xff}',
        )

    [fault] = verify(desk.office.database).faults

    assert (fault.code, fault.number, fault.seq) == ("altered", case_number(1), 3)
    assert record.outside(tmp_path) == [fault]
    desk.office.database.close()


def test_an_entry_beyond_the_end_is_named(record: Record, tmp_path: Path) -> None:
    chain = record.chain(2)
    seq, prev = len(chain) + 1, chain[-1]["hash"].hex()

    record.store(2, [*chain, {**told_otherwise(chain[-1], seq=seq, prev=prev), "seq": seq}])

    [fault] = verify(record.database).faults
    assert (fault.code, fault.number, fault.seq) == ("misplaced", case_number(2), seq)
    assert record.outside(tmp_path) == [fault]


def test_a_changed_end_of_a_case_is_named(record: Record, tmp_path: Path) -> None:
    with record.database.writing() as tx:
        tx.write("UPDATE cases SET head = :head WHERE id = 3", head=GENESIS)

    [fault] = verify(record.database).faults

    assert (fault.code, fault.number) == ("head", case_number(3))
    assert fault.seq == len(record.chain(3))
    assert record.outside(tmp_path) == [fault]


def test_entries_whose_case_is_gone_are_named(record: Record, tmp_path: Path) -> None:
    lost = max(row["id"] for row in record.ends)
    without_references(record.database, f"DELETE FROM cases WHERE id = {lost}")  # noqa: S608

    faults = verify(record.database).faults

    assert [(fault.number, fault.seq) for fault in faults] == [(case_number(lost), 1)]
    assert record.outside(tmp_path) == list(faults)


def test_each_wrong_chain_is_told_once(record: Record, tmp_path: Path) -> None:
    for case_id in (1, 3):
        rows = record.chain(case_id)
        for row in rows[1:]:
            row["body"] += " "
        record.store(case_id, rows)

    report = verify(record.database)

    assert [(fault.number, fault.seq) for fault in report.faults] == [
        (case_number(1), 2), (case_number(3), 2),
    ]  # fmt: skip
    assert [reason.zh for reason in report.reasons] == [
        f"{case_number(case_id)} 第 2 条记录的内容与哈希值不符。" for case_id in (1, 3)
    ]
    assert record.outside(tmp_path) == list(report.faults)


# ── a history written anew from some place on ──


@pytest.mark.parametrize("start", [1, 4, 9])
def test_a_chain_written_anew_contradicts_the_tables(record: Record, start: int) -> None:
    rows = record.chain(2)
    rows[start] = told_otherwise(rows[start], state="closed")

    record.store(2, chained_anew(rows, start), end=True)

    [fault] = verify(record.database).faults
    assert (fault.code, fault.number, fault.seq) == ("replay", case_number(2), start + 1)


@ONE_OFFICE
@given(data=st.data())
def test_a_sealed_chain_cannot_be_written_anew(
    desk: SmallOffice, tmp_path: Path, data: st.DataObject
) -> None:
    seal(desk.office)
    record = Record(desk.office.database)
    place = data.draw(st.sampled_from(record.entries), "place")
    case_id, start = place["case_id"], place["seq"] - 1
    rows = record.chain(case_id)
    rows[start] = told_otherwise(rows[start], by=987_654)

    record.store(case_id, chained_anew(rows, start), end=True)
    try:
        inside = verify(record.database).faults
        outside = record.outside(tmp_path)
    finally:
        record.restore(case_id)

    assert [(one.code, one.number) for one in outside] == [("resealed", case_number(case_id))]
    assert inside == tuple(outside)


@ONE_OFFICE
@given(data=st.data())
def test_a_sealed_chain_cannot_lose_its_end(
    desk: SmallOffice, tmp_path: Path, data: st.DataObject
) -> None:
    seal(desk.office)
    record = Record(desk.office.database)
    place = data.draw(st.sampled_from([row for row in record.entries if row["seq"] > 1]), "place")
    case_id, start = place["case_id"], place["seq"] - 1

    record.store(case_id, record.chain(case_id)[:start], end=True)
    try:
        outside = record.outside(tmp_path)
        inside = verify(record.database).faults
    finally:
        record.restore(case_id)

    expected = verifier.Fault("missing", start + 1, case_number(case_id))
    assert outside == [expected]
    assert inside == (expected,)


def test_no_sentence_about_a_fault_tells_content(record: Record) -> None:
    with record.database.writing() as tx:
        tx.write("UPDATE clue_details SET summary = '别的内容'")

    [reason] = verify(record.database).reasons

    assert reason.zh.endswith("条记录与表不符：details.summary。")
    assert reason.en.endswith("contradict entry 1: details.summary.")
