"""The flows do what the engine does, and both ways of serving them agree on when."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from ruamel.yaml import YAML

from config.policy import load_policy
from engine.audit import verify
from engine.office import Office
from engine.timers import sweep
from flows import sweep as sweep_flow
from flows.deliver import delivered
from flows.schedules import ALONE, NAME, POOLED, ZONE, Scheduled, schedule
from flows.seal import sealed
from flows.tick import TickFailed, tick
from kernel.clock import ManualClock, office_moment
from kernel.errors import DefinitionError
from kernel.words import Text
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from store.database import Database
from tests.support.overdue import entries, late_office
from tests.support.repository import ROOT

TICK = 60
TABLE = schedule(TICK, load_policy().routines)
MORNING = office_moment(date(2026, 3, 2), time(10))


def office_on(url: str) -> Office:
    return Office(
        Database(url, durable=False),
        ManualClock(MORNING),
        load_policy(),
        RecordingSender(),
        Keyring([Fernet.generate_key()]),
    )


def play(office: Office, sweep_now: Callable[[Office], object]) -> None:
    """Open late assignments and sweep now, at noon, and after three weeks away."""
    clock = office.clock
    assert isinstance(clock, ManualClock)
    late = late_office(office)
    late.open_late("u1")
    for after in (timedelta(0), timedelta(hours=2), timedelta(days=21)):
        clock.set(MORNING + after)
        sweep_now(office)
        late.open_late(f"u{after.days + 2}-{after.seconds}")


def in_a_flow(office: Office) -> dict[str, Any]:
    return asyncio.run(tick(sweep_flow.swept, lambda: office))


def test_the_flow_and_the_command_for_cron_write_the_same_entries(
    database_url: str, tmp_path: Path
) -> None:
    by_cron, by_flow = office_on(f"sqlite:///{tmp_path / 'cron.db'}"), office_on(database_url)

    play(by_cron, sweep)
    play(by_flow, in_a_flow)

    assert [row["body"] for row in entries(by_flow)] == [row["body"] for row in entries(by_cron)]
    assert any('"what":"timer"' in row["body"] for row in entries(by_flow))
    assert verify(by_flow.database).reasons == ()
    by_cron.database.close()
    by_flow.database.close()


def test_a_tick_tells_figures_and_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    office = office_on(f"sqlite:///{tmp_path / 'office.db'}")
    late_office(office).open_late("u1")

    with caplog.at_level(logging.INFO):
        figures = in_a_flow(office)
        asyncio.run(tick(delivered, lambda: office))

    assert figures["spoken"] >= 1
    assert f"spoken={figures['spoken']}" in caplog.text
    assert "sent=0" in caplog.text
    assert "第一" not in caplog.text
    office.database.close()


def test_the_nightly_seal_covers_every_new_entry_once(tmp_path: Path) -> None:
    office = office_on(f"sqlite:///{tmp_path / 'office.db'}")
    late_office(office)

    first, second = (asyncio.run(tick(sealed, lambda: office)) for _ in range(2))

    assert first["entries"] == len(entries(office))
    assert second == {"entries": 0}
    office.database.close()


def test_an_error_fails_the_run_without_telling_what_it_was_about(tmp_path: Path) -> None:
    office = office_on(f"sqlite:///{tmp_path / 'office.db'}")

    def break_off(office: Office) -> dict[str, Any]:
        raise ValueError("张三")

    with pytest.raises(TickFailed) as failed:
        asyncio.run(tick(break_off, lambda: office))

    assert "ValueError" in str(failed.value)
    assert "张三" not in "".join(failed.value.sentences("zh"))
    assert failed.value.__suppress_context__


def test_what_is_wrong_with_the_configuration_is_told_in_full() -> None:
    def build() -> Office:
        raise DefinitionError(Text("期限文件有误。", "The limits are wrong."))

    with pytest.raises(TickFailed) as failed:
        asyncio.run(tick(sweep_flow.swept, build))

    assert failed.value.sentences("en") == ("The limits are wrong.",)


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.flow.name)
def test_each_flow_runs_by_the_time_of_the_office_and_never_twice_at_once(one: Scheduled) -> None:
    deployment = one.deployment()

    assert one.when.timezone == "Asia/Shanghai"
    assert len(deployment.schedules or []) == 1
    assert deployment.concurrency_limit == ALONE.limit == 1
    assert ALONE.collision_strategy == "CANCEL_NEW"
    assert deployment.entrypoint == one.entrypoint
    assert one.flow.retries
    assert one.flow.isasync


def test_workers_of_a_pool_run_the_same_flows_at_the_same_times() -> None:
    told = YAML(typ="safe").load((ROOT / "prefect.yaml").read_text())

    assert told["pull"] == []
    assert told["deployments"] == [as_in_the_file(one) for one in TABLE]


def as_in_the_file(one: Scheduled) -> dict[str, Any]:
    when = one.when
    at: dict[str, Any] = {"cron": when.cron}
    if when.interval is not None:
        at = {
            "interval": int(when.interval.total_seconds()),
            "anchor_date": when.anchor_date.isoformat(),
        }
    return {
        "name": NAME,
        "entrypoint": one.entrypoint,
        "tags": list(one.tags),
        "schedules": [{**at, "timezone": ZONE}],
        "concurrency_limit": {
            "limit": POOLED.limit,
            "collision_strategy": POOLED.collision_strategy.value,
            "grace_period_seconds": POOLED.grace_period_seconds,
        },
        "work_pool": {"name": "office", "work_queue_name": one.queue},
    }
