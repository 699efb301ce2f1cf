"""Every route × every post, in and out of scope: what is answered is what the rules say."""

from __future__ import annotations

from datetime import date

import pytest

from engine.explain import explain
from kernel.errors import NotFound
from kernel.ids import case_number
from rules.audience import Audience, may_enter
from rules.posts import Post
from tests.support.browsing import Site
from tests.support.office import SINCE
from tests.support.routes import CALLS, filled, routes_of

OPEN_FORMS = {"/sign-in", "/link/{token}", "/receipts/{token}"}
"""Forms that nobody needs to be signed in for."""


@pytest.fixture
def full(site: Site) -> Site:
    """Return the site of an office at work, with its administrators."""
    desk = site.desk
    desk.to("rectifying")
    desk.clue()
    desk.clue(to="handover_pending")
    desk.item(to="in_progress")
    for name, post in zip(("stranger", "deputy"), (Post.SYSTEM_ADMIN, Post.AUDITOR), strict=True):
        desk.appoint(name, post, since=SINCE)
    return site


def test_every_page_says_for_whom_it_is(site: Site) -> None:
    bare = [one for one in routes_of(site) if one.audience is None and CALLS not in one.path]

    assert bare == []


def test_every_form_carries_the_mark_of_the_session(site: Site) -> None:
    unmarked = {
        one.path
        for one in routes_of(site)
        if one.method != "GET" and not one.checked and not one.path.startswith(CALLS)
    }

    assert unmarked == OPEN_FORMS


def test_each_page_opens_to_whom_its_audience_lets_in_and_to_nobody_else(full: Site) -> None:
    desk = full.desk
    today = date(2022, 1, 27)
    pages = [
        one
        for one in routes_of(full)
        if one.method == "GET" and not one.path.startswith(CALLS) and one.path != "/live"
    ]
    wrong = []
    for name in ("staff", "director", "chief", "secretary", "leader", "member", "head", "contact",
                 "supervisor", "stranger", "deputy"):  # fmt: skip
        browser = full.as_(name)
        posts = desk.office.known_directory().posts_of(desk.who[name])
        for one in pages:
            answer = browser.client.get(filled(full, one.path), follow_redirects=False)
            assert one.audience is not None
            let_in = may_enter(posts, one.audience, today)
            if (answer.status_code == 403) is let_in and not _closed_inside(one.path):
                wrong.append((name, one.path, answer.status_code))
            if answer.status_code >= 500:
                wrong.append((name, one.path, answer.status_code))

    assert wrong == []


def _closed_inside(path: str) -> bool:
    """Say whether the engine itself may say no inside a page that is open to all who sign in."""
    return path.startswith(("/coverage", "/rounds", "/ledgers", "/cases", "/exports"))


def test_nobody_who_is_not_signed_in_sees_more_than_the_doors(full: Site) -> None:
    browser = full.nobody()
    wrong = []
    for one in routes_of(full):
        if one.audience is Audience.ANYBODY or one.path.startswith(CALLS):
            continue
        answer = browser.client.request(one.method, filled(full, one.path), follow_redirects=False)
        led = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in")
        if not led:
            wrong.append((one.method, one.path, answer.status_code))

    assert wrong == []


@pytest.mark.parametrize(
    "name", ["staff", "chief", "leader", "member", "head", "contact", "stranger", "deputy"]
)
def test_a_case_opens_to_exactly_those_whom_the_rule_of_access_lets_know_of_it(
    full: Site, name: str
) -> None:
    desk, browser = full.desk, full.as_(name)
    cases = [row["id"] for row in desk.rows("SELECT id FROM cases WHERE kind <> 'register'")]

    opened = {case for case in cases if browser.get(f"/cases/{case_number(case)}").status == 200}

    assert opened == {case for case in cases if _knows(full, case, name)}


def _knows(full: Site, case: int, name: str) -> bool:
    try:
        explain(full.desk.office, case, full.desk.who[name])
    except NotFound:
        return False
    return True


def test_administrators_read_no_content(full: Site) -> None:
    for name in ("stranger", "deputy"):
        page = full.as_(name).get("/desk")

        assert page.all("//tbody/tr") == []
