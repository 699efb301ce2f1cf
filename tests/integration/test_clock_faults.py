"""A machine whose clock is wrong: its time zone changes nothing, a step back undoes nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine.audit import verify
from tests.support.office import SmallOffice, found

ZONES = ("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")


@pytest.fixture(autouse=True)
def _zone_of_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_time_zone_of_the_machine_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = []
    for zone in ZONES:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        desk = found(f"sqlite:///{tmp_path / zone.replace('/', '_')}.db", tmp_path, durable=False)
        desk.to("rectifying")
        desk.item(to="in_progress")
        desk.on(date(2022, 4, 6))
        desk.sweep()
        stories.append(desk.everything())
        desk.close()

    assert stories[0] == stories[1] == stories[2]
    assert len(stories[0]["timers"]) > 20


def test_after_a_step_back_nothing_is_said_twice_and_nothing_is_lost(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()
    desk.on(date(2022, 4, 6))
    desk.sweep()
    told = len(desk.notices(item))

    desk.clock.set(desk.office.now() - timedelta(days=60))
    desk.sweep()
    desk.give(item, "claim", "liaison")

    assert len(desk.notices(item)) == told
    desk.on(date(2022, 4, 6))
    desk.sweep()
    spoken = [
        (one["deadline"], one["step"])
        for one in desk.entries(item)
        if one["what"] == "timer" and not one.get("repeated")
    ]
    assert len(set(spoken)) == len(spoken)
    assert verify(desk.office.database).faults == ()
