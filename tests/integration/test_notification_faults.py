"""Targets that drop, delay, repeat, refuse and hang: nobody loses a notice because of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from notifications.senders import AppriseSender
from tests.support.outbox import POLICY, REPEATABLE, Desk, make_desk
from tests.support.targets import WebServer, web_server

BEHAVIOURS = {
    "ok": ("sent", 1), "late": ("sent", 1), "twice": ("sent", 1),
    "500": ("failed", 3), "403": ("failed", 1), "cut": ("unknown", 1), "hang": ("unknown", 1),
}  # fmt: skip
"""What a target does → what is told of it and how often it is tried, where no repeat is allowed."""
UNCLEAR = {"cut", "hang"}
SHORT = AppriseSender(connect_timeout=2, read_timeout=0.6, longest=4)


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.mark.parametrize("repeatable", [False, True])
def test_each_target_gets_what_its_channel_allows_whatever_the_others_do(
    database_url: str, web: WebServer, *, repeatable: bool
) -> None:
    desk = make_desk(database_url, SHORT, REPEATABLE if repeatable else POLICY)
    keys = owe(desk, web)

    desk.exhaust()

    told = {name: [one[:2] for one in desk.told(key)] for name, key in keys.items()}
    expected = {name: [outcome] for name, outcome in BEHAVIOURS.items()}
    if repeatable:
        expected.update({name: [("unknown", 3)] for name in UNCLEAR})
    assert told == expected
    arrived = Counter(posted.path.strip("/") for posted in web.posted)
    assert arrived == {name: attempts for name, [(_, attempts)] in expected.items()}
    sent = {(posted.path.strip("/"), posted.headers["Idempotency-Key"]) for posted in web.posted}
    assert sent == {(name, keys[name]) for name in BEHAVIOURS}
    desk.office.database.close()


def owe(desk: Desk, web: WebServer) -> dict[str, str]:
    """Owe a notice to somebody at each target, and return the keys."""
    people = {name: desk.person(name, web.url(name)) for name in BEHAVIOURS}
    return {name: desk.owe(f"n-{name}", person) for name, person in people.items()}


def test_a_clock_that_steps_back_repeats_nothing_and_loses_nothing(
    database_url: str, web: WebServer
) -> None:
    desk = make_desk(database_url, SHORT, replace(POLICY))
    key = desk.owe("n1", desk.person("组长一", web.url("ok")))
    began = desk.clock.now()
    desk.exhaust()

    desk.clock.set(began.replace(year=began.year - 1))
    desk.exhaust()

    assert desk.told(key) == [("sent", 1, "")]
    assert len(web.posted) == 1
    desk.office.database.close()
