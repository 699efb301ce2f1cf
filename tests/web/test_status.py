"""The health page and the metrics: what is wrong, for who keeps the machine, and no content."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta

import pytest

from engine import people
from engine.accounts.tokens import create_token
from engine.ticks import SWEEP, ticking
from engine.work import Work
from kernel.errors import Refused
from rules.posts import Post
from tests.support.browsing import Site
from tests.support.office import SINCE
from tests.support.repository import ROOT


@pytest.fixture
def kept(site: Site) -> Site:
    """Return a site with an administrator and a round that bears a canary."""
    site.desk.appoint("stranger", Post.SYSTEM_ADMIN, since=SINCE)
    site.desk.to("draft")
    return site


def owe(site: Site, status: str, key: str = "k1") -> None:
    """Owe staff a notice whose delivery has come to a status."""
    desk = site.desk
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        channel = people.add_channel(work, desk.who["staff"], f"json://{key}")
        work.finish()
    with desk.office.database.writing() as tx:
        tx.write(
            "INSERT INTO notices (key, case_id, seq, notice, person_id, tone, wants_receipt,"
            " created_at) VALUES (:key, :case, 1, 'case_waits', :person, '', 0, :now)",
            key=key, case=desk.round_id, person=desk.who["staff"], now=desk.clock.now(),
        )  # fmt: skip
        tx.write(
            "INSERT INTO deliveries (notice_key, channel_id, status, attempts, pace, next_try_at,"
            " ended_at, reason) VALUES (:key, :channel, :status, 1, 'alone', :now, :now,"
            " 'timeout')",
            key=key, channel=channel, status=status, now=desk.clock.now(),
        )  # fmt: skip


def test_the_administrator_reads_what_is_wrong_and_how_to_mend_it(kept: Site) -> None:
    page = kept.as_("stranger").get("/status")

    assert page.status == 200
    assert "“巡检期限”从未运行成功" in page.words
    assert "启动 xuncheng up" in page.words
    assert "第二轮" not in page.answer.text


def test_a_tick_shows_when_it_was_and_how_it_ended(kept: Site) -> None:
    with pytest.raises(RuntimeError), ticking(kept.desk.office, "seal"):
        raise RuntimeError("金丝雀")
    with ticking(kept.desk.office, SWEEP):
        pass
    kept.desk.clock.set(kept.desk.clock.now() + timedelta(hours=2))

    page = kept.as_("director").get("/status")

    assert "完成迟了" in page.row("巡检期限")
    assert "中断 RuntimeError" in page.row("封存记录")
    assert "金丝雀" not in page.answer.text


def test_it_speaks_english(kept: Site) -> None:
    browser = kept.as_("stranger")
    browser.get("/language/en")

    page = browser.get("/status")

    assert "Sweep has never run well." in page.words
    assert not any("一" <= letter <= "鿿" for letter in page.words)


def test_it_is_for_caretakers_and_stands_in_their_menu_only(kept: Site) -> None:
    for name in ("leader", "head", "chief"):
        assert kept.as_(name).get("/status").status == 403
        assert not kept.as_(name).get("/desk").all("//nav//a[@href='/status']")
    assert kept.as_("staff").get("/desk").all("//nav//a[@href='/status']")


def test_the_office_settles_an_unclear_delivery(kept: Site) -> None:
    owe(kept, "unknown")
    browser = kept.as_("staff")
    before = browser.get("/status")

    answer = browser.post("/status/deliveries/k1", became="arrived")
    again = browser.post("/status/deliveries/k1", became="arrived")

    assert "对方没有及时回应" in before.row("staff")
    assert answer.answer.headers["location"].startswith("/status?done=arrived")
    assert kept.desk.rows("SELECT status FROM deliveries") == [{"status": "sent"}]
    assert again.status == 404
    assert "其结果已经登记" in again.reasons[0]


def test_the_administrator_sees_what_did_not_arrive_but_settles_nothing(kept: Site) -> None:
    owe(kept, "unknown")
    owe(kept, "failed", "k2")
    browser = kept.as_("stranger")
    page = browser.get("/status")

    refused = browser.post("/status/deliveries/k1", became="arrived")

    assert not page.all("//form[contains(@action, 'deliveries')]")
    assert refused.status == 404
    assert {one["status"] for one in kept.desk.rows("SELECT status FROM deliveries")} == {
        "unknown", "failed",
    }  # fmt: skip
    assert "1 条通知不知是否送达" in page.words
    assert "1 条通知没有送出" in page.words


def bearer(kept: Site, name: str, kind: str = "api", scopes: tuple[str, ...] = ("read",)) -> str:
    return f"Bearer {create_token(kept.desk.office, kept.desk.who[name], 'x', kind, scopes, 30)}"


def test_metrics_are_for_a_caretakers_token_that_reads(kept: Site) -> None:
    browser = kept.nobody()

    def status(words: str) -> int:
        headers = {"Authorization": words} if words else {}
        return browser.client.get("/metrics", headers=headers).status_code

    assert status("") == 401
    assert status("Bearer nonsense") == 401
    assert status(bearer(kept, "stranger", "calendar", ())) == 401
    assert status(bearer(kept, "leader")) == 403
    assert status(bearer(kept, "stranger", scopes=("act",))) == 403
    assert status(bearer(kept, "stranger")) == 200


def test_metrics_tell_figures_by_kind_and_no_content(kept: Site) -> None:
    owe(kept, "unknown")
    with ticking(kept.desk.office, SWEEP):
        pass
    with pytest.raises(Refused):
        kept.desk.give(kept.desk.round_id, "authorise", "secretary")
    kept.as_("staff").get("/people/staff")

    headers = {"Authorization": bearer(kept, "stranger")}
    told = kept.nobody().client.get("/metrics", headers=headers).text

    for line in (
        'xuncheng_deliveries{age="300",outcome="unknown"} 1.0',
        'xuncheng_tick_seconds_count{flow="sweep"} 1.0',
        'xuncheng_timer_lateness_seconds_bucket{le="+Inf"} 0.0',
        'xuncheng_findings{code="deliveries_unknown"} 1.0',
        'xuncheng_http_requests_total{method="GET",route="/people/{code}",status="200"} 1.0',
    ):
        assert line in told
    assert "xuncheng_refusals_total{rule=" in told
    assert "第二轮" not in told


def test_the_dashboard_and_the_documents_ask_for_metrics_that_exist(kept: Site) -> None:
    kept.desk.office.home = kept.desk.home
    kept.as_("staff").get("/desk")
    with ticking(kept.desk.office, SWEEP):
        pass
    headers = {"Authorization": bearer(kept, "stranger")}
    told = kept.nobody().client.get("/metrics", headers=headers).text
    folder = ROOT / "docs/operations"
    names = ("grafana-dashboard.json", "watching.md", "watching.zh-CN.md")
    asked = {
        name
        for one in names
        for name in re.findall(r"xuncheng_[a-z_]+", (folder / one).read_text())
    }

    assert len(asked) > 20
    assert [
        name for name in sorted(asked) if not re.search(rf"^(# TYPE )?{name}\b", told, re.MULTILINE)
    ] == []


def test_the_log_of_requests_names_routes_and_nobody(
    kept: Site, caplog: pytest.LogCaptureFixture
) -> None:
    browser = kept.as_("staff")

    with caplog.at_level(logging.INFO, "xuncheng.requests"):
        browser.get("/people/director", q="金丝雀")
        browser.get("/nowhere/金丝雀")

    lines = [json.loads(one.getMessage()) for one in caplog.records]
    assert [(one["method"], one["route"], one["status"]) for one in lines] == [
        ("GET", "/people/{code}", 200), ("GET", "none", 404),
    ]  # fmt: skip
    assert all(set(one) == {"method", "route", "status", "ms"} for one in lines)


def test_health_answers_anybody_and_tells_nothing_more(kept: Site) -> None:
    assert kept.nobody().client.get("/health").json() == {"status": "ok"}
