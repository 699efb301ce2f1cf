"""How often is too often: who asks too much waits, others do not, and a wait ends by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from starlette.testclient import TestClient

from tests.support.browsing import Site
from tests.support.calling import reasons
from web.pace import Bucket, Pace

_FEW = 3


def _limit(site: Site, name: str) -> None:
    policy = site.desk.office.policy
    site.desk.office.policy = replace(policy, limits={**policy.limits, name: _FEW})


def test_a_program_that_calls_too_often_is_told_when_to_come_back(site: Site) -> None:
    _limit(site, "requests_call")
    program = site.program("staff")

    answers = [program.get("/inbox") for _ in range(_FEW + 1)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "20"
    assert reasons(answers[-1]) == ["Too many requests: try again after 20 s."]

    site.desk.clock.set(site.desk.clock.now() + timedelta(seconds=20))
    assert program.get("/inbox").status_code == 200


def test_others_at_the_same_address_do_not_wait_with_it(site: Site) -> None:
    _limit(site, "requests_call")
    busy, calm = site.program("staff"), site.program("clerk")

    for _ in range(_FEW + 1):
        busy.get("/inbox")

    assert calm.get("/inbox").status_code == 200


def test_made_up_tokens_gain_nothing_beyond_their_address(site: Site) -> None:
    _limit(site, "requests_call")
    most = _FEW * site.desk.office.policy.limit("requests_address_times")
    client = site.nobody().client

    found = [
        client.get("/api/v1/inbox", headers={"Authorization": f"Bearer {n}"}).status_code
        for n in range(most + 1)
    ]

    assert found == [401] * most + [429]


def test_signing_in_is_counted_by_address_whatever_cookie_comes_with_it(site: Site) -> None:
    _limit(site, "requests_sign_in")
    client = site.nobody().client
    found = []

    for n in range(_FEW + 1):
        client.cookies.set("xuncheng", f"made-up-{n}")
        found.append(client.post("/sign-in", data={"code": f"n{n}", "password": "x"}))

    assert [one.status_code for one in found] == [403, 403, 403, 429]
    assert "请在 20 秒后再试" in found[-1].text
    assert found[-1].headers["content-type"].startswith("text/html")


def test_each_address_has_a_count_of_its_own(site: Site) -> None:
    _limit(site, "requests_link")
    here, there = (
        TestClient(site.app, "http://localhost", client=(address, 1))
        for address in ("10.0.0.1", "10.0.0.2")
    )

    for _ in range(_FEW + 1):
        last = here.get("/link/nothing")

    assert last.status_code == 429
    assert there.get("/link/nothing").status_code == 404


def test_pages_are_not_slowed_down(site: Site) -> None:
    _limit(site, "requests_call")
    browser = site.as_("staff")

    assert {browser.get("/desk").status for _ in range(_FEW + 2)} == {200}


def test_so_many_addresses_are_remembered_and_no_more(site: Site) -> None:
    pace = Pace(site.app, site.desk.office)
    now = site.desk.clock.now()

    for n in range(20_010):
        pace._bucket("requests_call", f"address {n}", _FEW, now)

    assert len(pace._buckets) == 20_000


def test_a_bucket_never_holds_more_than_a_minute_of_requests(site: Site) -> None:
    now = site.desk.clock.now()
    bucket = Bucket(float(_FEW), now)

    waits = [bucket.take(_FEW, now + timedelta(days=1)) for _ in range(_FEW + 1)]

    assert [one > 0 for one in waits] == [False, False, False, True]
