"""Ten thousand cases on several machines that are lost one after the other: the result is exact.

The Prefect server, the work pool and the workers are those of `docs/operations/scale-out.md`, by
its own commands. Machines are in `tests/support/pool.py`, cases in `tests/support/thousands.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from engine.audit import verify
from tests.support import postgres
from tests.support.house import wait_for
from tests.support.pool import Pool, block, line, pool
from tests.support.rivals import at_once
from tests.support.targets import WebServer, web_server
from tests.support.thousands import TELLS, THINKS, TOLD, Thousands, claim_all

pytestmark = [pytest.mark.prefect, pytest.mark.timeout(600)]

CASES = 10_000
SHARED = 1_000
"""So many of them are claimed by two people at once."""
CLOCK, FIRST, SECOND = "clock", "first", "second"
SWEEPER, DELIVERER = "--name worker-1", "--name worker-2"
PATIENCE = 300.0


@pytest.fixture
def target() -> Iterator[WebServer]:
    with web_server() as made:
        yield made


@pytest.fixture
def office(postgres_database: str, tmp_path: Path) -> Iterator[Thousands]:
    made = Thousands.found(postgres_database, tmp_path / "office")
    yield made
    made.desk.close()


@pytest.fixture
def machines(office: Thousands, postgres_url: str, tmp_path: Path) -> Iterator[Pool]:
    name = f"prefect_{uuid4().hex}"
    prefect_url = postgres.create_database(postgres_url, name)
    places = tmp_path / "machines", office.desk.office.database.url, prefect_url
    with pool(*places, office.desk.home / "keys", CLOCK, FIRST, SECOND) as made:
        yield made
    assert not any(made.running(machine) for machine in made.machines)
    postgres.drop_database(postgres_url, name)


def grows(count: Callable[[], int]) -> Callable[[], bool]:
    """Return what says whether a count has grown since now."""
    before = count()
    return lambda: count() > before


def test_workers_and_machines_are_lost_while_ten_thousand_cases_run_and_the_result_is_exact(
    office: Thousands, machines: Pool, target: WebServer
) -> None:
    desk = office.desk
    machines.start(CLOCK, block("prefect server start"))
    office.fill(CASES, target.url("ok"))
    machines.set_time(desk.office.now())
    wait_for("the Prefect server", machines.prefect.healthy, machines.everything)
    machines.run(CLOCK, block("--no-prompt deploy --all"))
    machines.start(FIRST, line(SWEEPER))
    machines.start(SECOND, line(DELIVERER))
    half = (CASES + SHARED) // 2
    shares = [
        (claim_all, (desk.who["liaison"], items, machines.home(CLOCK), THINKS))
        for items in (office.items[:half], office.items[-half:])
    ]
    with ThreadPoolExecutor(1) as people:
        machines.wait_ringing("sweep", "a sweep", office.spoken)
        claiming = people.submit(at_once, desk, shares, PATIENCE)

        machines.kill(FIRST)
        machines.start(FIRST, line(SWEEPER))
        wait_for("the run that lost its worker", grows(office.spoken), machines.everything)
        machines.lose(FIRST)
        assert office.due(), "it was in the middle of its work"
        machines.start(FIRST, line(SWEEPER))

        arriving = grows(lambda: len(target.posted))
        machines.wait_ringing("deliver", "messages on their way", arriving)
        machines.lose(SECOND)
        assert office.deliveries("owed"), "it was in the middle of its work"
        machines.start(SECOND, line(DELIVERER))

        machines.wait_ringing("sweep", "the sweeps", lambda: not office.due())
        machines.wait_ringing("deliver", "the deliveries", lambda: not office.deliveries("owed"))
        assert claiming.result() == [half, half]
    machines.wait_ringing("seal", "the seal", lambda: machines.prefect.runs("seal", "COMPLETED"))

    for flow, queue in (("sweep", "deadlines"), ("deliver", "notices"), ("seal", "audit")):
        assert {run["work_queue_name"] for run in machines.prefect.runs(flow)} == {queue}
    for flow in ("sweep", "deliver"):
        assert machines.prefect.runs(flow, "RUNNING"), "of what was lost Prefect never hears again"
    entries = office.entries()
    reminded = entries.pop(("timer", "rectification_claim"))
    assert entries == {
        ("open", ""): (CASES, CASES),
        ("move", "claim"): (CASES, CASES),
        ("timer", "rectification_plan"): (CASES, CASES),
    }
    assert reminded[0] == reminded[1]
    assert len(set(office.notices())) == 1
    keys = [one.headers["Idempotency-Key"] for one in target.posted]
    assert len(keys) == len(set(keys))
    assert office.deliveries("sent") <= set(keys) <= office.deliveries("sent", "claimed")
    assert len(office.deliveries("sent", "claimed")) == TOLD * TELLS
    report = verify(desk.office.database, desk.office.policy)
    assert report.faults == ()
    assert report.seals == 1
