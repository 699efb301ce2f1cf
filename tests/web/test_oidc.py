"""Signing in through an identity provider: a real one on loopback, and what it must not open.

The provider keeps the time of the machine, so the office does here, too.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from kernel.clock import SystemClock
from tests.support.browsing import ADDRESS, Browser, Site
from tests.support.house import free_port, wait_for
from web.oidc import Provider

_USERS = (
    {"sub": "1", "preferred_username": "staff"},
    {"sub": "2", "preferred_username": "elsewhere"},
    {"sub": "3", "name": "谁"},
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Return the address of a provider, a process of its own."""
    port = free_port()
    users = [word for one in _USERS for word in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--require-nonce", "true", *users],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        wait_for("the provider", lambda: _answers(address))
        yield address
        process.terminate()


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/.well-known/openid-configuration", timeout=10).ok
    except requests.ConnectionError:
        return False


@pytest.fixture
def trusting(site: Site, issuer: str) -> Site:
    """Return the site that trusts the provider."""
    site.desk.clock.set(SystemClock().now())
    site.app.state.provider = Provider(issuer, "xuncheng", "a secret", "preferred_username")
    return site


def _set_out(browser: Browser, back: str = "/me") -> str:
    answer = browser.client.get("/oidc/start", params={"back": back}, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def _vouched(address: str, sub: str) -> str:
    """Sign in at the provider and return where it sends the browser back to."""
    answer = requests.post(address, data={"sub": sub}, timeout=10, allow_redirects=False)
    return str(answer.headers["location"]).removeprefix(ADDRESS)


def test_who_the_provider_vouches_for_is_signed_in_and_led_back(trusting: Site) -> None:
    browser = trusting.nobody()
    back = _vouched(_set_out(browser), "1")

    answer = browser.client.get(back, follow_redirects=False)

    assert answer.headers["location"] == "/me"
    assert "staff" in browser.get("/me").words


def test_the_browser_goes_out_with_state_nonce_and_challenge_and_without_the_secret(
    trusting: Site,
) -> None:
    asked = parse_qs(urlsplit(_set_out(trusting.nobody())).query)

    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked.keys() >= {"state", "nonce", "code_challenge"}
    assert asked["redirect_uri"] == [f"{ADDRESS}/oidc/callback"]
    assert "secret" not in str(asked)


def test_an_answer_that_was_asked_for_in_another_browser_opens_nothing(trusting: Site) -> None:
    back = _vouched(_set_out(trusting.nobody()), "1")
    other = trusting.nobody()

    assert other.get(back).status == 403
    _set_out(other)
    assert other.get(back).status == 403
    assert other.get("/me").answer.url.path == "/sign-in"


def test_an_identity_token_for_another_visit_is_refused_by_its_nonce(trusting: Site) -> None:
    mine, other = trusting.nobody(), trusting.nobody()
    state = parse_qs(urlsplit(_set_out(mine)).query)["state"][0]
    stolen = parse_qs(urlsplit(_vouched(_set_out(other), "1")).query)["code"][0]

    page = mine.get("/oidc/callback", state=state, code=stolen)

    assert page.status == 403
    assert "没有证明您的身份" in page.reasons[0]


def test_a_token_for_another_client_is_refused(trusting: Site, issuer: str) -> None:
    browser = trusting.nobody()
    back = _vouched(_set_out(browser), "1")
    trusting.app.state.provider = Provider(issuer, "another", "a secret", "preferred_username")

    assert browser.get(back).status == 403


def test_who_comes_back_too_late_begins_anew(trusting: Site) -> None:
    browser = trusting.nobody()
    back = _vouched(_set_out(browser), "1")
    journey = browser.client.cookies["xuncheng-journey"]
    trusting.desk.clock.set(trusting.desk.clock.now().replace(year=2099))
    browser.client.cookies.set("xuncheng-journey", journey, path="/oidc")

    assert browser.get(back).status == 403


def test_somebody_unknown_here_reads_why_and_whom_to_ask(trusting: Site) -> None:
    browser = trusting.nobody()

    page = browser.get(_vouched(_set_out(browser), "2"))

    assert page.status == 403
    assert "没有登记代码为“elsewhere”的在用人员；请联系系统管理员" in page.reasons[0]


def test_a_provider_that_tells_no_code_is_named_as_the_cause(trusting: Site) -> None:
    browser = trusting.nobody()

    page = browser.get(_vouched(_set_out(browser), "3"))

    assert "preferred_username" in page.reasons[0]


def test_a_provider_out_of_reach_leaves_the_password(trusting: Site) -> None:
    trusting.app.state.provider = Provider("http://localhost:9", "xuncheng", "a secret", "sub")

    page = trusting.nobody().get("/oidc/start")

    assert page.status == 409
    assert "用密码登录" in page.reasons[0]


def test_the_button_is_there_only_where_a_provider_is(site: Site, issuer: str) -> None:
    without = site.nobody().get("/sign-in").words
    site.app.state.provider = Provider(issuer, "xuncheng", "a secret", "preferred_username")

    assert "统一身份认证" not in without
    assert "统一身份认证登录" in site.nobody().get("/sign-in").words
    assert (
        site.nobody()
        .get("/sign-in", back="//elsewhere.example")
        .all("//a[@href='/oidc/start?back=/desk']")
    )


def test_without_a_provider_there_is_no_such_page(site: Site) -> None:
    assert site.nobody().get("/oidc/start").status == 404
    assert site.nobody().get("/oidc/callback", state="x", code="y").status == 404


def test_the_secret_is_never_shown(issuer: str) -> None:
    assert "a secret" not in repr(Provider(issuer, "xuncheng", "a secret", "sub"))
