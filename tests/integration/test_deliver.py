"""The outbox on both databases: each notice leaves once, and what is not known is said so."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine.deliver import DeliveryReport, deliver
from kernel.ids import case_number
from notifications.render import Message
from notifications.senders import AppriseSender, Delivery, Outcome, RecordingSender
from tests.support.outbox import MONDAY, Desk, Dying, Power, make_desk, targets
from tests.support.targets import WebServer, web_server

REFUSED = Delivery(Outcome.FAILED, "http_500")
CANARY = "canary0token"


class Together(RecordingSender):
    """Sends several at once, but each only when so many are on their way."""

    def __init__(self, parallel: int) -> None:
        super().__init__()
        self.parallel = parallel
        self._all = threading.Barrier(parallel, timeout=10)

    def send(self, message: Message, url: str, key: str) -> Delivery:
        self._all.wait()
        return super().send(message, url, key)


@pytest.fixture
def sender() -> RecordingSender:
    return RecordingSender()


@pytest.fixture
def desk(database_url: str, sender: RecordingSender) -> Iterator[Desk]:
    made = make_desk(database_url, sender)
    yield made
    made.office.database.close()


def test_what_is_owed_is_sent_once_with_the_number_of_the_case(
    desk: Desk, sender: RecordingSender
) -> None:
    key = desk.owe("n1", desk.person("组长一", "json://a"))

    reports = [deliver(desk.office) for _ in range(3)]

    assert reports == [DeliveryReport(1, 0, 0, None), *[DeliveryReport(0, 0, 0, None)] * 2]
    [sent] = sender.sent
    assert (sent.url, sent.key) == ("json://a", key)
    assert case_number(desk.case_id) in sent.message.title
    assert desk.told(key) == [("sent", 1, "")]


def test_a_notice_that_wants_a_receipt_carries_its_code_and_link(
    desk: Desk, sender: RecordingSender
) -> None:
    desk.office.base_url = "https://office.example/"
    key = desk.owe("n1", desk.person("组长一", "json://a"), "deadline_escalation")

    deliver(desk.office)

    code = desk.office.keyring.receipt_code(key)
    assert f"https://office.example/receipts/{code}" in sender.sent[0].message.body


def test_a_refusal_is_tried_again_later_and_later(desk: Desk) -> None:
    sender = desk.answering(a=[REFUSED, REFUSED])
    key = desk.owe("n1", desk.person("组长一", "json://a"))
    waits = []

    while (next_try_at := deliver(desk.office).next_try_at) is not None:
        waits.append(next_try_at - desk.clock.now())
        desk.clock.set(next_try_at - timedelta(microseconds=1))
        assert deliver(desk.office).sent == 0
        desk.clock.set(next_try_at)

    assert desk.told(key) == [("sent", 3, "")]
    assert targets(sender) == ["a"] * 3
    assert timedelta(seconds=15) <= waits[0] <= timedelta(seconds=30) <= waits[1]
    assert waits[1] <= timedelta(seconds=60)


def test_waits_differ_between_notices_and_are_the_same_in_every_run(tmp_path: Path) -> None:
    def play(run: str) -> list[datetime]:
        desk = make_desk(f"sqlite:///{tmp_path / run}", RecordingSender())
        desk.answering(a=[REFUSED] * 9)
        person = desk.person("组长一", "json://a")
        for number in range(3):
            desk.owe(f"n{number}", person)
        deliver(desk.office)
        rows = desk.rows("SELECT next_try_at FROM deliveries ORDER BY notice_key")
        desk.office.database.close()
        return [row["next_try_at"] for row in rows]

    first = play("first")

    assert len(set(first)) == 3
    assert play("second") == first


def test_a_deliverer_that_dies_leaves_an_unclear_delivery_and_no_second_message(
    desk: Desk,
) -> None:
    dying = Dying()
    desk.office.sender = dying
    key = desk.owe("n1", desk.person("组长一", "json://a"))
    with pytest.raises(Power):
        deliver(desk.office)

    sender = desk.answering()
    while_claimed = deliver(desk.office)
    assert while_claimed.next_try_at is not None
    desk.clock.set(while_claimed.next_try_at)
    after_the_lease = deliver(desk.office)

    assert dying.sent == 1
    assert sender.sent == []
    assert (while_claimed.unknown, after_the_lease.unknown) == (0, 1)
    assert after_the_lease.next_try_at is None
    assert desk.told(key) == [("unknown", 1, "lapsed")]


@pytest.mark.parametrize("parallel", [1, 4])
def test_a_sender_that_raises_is_an_unclear_delivery_and_the_others_go_on(
    desk: Desk, parallel: int
) -> None:
    class Raising(RecordingSender):
        def send(self, message: Message, url: str, key: str) -> Delivery:
            if url == "json://b":
                raise ValueError(CANARY)
            return super().send(message, url, key)

    desk.office.sender = sender = Raising()
    sender.parallel = parallel
    for name in "abc":
        desk.owe(name, desk.person(f"组长{name}", f"json://{name}"))

    report = deliver(desk.office)

    assert (report.sent, report.unknown, report.next_try_at) == (2, 1, None)
    assert sorted(targets(sender)) == ["a", "c"]
    assert desk.told("b") == [("unknown", 1, "raised_ValueError")]


def test_a_notice_that_cannot_be_worded_has_not_left_and_the_others_go_on(
    desk: Desk, sender: RecordingSender
) -> None:
    person = desk.person("组长一", "json://a")
    desk.owe("n1", person, "no_such_notice")
    desk.owe("n2", person)

    report = deliver(desk.office)

    assert (report.sent, report.failed, report.unknown) == (1, 1, 0)
    assert [one[0] for one in desk.told("n1") + desk.told("n2")] == ["failed", "sent"]


def test_a_deliverer_that_comes_back_late_still_tells_what_it_knows(desk: Desk) -> None:
    class Slow(RecordingSender):
        def send(self, message: Message, url: str, key: str) -> Delivery:
            desk.clock.set(MONDAY + timedelta(days=1))
            desk.office.sender = RecordingSender()
            deliver(desk.office)  # somebody else finds the lease over
            return super().send(message, url, key)

    desk.office.sender = Slow()
    key = desk.owe("n1", desk.person("组长一", "json://a"))

    deliver(desk.office)

    assert desk.told(key) == [("sent", 1, "")]


def test_two_deliverers_never_send_the_same(database_url: str) -> None:
    sender = RecordingSender()
    desk = make_desk(database_url, sender)
    person = desk.person("组长一", "json://a")
    for number in range(120):
        desk.owe(f"n{number:03}", person)
    reports: list[DeliveryReport] = []

    workers = [
        threading.Thread(target=lambda: reports.append(deliver(desk.office))) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    desk.office.database.close()

    assert sum(report.sent for report in reports) == 120
    assert sorted(sent.key for sent in sender.sent) == [f"n{number:03}" for number in range(120)]


def test_several_messages_are_on_their_way_at_once(desk: Desk) -> None:
    desk.office.sender = together = Together(4)
    person = desk.person("组长一", "json://a")
    for number in range(8):
        desk.owe(f"n{number}", person)

    assert deliver(desk.office).sent == 8
    assert len(together.sent) == 8


def test_one_bad_recipient_has_no_effect_on_another(desk: Desk) -> None:
    desk.answering(a=[REFUSED])
    desk.owe("n1", desk.person("组长一", "json://a"))
    desk.owe("n2", desk.person("组长二", "json://b"))
    with desk.office.database.writing() as tx:
        tx.write("UPDATE channels SET sealed_url = :junk WHERE id = 1", junk=b"junk")

    report = deliver(desk.office)

    assert (report.sent, report.failed) == (1, 1)
    assert desk.told("n1") == [("failed", 1, "unsealable")]
    assert desk.told("n2") == [("sent", 1, "")]


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


def test_real_targets_get_each_notice_once_and_no_secret_reaches_a_log_or_a_row(
    desk: Desk, web: WebServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.office.sender = AppriseSender(read_timeout=3, parallel=4)
    for number, behaviour in enumerate(("ok", "late", "hang", "500", "twice", "cut")):
        person = desk.person(f"组长{number}", web.url(f"{behaviour}/{CANARY}"))
        desk.owe(behaviour, person)

    report = deliver(desk.office)

    assert (report.sent, report.failed, report.unknown) == (3, 1, 2)
    keys = sorted(posted.headers["Idempotency-Key"] for posted in web.posted)
    assert keys == ["500", "cut", "hang", "late", "ok", "twice"]
    assert CANARY not in caplog.text
    assert CANARY not in str(desk.rows("SELECT * FROM deliveries")) + repr(report)
