"""`xuncheng up` with a real Prefect server and runner: killed at will, nothing is lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.clockwork import LOOPBACK
from config.wiring import build_office
from engine.audit import verify
from engine.routines.catalogue import ROUTINES
from tests.support.house import House, wait_for
from tests.support.overdue import LateOffice, late_office, times_noticed

pytestmark = [pytest.mark.prefect, pytest.mark.timeout(600)]

READY = "Ready after"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "home")
    yield made
    made.clean_up()


@pytest.fixture
def late(house: House) -> Iterator[LateOffice]:
    office = build_office(house.settings)
    yield late_office(office)
    office.database.close()


def wait_until_noticed(house: House, late: LateOffice, case_id: int) -> None:
    wait_for("the overdue notice", lambda: times_noticed(late.office, case_id), house.everything)


def test_whatever_is_killed_each_deadline_is_noticed_once_and_nothing_is_lost(
    house: House, late: LateOffice
) -> None:
    overdue = [late.open_late("before the first start")]
    house.start()
    house.wait_until_it_says("Caught up")
    assert times_noticed(late.office, overdue[0]) == 1, "it does not wait for Prefect"

    house.wait_until_it_says(READY)
    house.wait_until_it_says("/link/")
    wait_for("the site", house.site_answers, house.everything)
    overdue.append(late.open_late("while it runs"))
    wait_until_noticed(house, late, overdue[-1])
    wait_for("a finished run", lambda: house.runs("sweep", "COMPLETED"), house.everything)

    house.kill_server()
    overdue.append(late.open_late("while the server is dead"))
    house.wait_until_it_says("Prefect server started", times=2)
    wait_until_noticed(house, late, overdue[-1])

    wait_for("a run under way", lambda: house.runs("sweep", "RUNNING", "PENDING"), house.everything)
    house.kill_everything()
    overdue.append(late.open_late("while everything is dead"))
    house.start()
    house.wait_until_it_says("Caught up")
    assert times_noticed(late.office, overdue[-1]) == 1
    house.wait_until_it_says(READY)
    overdue.append(late.open_late("after everything came back"))
    wait_until_noticed(house, late, overdue[-1])

    assert house.stop() == 0, house.everything()
    assert house.alive() == []
    with socket.socket() as probe:
        assert probe.connect_ex((LOOPBACK, house.settings.prefect_port)) != 0
    assert [times_noticed(late.office, case) for case in overdue] == [1] * len(overdue)
    assert verify(late.office.database).reasons == ()


def test_each_routine_runs_as_a_flow_of_the_real_prefect(house: House, late: LateOffice) -> None:
    house.start()
    house.wait_until_it_says(READY)

    house.run_flows(ROUTINES)

    for name in ROUTINES:
        assert house.runs(name.replace("_", "-"), "COMPLETED"), name
    with late.office.database.reading() as tx:
        ran = {row["name"] for row in tx.rows("SELECT name FROM routine_runs")}
    assert ran == set(ROUTINES)
    assert house.stop() == 0, house.everything()
