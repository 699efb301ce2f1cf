"""Acknowledgements stop the repetitions of a step and leave an entry; channels can be tried."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from engine.receipts import acknowledge, acknowledge_by_token, try_channels
from kernel.errors import InvalidInput, NotFound
from notifications.senders import Delivery, Outcome, RecordingSender
from tests.support.outbox import MONDAY, Desk, make_desk

REFUSED = Delivery(Outcome.FAILED, "http_500")


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    made = make_desk(database_url, RecordingSender({"json://b": [REFUSED]}))
    yield made
    made.office.database.close()


def entries(desk: Desk) -> list[dict[str, object]]:
    return [json.loads(row["body"]) for row in desk.rows("SELECT body FROM entries ORDER BY seq")]


def test_an_acknowledgement_is_recorded_once(desk: Desk) -> None:
    person = desk.person("组长一", "json://a")
    key = desk.owe("n1", person)

    first = acknowledge(desk.office, key=key, person_id=person)
    desk.clock.set(datetime(2026, 3, 3, tzinfo=UTC))
    second = acknowledge(desk.office, key=key, person_id=person)

    assert (first, second) == (True, False)
    assert [row["acknowledged_at"] for row in desk.rows("SELECT * FROM notices")] == [MONDAY]
    [entry] = entries(desk)
    assert (entry["what"], entry["by"], entry["notice"]) == ("receipt", person, "report_submitted")


def test_an_acknowledgement_ends_the_repetitions_but_not_the_next_step(desk: Desk) -> None:
    person = desk.person("组长一", "json://a")
    key = desk.owe("n1", person, "deadline_overdue")
    desk.arm(key)

    acknowledge(desk.office, key=key, person_id=person)

    [timer] = desk.rows("SELECT * FROM timers")
    assert timer["acknowledged"]
    assert timer["next_at"] == datetime(2026, 3, 12, 1, tzinfo=UTC)


def test_a_late_acknowledgement_of_an_earlier_step_leaves_the_timer_alone(desk: Desk) -> None:
    person = desk.person("组长一", "json://a")
    key = desk.owe("n1", person, "deadline_overdue")
    desk.arm(key)
    with desk.office.database.writing() as tx:
        tx.write("UPDATE timers SET step = 2, spoken = 1, next_at = NULL")

    acknowledge(desk.office, key=key, person_id=person)

    [timer] = desk.rows("SELECT * FROM timers")
    assert (timer["acknowledged"], timer["next_at"]) == (False, None)


def test_a_receipt_code_acknowledges_without_saying_who(desk: Desk) -> None:
    key = desk.owe("n1", desk.person("组长一", "json://a"))
    code = desk.office.keyring.receipt_code(key)

    assert acknowledge_by_token(desk.office, code)
    assert not acknowledge_by_token(desk.office, code)
    assert len(entries(desk)) == 1


def test_a_forged_code_acknowledges_nothing(desk: Desk) -> None:
    key = desk.owe("n1", desk.person("组长一", "json://a"))

    with pytest.raises(InvalidInput):
        acknowledge_by_token(desk.office, f"{key}.aaaaaaaaaaaaaaaa")
    assert entries(desk) == []


def test_nobody_acknowledges_for_another(desk: Desk) -> None:
    key = desk.owe("n1", desk.person("组长一", "json://a"))
    other = desk.person("组长二", "json://b")

    with pytest.raises(NotFound):
        acknowledge(desk.office, key=key, person_id=other)
    with pytest.raises(NotFound):
        acknowledge(desk.office, key="nosuch", person_id=other)
    with pytest.raises(NotFound):
        acknowledge_by_token(desk.office, desk.office.keyring.receipt_code("nosuch"))


def test_each_channel_of_a_person_is_tried_and_none_is_shown(desk: Desk) -> None:
    person = desk.person("组长一", "json://a", "json://b")

    told = try_channels(desk.office, person)

    assert told == [("json", Delivery(Outcome.SENT)), ("json", REFUSED)]
    assert desk.rows("SELECT * FROM notices") == []


def test_a_person_without_a_channel_cannot_be_tried(desk: Desk) -> None:
    with pytest.raises(NotFound):
        try_channels(desk.office, desk.person("组长一"))
