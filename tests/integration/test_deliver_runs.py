"""How long one run of the deliverer goes on, and what a run that dies leaves unclear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from engine.deliver import deliver
from kernel.clock import ManualClock
from notifications.render import Message
from notifications.senders import Delivery, RecordingSender
from tests.support.outbox import MONDAY, Desk, Dying, Power, make_desk


class Slow(RecordingSender):
    """Takes its time for each message."""

    def __init__(self, clock: ManualClock, each: timedelta) -> None:
        super().__init__()
        self._clock, self._each = clock, each

    def send(self, message: Message, url: str, key: str) -> Delivery:
        self._clock.set(self._clock.now() + self._each)
        return super().send(message, url, key)


@pytest.fixture
def sender() -> RecordingSender:
    return RecordingSender()


@pytest.fixture
def desk(database_url: str, sender: RecordingSender) -> Iterator[Desk]:
    made = make_desk(database_url, sender)
    yield made
    made.office.database.close()


def owe_many(desk: Desk, many: int) -> list[str]:
    """Owe so many notices to one person, and return their keys."""
    person = desk.person("组长一", "json://a")
    return [desk.owe(f"n{number:03}", person) for number in range(many)]


def test_a_run_goes_on_batch_by_batch_while_something_is_due(
    desk: Desk, sender: RecordingSender
) -> None:
    keys = owe_many(desk, 300)

    report = deliver(desk.office)

    assert (report.sent, report.next_try_at) == (300, None)
    assert sorted(sent.key for sent in sender.sent) == keys


def test_a_run_begins_no_further_batch_after_its_time_and_the_next_one_goes_on(desk: Desk) -> None:
    keys = owe_many(desk, 100)
    sender = desk.office.sender = Slow(desk.clock, timedelta(milliseconds=500))

    report = deliver(desk.office)

    assert desk.clock.now() - MONDAY == timedelta(seconds=32)
    assert (report.sent, report.next_try_at) == (64, MONDAY)
    assert deliver(desk.office).sent == 36
    assert sorted(sent.key for sent in sender.sent) == keys


def test_a_run_that_dies_in_a_later_batch_leaves_no_more_than_that_batch_unclear(
    desk: Desk,
) -> None:
    keys = owe_many(desk, 100)
    desk.office.sender = dying = Dying(after=69)
    with pytest.raises(Power):
        deliver(desk.office)
    assert dying.sent == 70
    desk.clock.set(desk.clock.now() + timedelta(hours=1))
    later = desk.office.sender = RecordingSender()

    deliver(desk.office)

    outcomes = Counter(status for key in keys for status, _, _ in desk.told(key))
    assert outcomes == {"sent": 69 + 4, "unknown": 27}
    assert [one.key for one in later.sent] == keys[96:]
