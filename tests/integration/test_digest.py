"""The morning message: reminders leave together once a day, none is lost, none comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from engine.deliver import deliver
from notifications.senders import Delivery, Outcome, RecordingSender
from rules.pacing import Pacing
from tests.support.outbox import MONDAY, REPEATABLE, Desk, make_desk, targets

PACED = replace(REPEATABLE, pacing=Pacing(time(9, 10), time(21), time(7, 30), most_a_day=3))
MORNING = MONDAY + timedelta(minutes=10)
UNCLEAR = Delivery(Outcome.UNKNOWN, "timeout")


@pytest.fixture
def sender() -> RecordingSender:
    return RecordingSender()


@pytest.fixture
def desk(database_url: str, sender: RecordingSender) -> Iterator[Desk]:
    made = make_desk(database_url, sender, PACED)
    yield made
    made.office.database.close()


def test_the_reminders_of_a_person_leave_in_one_message(
    desk: Desk, sender: RecordingSender
) -> None:
    first, second = desk.person("组长一", "json://a"), desk.person("组长二", "json://b")
    keys = [desk.owe(f"n{n}", first, "deadline_reminder") for n in range(3)]
    desk.owe("other", second, "deadline_reminder")

    assert deliver(desk.office).next_try_at == MORNING
    assert sender.sent == []
    desk.clock.set(MORNING)
    deliver(desk.office)

    assert sorted(targets(sender)) == ["a", "b"]
    [morning] = [sent for sent in sender.sent if sent.url == "json://a"]
    assert morning.message.title == "【巡程】今日提醒 3 项"
    codes = [desk.office.keyring.receipt_code(key) for key in keys]
    assert [code for code in codes if code not in morning.message.body] == []
    assert [desk.told(key) for key in keys] == [[("sent", 1, "")]] * 3


def test_what_cannot_wait_leaves_at_once_beside_it(desk: Desk, sender: RecordingSender) -> None:
    person = desk.person("组长一", "json://a")
    desk.owe("n1", person, "deadline_reminder")
    desk.owe("n2", person, "deadline_escalation")

    deliver(desk.office)

    assert [sent.key for sent in sender.sent] == ["n2"]


def test_a_repeat_of_the_morning_message_is_the_same_message(desk: Desk) -> None:
    sender = desk.answering(a=[UNCLEAR])
    person = desk.person("组长一", "json://a")
    for n in range(3):
        desk.owe(f"n{n}", person, "deadline_reminder")
    deliver(desk.office)
    desk.clock.set(MORNING)
    deliver(desk.office)
    desk.owe("n9", person, "deadline_reminder")

    desk.exhaust()

    first, again, next_day = sender.sent
    assert (first.key, first.message) == (again.key, again.message)
    assert next_day.key == "n9"
    assert {desk.told(f"n{n}")[0][0] for n in (0, 1, 2, 9)} == {"sent"}


def test_beyond_the_cap_messages_wait_for_the_morning_and_none_is_dropped(
    desk: Desk, sender: RecordingSender
) -> None:
    person = desk.person("组长一", "json://a")
    for n in range(6):
        desk.owe(f"n{n}", person)

    deliver(desk.office)
    assert len(sender.sent) == 3
    desk.exhaust()

    assert len(sender.sent) == 4
    assert sender.sent[-1].message.title == "【巡程】今日提醒 3 项"
    assert {desk.told(f"n{n}")[0][0] for n in range(6)} == {"sent"}


def test_at_night_a_message_waits_for_the_morning_and_leaves_alone(
    desk: Desk, sender: RecordingSender
) -> None:
    desk.clock.set(datetime(2026, 3, 2, 15, tzinfo=UTC))
    desk.owe("n1", desk.person("组长一", "json://a"))

    assert deliver(desk.office).next_try_at == datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    desk.exhaust()

    assert [sent.key for sent in sender.sent] == ["n1"]
    assert desk.told("n1") == [("sent", 1, "")]


def test_when_the_morning_message_fails_each_notice_looks_for_the_next_channel(
    desk: Desk,
) -> None:
    refused = [Delivery(Outcome.FAILED, "http_500", again=False)]
    sender = desk.answering(a=refused)
    person = desk.person("组长一", "json://a", "json://b")
    for n in range(2):
        desk.owe(f"n{n}", person, "deadline_reminder")

    desk.exhaust()

    assert targets(sender) == ["a", "b", "b"]
    assert [desk.told(f"n{n}")[1][0] for n in range(2)] == ["sent", "sent"]
