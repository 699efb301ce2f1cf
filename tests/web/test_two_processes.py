"""Two processes on one database, with a proxy before them that sends each call to the next."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from lxml import html

from config.pretend import clock_of, pretend
from config.settings import Settings
from engine.accounts.signing import open_session
from kernel.ids import case_number
from tests.support.accounts import PASSWORD, with_account
from tests.support.office import SmallOffice, found
from tests.support.round_robin import before, processes

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
PATIENCE = 60.0


def home_of(folder: Path) -> Path:
    """Return where the data directory of the processes lies."""
    return folder / "home"


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[SmallOffice]:
    """Return a small office whose round is being rectified."""
    made = found(database_url, tmp_path, durable=False)
    made.to("rectifying")
    yield made
    made.close()


@pytest.fixture
def address(desk: SmallOffice, tmp_path: Path) -> Iterator[str]:
    """Return the address before two processes that serve the office."""
    home = home_of(tmp_path)
    home.mkdir()
    pretend(home, desk.clock.now())
    settings = Settings(home=home, database_url=desk.office.database.url)
    with processes(settings, 2) as ports, before(ports) as one:
        yield one


def anew(address: str) -> httpx2.Client:
    """Return a client that opens a connection for each call, so each goes to the next process."""
    return httpx2.Client(
        base_url=address, timeout=PATIENCE, headers={"Connection": "close"},
        limits=httpx2.Limits(max_keepalive_connections=0),
    )  # fmt: skip


def test_signing_in_a_form_and_signing_out_are_one_over_two_processes(
    desk: SmallOffice, address: str
) -> None:
    item = desk.item(to="planned")
    with_account(desk, "staff")
    with anew(address) as client:
        signed = client.post("/sign-in", data={"code": "staff", "password": PASSWORD})
        path = f"/cases/{case_number(item)}/approve_plan"
        page = html.fromstring(client.get(path).text)
        [form] = page.xpath(f"//form[@action='{path}']")
        fields = {one.get("name"): one.get("value", "") for one in form.xpath(".//input")}
        first, again = (client.post(path, data=fields) for _ in range(2))
        desks = [client.get("/desk").status_code for _ in range(2)]
        client.post("/sign-out", data={"csrf": fields["csrf"]})
        after = [client.get("/desk").headers.get("location", "") for _ in range(2)]

    assert signed.status_code == 303
    assert first.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    assert desk.state(item) == "in_progress"
    assert [one.get("event") for one in desk.entries(item)].count("approve_plan") == 1
    assert desks == [200, 200]
    assert all(where.startswith("/sign-in") for where in after)


def test_a_page_that_hangs_on_one_process_hears_of_what_is_done_at_the_other(
    desk: SmallOffice, address: str, tmp_path: Path
) -> None:
    item = desk.item(to="planned")
    cookies = {"Cookie": f"xuncheng={open_session(desk.office, desk.who['clerk']).token}"}
    heard: list[list[str]] = []

    def listen(at: int) -> None:
        with anew(address) as client, client.stream("GET", "/live", headers=cookies) as answer:
            for line in answer.iter_lines():
                if line.startswith("data:"):
                    heard[at].append(line)
                    return
                listening[at].set()

    listening = [threading.Event(), threading.Event()]
    threads = []
    for at in range(2):
        heard.append([])
        threads.append(threading.Thread(target=listen, args=(at,)))
        threads[-1].start()
        assert listening[at].wait(PATIENCE)

    desk.clock.set(clock_of(home_of(tmp_path), "test").now())
    desk.give(item, "approve_plan", "staff")

    for thread in threads:
        thread.join(PATIENCE)
    assert [len(lines) for lines in heard] == [1, 1]
    assert all(case_number(item) in lines[0] for lines in heard)
