"""Every route × every post, in and out of scope: what is answered is what the rules say.

The pages read one case through `engine/visible.py`; what they answer is compared with the condition
by which `engine/reach.py` cuts lists, and with the audience that each page names.
"""

from __future__ import annotations

import json
from datetime import date

import pytest

from engine.case_list import Wanted, page_of_cases
from engine.overview import round_head
from kernel.ids import case_number
from rules.audience import Audience, may_enter
from states.catalogue import NEWEST
from tests.support.browsing import Site
from tests.support.busy import EVERYBODY, fill
from tests.support.routes import CALLS, Address, addresses_of, routes_of

OPEN_FORMS = {"/sign-in", "/link/{token}", "/receipts/{token}"}
"""Forms that nobody needs to be signed in for."""
ADMINISTRATORS = ("stranger", "deputy", "keeper")
ELSEWHERE = {"/live", "/metrics"}
"""What never ends, and what asks for a key of its own; both have tests of their own."""
PLAIN = {"/cases/{number}", "/cases/{number}/print", "/rounds/{number}", "/rounds/{number}/course"}
"""Pages that open to everybody who knows of the case."""
WHOLE = {
    f"/rounds/{{number}}/{view}" for view in ("gates", "figures", "weekly", "dispatch")
}  # fmt: skip
"""Pages of a round that open to those alone who read all of it."""
TODAY = date(2022, 1, 27)


@pytest.fixture
def full(site: Site) -> Site:
    """Return the site of an office at work, with people out of scope and administrators."""
    fill(site.desk)
    return site


def test_every_page_says_for_whom_it_is(site: Site) -> None:
    bare = [
        one.path
        for one in routes_of(site)
        if one.audience is None and not one.path.startswith(CALLS)
    ]

    assert bare == []


def test_every_form_carries_the_mark_of_the_session(site: Site) -> None:
    unmarked = {
        one.path
        for one in routes_of(site)
        if one.method != "GET" and not one.checked and not one.path.startswith(CALLS)
    }

    assert unmarked == OPEN_FORMS


def test_a_form_without_the_mark_is_turned_away_and_changes_nothing(full: Site) -> None:
    browser, before = full.as_("staff"), full.desk.everything()
    browser.csrf = "of another session"
    forms = [one for one in addresses_of(full, "POST") if one.route.checked]

    answered = {one.path: browser.post(one.path).status for one in forms}

    assert len(answered) > 20
    assert {path: status for path, status in answered.items() if status != 403} == {}
    assert full.desk.everything() == before


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_page_opens_to_whom_the_rules_let_in_and_to_nobody_else(full: Site, name: str) -> None:
    browser, known = full.as_(name), _known(full, name)
    posts = full.desk.office.known_directory().posts_of(full.desk.who[name])
    wrong, walked = [], 0

    for one in addresses_of(full):
        if one.route.path in ELSEWHERE:
            continue
        walked += 1
        status = browser.client.get(one.path, follow_redirects=False).status_code
        assert one.route.audience is not None
        if not may_enter(posts, one.route.audience, TODAY):
            expected = {403}
        elif one.case is not None:
            expected = _of_case(full, one, name, knows=one.case in known)
        else:
            expected = {200, 303, 404, 422} | ({403} if _asks_for_a_post(one) else set())
        if status not in expected:
            wrong.append((one.path, status, sorted(expected)))

    assert walked > 100
    assert wrong == []


def _of_case(full: Site, one: Address, name: str, *, knows: bool) -> set[int]:
    """Return how an address about a case may be answered; who knows nothing of it learns nothing.

    The forms of what is done before the pledges are signed open by themselves (B08).
    """
    if not knows:
        return {404, 403} if one.route.path == "/cases/{number}/{event}" else {404}
    if one.route.path in PLAIN:
        return {200}
    if one.route.path in WHOLE:
        assert one.case is not None
        whole = round_head(full.desk.office, one.case, full.desk.who[name]).whole
        return {200} if whole else {403, 404}
    return {200, 403, 404, 409, 422}


def _asks_for_a_post(one: Address) -> bool:
    return one.route.path in {"/rounds/new", "/cases/new/{kind}"}


def _known(full: Site, name: str) -> set[int]:
    """Return the cases that the lists of somebody hold."""
    found: set[int] = set()
    for page in (1, 2):
        listed = page_of_cases(full.desk.office, full.desk.who[name], Wanted(), page=page)
        found.update(one.case_id for one in listed.lines)
    return found


def test_the_walk_meets_people_who_know_of_all_of_some_and_of_no_case(full: Site) -> None:
    [row] = full.desk.rows("SELECT COUNT(*) AS n FROM cases WHERE kind <> 'register'")

    many = {name: len(_known(full, name)) for name in EVERYBODY}

    assert many["director"] == row["n"]
    assert {many[name] for name in (*ADMINISTRATORS, "leaving", "other_head")} == {0}
    for name in ("leader", "head", "liaison", "contact", "other_leader"):
        assert 0 < many[name] < row["n"], name


@pytest.mark.parametrize("name", EVERYBODY)
def test_no_form_does_what_its_sender_has_no_post_for(full: Site, name: str) -> None:
    desk, browser = full.desk, full.as_(name)
    held = {one.post for one in desk.office.known_directory().posts_of(desk.who[name])}
    cases = {one.case for one in addresses_of(full) if one.case is not None}
    sent = 0

    for case in sorted(cases):
        row = desk.case(case)
        for (state, event), line in NEWEST[row["kind"]].table.items():
            if state != row["state"] or not held.isdisjoint(line.by):
                continue
            sent += 1
            path = f"/cases/{case_number(case)}/{event}"
            answer = browser.post(path, revision=str(row["revision"]))
            assert answer.status in {403, 404, 409, 422}, path
        assert desk.state(case) == row["state"]

    assert sent > 10


@pytest.mark.parametrize("name", [*ADMINISTRATORS, "leaving", "other_head", "other_leader"])
def test_who_has_nothing_to_do_with_a_case_changes_nothing_by_any_form_about_it(
    full: Site, name: str
) -> None:
    browser, known = full.as_(name), _known(full, name)
    forms = [one for one in addresses_of(full, "POST") if one.case and one.case not in known]
    before = _kept(full)

    answered = {one.path: browser.post(one.path, revision="1").status for one in forms}

    assert len(answered) > 15
    assert {path: status for path, status in answered.items() if status not in {403, 404}} == {}
    assert _kept(full) == before


def _kept(site: Site) -> dict[str, int]:
    """Return how many rows each table holds; the record of a refused attempt changes nothing."""
    tables = dict(site.desk.everything())
    tables["entries"] = [
        one for one in tables["entries"] if json.loads(one["body"])["what"] != "refusal"
    ]
    return {table: len(rows) for table, rows in tables.items()}


def test_nobody_who_is_not_signed_in_sees_more_than_the_doors(full: Site) -> None:
    browser, wrong, walked = full.nobody(), [], 0
    for one in (*addresses_of(full), *addresses_of(full, "POST")):
        if one.route.audience is Audience.ANYBODY:
            continue
        walked += 1
        answer = browser.client.request(one.route.method, one.path, follow_redirects=False)
        led = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in")
        if not led:
            wrong.append((one.route.method, one.path, answer.status_code))

    assert walked > 150
    assert wrong == []


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_administrators_read_no_content(full: Site, name: str) -> None:
    browser = full.as_(name)

    for path in ("/desk", "/cases", "/rounds", "/ledgers/clues", "/search?q=问题"):
        assert browser.get(path).all("//main//tbody/tr") == [], path
