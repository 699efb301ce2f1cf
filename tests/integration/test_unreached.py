"""Somebody is not reached: the next channel gets its turn, and then a person of the office."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.deliver import deliver, settle
from kernel.errors import NotFound
from notifications.senders import Delivery, Outcome, RecordingSender
from tests.support.outbox import REPEATABLE, Desk, make_desk, targets

REFUSED = Delivery(Outcome.FAILED, "http_500")
LOST = Delivery(Outcome.UNKNOWN, "timeout")


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    made = make_desk(database_url, RecordingSender())
    yield made
    made.office.database.close()


def test_after_the_last_attempt_the_next_channel_gets_its_turn(desk: Desk) -> None:
    sender = desk.answering(a=[REFUSED] * 9)
    desk.person("主任", "json://office", post="director")
    key = desk.owe("n1", desk.person("组长一", "json://a", "json://b", "json://c"))

    desk.exhaust()

    assert desk.told(key) == [("failed", 3, "http_500"), ("sent", 1, "")]
    assert targets(sender) == ["a", "a", "a", "b"]


def test_a_refusal_for_good_is_not_tried_again(desk: Desk) -> None:
    sender = desk.answering(a=[Delivery(Outcome.FAILED, "smtp_550", again=False)])
    key = desk.owe("n1", desk.person("组长一", "json://a", "json://b"))

    deliver(desk.office)

    assert targets(sender) == ["a", "b"]
    assert desk.told(key)[0] == ("failed", 1, "smtp_550")


def test_when_no_channel_works_the_office_is_told_once_a_day(desk: Desk) -> None:
    sender = desk.answering(a=[REFUSED] * 99)
    desk.person("主任", "json://director", post="director")
    desk.person("工作人员一", "json://staff", post="office_staff")
    desk.person("书记", "json://secretary", post="secretary")
    person = desk.person("组长一", "json://a")
    desk.owe("n1", person)
    desk.owe("n2", person)

    desk.exhaust()

    told = [sent for sent in sender.sent if sent.url != "json://a"]
    assert sorted(sent.url for sent in told) == ["json://director", "json://staff"]
    assert all("未能送达" in sent.message.title for sent in told)
    assert "组长一" not in "".join(sent.message.title + sent.message.body for sent in told)


def test_an_office_out_of_reach_is_not_told_of_itself_without_end(desk: Desk) -> None:
    desk.answering(a=[REFUSED] * 99, b=[REFUSED] * 99)
    desk.person("主任", "json://b", post="director")
    desk.owe("n1", desk.person("工作人员一", "json://a", post="office_staff"))

    desk.exhaust()

    assert len(desk.rows("SELECT key FROM notices")) == 2


def test_an_unclear_delivery_is_not_repeated_but_goes_through_the_next_channel(desk: Desk) -> None:
    sender = desk.answering(a=[LOST])
    key = desk.owe("n1", desk.person("组长一", "json://a", "json://b"))

    desk.exhaust()

    assert targets(sender) == ["a", "b"]
    assert desk.told(key) == [("unknown", 1, "timeout"), ("sent", 1, "")]


def test_where_nothing_else_is_left_the_office_is_asked_to_find_out(desk: Desk) -> None:
    sender = desk.answering(a=[LOST])
    desk.person("主任", "json://director", post="director")
    desk.owe("n1", desk.person("组长一", "json://a"))

    desk.exhaust()

    assert targets(sender) == ["a", "director"]
    assert "是否送达不明" in sender.sent[1].message.title


def test_what_a_person_finds_out_settles_an_unclear_delivery(desk: Desk) -> None:
    sender = desk.answering(a=[LOST, LOST])
    person = desk.person("组长一", "json://a")
    [channel] = desk.channels(person)
    for key in ("n1", "n2"):
        desk.owe(key, person)
    deliver(desk.office)

    settle(desk.office, key="n1", channel_id=channel, arrived=True)
    settle(desk.office, key="n2", channel_id=channel, arrived=False)
    deliver(desk.office)

    assert [sent.key for sent in sender.sent] == ["n1", "n2", "n2"]
    assert desk.told("n1") + desk.told("n2") == [("sent", 1, "settled"), ("sent", 2, "")]
    with pytest.raises(NotFound):
        settle(desk.office, key="n1", channel_id=channel, arrived=False)


def test_a_service_that_knows_repeats_is_tried_again_under_the_same_key(desk: Desk) -> None:
    desk.office.policy = REPEATABLE
    sender = desk.answering(a=[LOST])
    key = desk.owe("n1", desk.person("组长一", "json://a"))

    desk.exhaust()

    assert [(sent.url, sent.key) for sent in sender.sent] == [("json://a", key)] * 2
    assert desk.told(key) == [("sent", 2, "")]


def test_an_acknowledged_notice_is_not_pressed_further(desk: Desk) -> None:
    sender = desk.answering(a=[REFUSED])
    key = desk.owe("n1", desk.person("组长一", "json://a", "json://b"))
    with desk.office.database.writing() as tx:
        tx.write("UPDATE notices SET acknowledged_at = created_at")

    desk.exhaust()

    assert targets(sender) == ["a"]
    assert desk.told(key) == [("failed", 1, "http_500")]


def test_a_channel_that_was_closed_meanwhile_is_passed_over(desk: Desk) -> None:
    sender = desk.answering()
    key = desk.owe("n1", desk.person("组长一", "json://a", "json://b"))
    with desk.office.database.writing() as tx:
        tx.write("UPDATE channels SET active = :no WHERE position = 0", no=False)

    deliver(desk.office)

    assert targets(sender) == ["b"]
    assert desk.told(key) == [("failed", 1, "inactive"), ("sent", 1, "")]
