"""Prefect runs offline, on loopback and on a database of its own, whatever the shell says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config.clockwork import child_environment, prefect_variables, shell_lines
from config.policy import load_policy
from config.settings import Settings, inherited
from flows.schedules import schedule
from tests.support.pool import BLOCKS, PAGE
from tests.support.repository import ROOT

ASK = """
import importlib, json, logging, os
from prefect.settings import get_current_settings
now = get_current_settings()
importlib.import_module(now.server.concurrency.lease_storage)
from config.settings import read_settings
print(json.dumps({
    "telemetry": now.server.analytics_enabled,
    "made-up server": now.server.ephemeral.enabled,
    "host": now.server.api.host,
    "port": now.server.api.port,
    "address": now.api.url,
    "home": str(now.home),
    "database": now.server.database.connection_url.get_secret_value(),
    "ahead": now.server.services.scheduler.min_scheduled_time.total_seconds(),
    "kept": now.server.services.db_vacuum.retention_period.total_seconds(),
    "vacuum": sorted(now.server.services.db_vacuum.enabled_vacuum_types),
    "events": now.server.events.retention_period.total_seconds(),
    "poll": now.runner.poll_frequency,
    "cloud": now.api.key is not None,
    "tick": read_settings().tick_seconds,
    "office": read_settings().database_url,
}))
"""
WEEK = 7 * 24 * 3600


def told_by_prefect(environment: dict[str, str], folder: Path) -> dict[str, Any]:
    asked = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, cwd=folder, capture_output=True, check=True
    )
    answer: dict[str, Any] = json.loads(asked.stdout)
    return answer


def test_prefect_understands_every_variable_and_ignores_another_prefect(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, prefect_port=4300, tick_seconds=90)
    another = {"PREFECT_API_KEY": "pnu_1", "PREFECT_API_URL": "https://api.example/api"}

    told = told_by_prefect(child_environment(settings, inherited() | another), tmp_path)

    assert told == {
        "telemetry": False,
        "made-up server": False,
        "host": "127.0.0.1",
        "port": 4300,
        "address": "http://127.0.0.1:4300/api",
        "home": str(tmp_path / "prefect"),
        "database": f"sqlite+aiosqlite:///{tmp_path}/prefect/prefect.db",
        "ahead": 120,
        "kept": WEEK,
        "vacuum": ["events", "flow_runs", "orphans"],
        "events": WEEK,
        "poll": 2,
        "cloud": False,
        "tick": 90,
        "office": f"sqlite:///{tmp_path}/xuncheng.db",
    }


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_loopback_is_reached_past_any_proxy(name: str, tmp_path: Path) -> None:
    made = child_environment(Settings(home=tmp_path), {"NO_PROXY": "mail.example"})

    assert made[name] == "mail.example,127.0.0.1"


def test_the_secret_of_the_identity_provider_reaches_our_own_programs(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, oidc_client_secret="canary")  # noqa: S106

    assert child_environment(settings, {})["XUNCHENG_OIDC_CLIENT_SECRET"] == "canary"  # noqa: S105
    assert "canary" not in repr(settings)


def test_a_shell_takes_the_variables_as_they_are(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "一 office's")

    script = f"{shell_lines(settings)}env -0"
    shell = subprocess.run(["/bin/sh", "-c", script], env={}, capture_output=True, check=True)

    taken = dict(line.partition("=")[::2] for line in shell.stdout.decode().split("\0"))
    assert taken | prefect_variables(settings) == taken


@pytest.mark.parametrize("page", ["scale-out.md", "scale-out.zh-CN.md"])
def test_the_pages_on_several_machines_name_only_variables_that_are_set(page: str) -> None:
    words = (ROOT / "docs/operations" / page).read_text(encoding="utf-8")

    named = set(re.findall(r"\bPREFECT_[A-Z_]+", words))

    assert named
    assert named <= set(prefect_variables(Settings()))


def test_both_pages_on_several_machines_give_the_same_commands() -> None:
    pages = [PAGE, PAGE.with_suffix(".zh-CN.md")]

    english, chinese = (BLOCKS.findall(page.read_text(encoding="utf-8")) for page in pages)

    assert english == chinese


def test_every_queue_of_the_pool_has_a_worker() -> None:
    minded = re.findall(r"--work-queue (\w+)", PAGE.read_text(encoding="utf-8"))

    queues = {one.queue for one in schedule(60, load_policy().routines)}

    assert sorted(minded) == sorted(queues)
