"""Canary values driven through every door, and looked for in all that the program says aside.

What a person is shown on purpose (a page, a case on the terminal) is no leak. Logs, metrics,
addresses, notices, traces, the words of a failure and the doctor are: nothing may stand there.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import socket
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2
import pytest
from lxml import html

from config.pretend import pretend
from config.settings import Settings
from engine.accounts.links import issue_link
from engine.accounts.tokens import create_token
from engine.routines.catalogue import ROUTINES
from flows.deliver import delivered
from flows.routines import done
from flows.seal import sealed
from flows.sweep import swept
from flows.tick import TickFailed, tick
from kernel.ids import case_number
from tests.support.accounts import administrator, with_account
from tests.support.aviary import Aviary, faulty, fill, item_of
from tests.support.canaries import everything
from tests.support.collector import PROMPTLY, collector
from tests.support.office import SmallOffice
from tests.support.round_robin import processes
from tests.support.targets import web_server
from tests.support.terminal import ask, call

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def aviary(desk: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aviary]:
    """Return an office whose cases, people, channels and accounts hold canaries."""
    for name, value in PROMPTLY.items():
        monkeypatch.setenv(name, value)
    home = tmp_path / "home"
    (home / "keys").mkdir(parents=True)
    shutil.copy(tmp_path / "keys", home / "keys" / "office.key")
    with web_server() as web, collector() as traces:
        made = Aviary(desk, home, web, traces)
        fill(made)
        pretend(home, desk.clock.now())
        yield made


def at_the_terminal(aviary: Aviary, item: int) -> None:
    """Give events and type nonsense at the terminal; what it says of a failure is kept."""
    number, content = case_number(item), aviary.content
    measures = ("--set", f"measures={content('typed measures')}", "--set", "leader_post=副局长")
    for words in (
        ("case", "show", number, "--as", "staff"),
        ("case", "advance", number, "claim", "--as", "liaison", "--key", content("typed key")),
        ("case", "advance", number, "approve_plan", "--as", "staff"),
        ("case", "advance", number, "plan", "--as", "liaison", "--revision", "99", *measures),
        ("case", "advance", number, "plan", "--as", "liaison", *measures,
         "--set", "planned_on=2022-03-01", "--set", "head_vouches=yes"),
        ("people", "import", aviary.home / f"{content('name of a sheet')}.xlsx", "--as", "staff"),
    ):  # fmt: skip
        ask(aviary.desk.office, *words)


def _failing_at_the_terminal(aviary: Aviary, item: int) -> None:
    words = ("--set", f"reason={aviary.content('typed reason')}")
    answer = aviary.terminal("case", "advance", case_number(item), "return_plan", "--as", "staff",
                             *words, "--key", aviary.content("failing key"))  # fmt: skip
    assert answer.code != 0
    aviary.aside("a failure at the terminal", answer.out + answer.err)


@contextmanager
def in_the_browser(aviary: Aviary, address: str, password: str) -> Iterator[httpx2.Client]:
    """Sign somebody of the office in, with wrong passwords before."""
    agent = {"User-Agent": aviary.content("agent"), "Referer": aviary.content("referer")}
    with httpx2.Client(base_url=address, timeout=60, headers=_ascii(agent)) as client:
        for wrong in (aviary.secret("wrong password"), password):
            client.post("/sign-in", data={"code": "staff", "password": wrong})
        aviary.canaries.keep("session", client.cookies["xuncheng"])
        yield client


def _ascii(headers: dict[str, str]) -> dict[str, str]:
    return {name: quote(value) for name, value in headers.items()}


def at_the_pages(aviary: Aviary, client: httpx2.Client, item: int) -> None:
    """Send forms, right and wrong, and ask for addresses that hold canaries."""
    content, number = aviary.content, case_number(item)
    path = f"/cases/{number}/return_plan"
    page = html.fromstring(client.get("/me").text)
    csrf = str(page.xpath("//input[@name='csrf']/@value")[0])
    asked: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("GET", f"/search?q={content('search')}", {}),
        ("GET", f"/cases?kind={content('filter')}", {}),
        ("GET", f"/cases/{content('address')}", {}),
        ("GET", f"/people/{content('code in an address')}", {}),
        ("GET", f"/link/{aviary.secret('link')}", {}),
        ("GET", f"/feed/{aviary.secret('feed')}.ics", {}),
        ("GET", "/desk", {"headers": {"Host": quote(content("host"))}}),
        ("POST", f"/cases/{number}/{content('event')}", {"data": {"csrf": csrf}}),
        ("POST", path, {"data": {"csrf": content("csrf"), "reason": content("foreign reason")}}),
        ("POST", path, {"data": {"csrf": csrf, "reason": content("form"), "revision": "99"}}),
        ("POST", f"/cases/{number}/write_off", {"data": {"csrf": csrf, "x": content("field")}}),
        ("POST", "/me/password", {"data": {
            "csrf": csrf, "old": aviary.secret("old password"), "new": aviary.secret("new one"),
        }}),
        ("POST", "/people/import", {
            "data": {"csrf": csrf},
            "files": {"sheet": (f"{content('name of a file')}.xlsx", content("sheet").encode())},
        }),
    )  # fmt: skip
    for method, where, more in asked:
        answer = client.request(method, where, **more)
        aviary.aside(f"where {urlsplit(where).path[:8]} leads", answer.headers.get("location", ""))
        assert answer.status_code < 500, where


def at_the_calls(aviary: Aviary, address: str, token: str, item: int) -> None:
    """Call the API, right and wrong."""
    content, number = aviary.content, case_number(item)
    events = f"/api/v1/cases/{number}/events"
    with httpx2.Client(base_url=address, timeout=60) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        key = {"Idempotency-Key": quote(content("header key")), "If-Match": '"2"'}
        bodies: tuple[dict[str, Any], ...] = (
            {"event": content("call event")},
            {"event": "return_plan", "inputs": {content("call field"): content("call value")}},
            {"event": "approve_plan", content("unknown field"): 1},
        )
        for body in bodies:
            assert client.post(events, json=body, headers=key).status_code < 500
        client.post(events, content=content("malformed").encode(), headers=key)
        client.get("/api/v1/cases", params={"kind": content("call filter")})
        client.headers["Authorization"] = f"Bearer {quote(aviary.secret('wrong token'))}"
        assert client.get("/api/v1/cases").status_code == 401
    where = urlsplit(address)
    with socket.create_connection((where.hostname or "", where.port or 0)) as raw:
        raw.sendall(f"NONSENSE {content('raw')}\r\n\r\n".encode())
        raw.recv(100)


def by_the_clock(aviary: Aviary, *commands: str) -> None:
    """Let the flows and commands for cron run; whatever becomes of them is kept."""
    office = aviary.desk.office
    for one in (swept, delivered, sealed, partial(done, ROUTINES["daily_backup"])):
        try:
            aviary.aside("figures of a flow", str(asyncio.run(tick(one, lambda: office))))
        except TickFailed as failed:
            aviary.aside("a failed flow", "".join(traceback.format_exception(failed)))
    for command in commands:
        answer = aviary.terminal(command)
        aviary.aside(f"xuncheng {command}", answer.out + answer.err)


def _at_a_database_that_is_gone(aviary: Aviary) -> None:
    url = f"postgresql://office:{quote(aviary.secret('database password'))}@127.0.0.1:9/office"
    for command in ("doctor", "sweep"):
        answer = call(aviary.home, command, XUNCHENG_DATABASE_URL=url)
        assert answer.code != 0
        aviary.aside(f"xuncheng {command} without a database", answer.out + answer.err)


def _watched(aviary: Aviary, client: httpx2.Client, token: str) -> None:
    for path in ("/health", "/status", "/metrics"):
        answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200, path
        aviary.aside(path, answer.text)


def test_no_canary_is_found_outside_of_its_place(
    aviary: Aviary, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx2", "httpcore2"):  # the test's own browser
        caplog.set_level(logging.WARNING, name)
    desk = aviary.desk
    item = item_of(aviary)
    password, admin = aviary.secret("password"), administrator(desk)
    aviary.canaries.keep("link", issue_link(desk.office, desk.who["member"], admin))
    aviary.canaries.keep("first session", with_account(desk, "staff", password).token)
    token = aviary.canaries.keep(
        "token", create_token(desk.office, desk.who["staff"], "程序", "api", ("read", "act"), 30)
    )
    settings = Settings(home=aviary.home, **_settings(aviary))  # type: ignore[arg-type]  # words

    with processes(settings, 1) as [port]:
        address = f"http://127.0.0.1:{port}"
        at_the_terminal(aviary, item)
        with in_the_browser(aviary, address, password) as client:
            at_the_pages(aviary, client, item)
            at_the_calls(aviary, address, token, item)
            by_the_clock(aviary, "deliver", "backup", "doctor")
            _watched(aviary, client, token)
            with faulty(aviary):
                page = html.fromstring(client.get("/me").text)
                csrf = str(page.xpath("//input[@name='csrf']/@value")[0])
                reason = {"csrf": csrf, "reason": aviary.content("failing form"), "revision": "3"}
                failed = client.post(f"/cases/{case_number(item)}/return_plan", data=reason)
                aviary.aside("a page that failed", failed.text)
                _failing_at_the_terminal(aviary, item)
                desk.on(date(2022, 4, 6))
                by_the_clock(aviary, "sweep")
                assert failed.status_code == 500

    desk.on(date(2022, 4, 6), hour=12)
    desk.sweep()  # what was put aside meanwhile
    _at_a_database_that_is_gone(aviary)
    _listen(aviary, caplog)
    assert aviary.leaks() == set()
    assert aviary.canaries.secrets_in(everything(desk)) == set()


def _settings(aviary: Aviary) -> dict[str, str]:
    return {
        name.removeprefix("XUNCHENG_").lower(): value for name, value in aviary.variables.items()
    }


def _listen(aviary: Aviary, caplog: pytest.LogCaptureFixture) -> None:
    """Gather what was written aside, by whichever process; there must be something to hear."""
    aviary.aside("the log of this process", caplog.text)
    for path in sorted(aviary.home.rglob("*")):
        if path.is_file() and path.suffix in {".log", ".json"}:
            aviary.aside(path.name, path.read_text(errors="replace"))
    for one in aviary.web.posted:
        aviary.aside("a notice", one.body + str(one.headers))
    for table in ("ticks", "refusal_counts", "routine_runs"):
        aviary.aside(table, str(aviary.desk.rows(f"SELECT * FROM {table}")))  # noqa: S608
    aviary.aside("deliveries", str(aviary.desk.rows("SELECT status, reason FROM deliveries")))
    aviary.aside("traces", aviary.traces.raw.decode("utf-8", "replace"))
    heard = {where for where, said in aviary.said if said}
    assert {"a notice", "traces", "ticks", "xuncheng.log", "a failed flow", "/metrics"} <= heard
    assert any(where.startswith("web-") for where in heard)
