"""The desk: what waits for whom, filtered, with what was told and what is kept."""

from __future__ import annotations

from datetime import date

import pytest

from engine.receipts import acknowledge
from kernel.ids import case_number
from tests.support.browsing import Site


@pytest.fixture
def busy(site: Site) -> Site:
    """Return a site whose round rectifies, with matters for many."""
    site.desk.to("rectifying")
    site.desk.clue(to="handover_pending")
    site.desk.item(to="in_progress")
    site.desk.item(to="planned")
    site.desk.sweep()
    return site


def test_the_first_thing_a_person_sees_is_what_waits_for_them(busy: Site) -> None:
    page = busy.as_("staff").get("/")

    assert page.answer.url.path == "/desk"
    item = case_number(busy.desk.children(busy.desk.assignment, "rectification")[-1])
    assert "方案审核通过" in page.row(item)
    assert "巡察办工作人员" in page.row(item)
    assert "还有 60 天" in page.row(item)


def test_somebody_without_a_post_finds_an_empty_desk(busy: Site) -> None:
    assert "现在没有等您办理的事项" in busy.as_("stranger").get("/desk").words


def test_the_desk_speaks_english_to_who_wants_it(busy: Site) -> None:
    browser = busy.as_("staff")
    browser.get("/language/en")

    page = browser.get("/desk")

    assert "60 days left" in page.words
    assert "Office staff" in page.words


def test_a_filter_is_in_the_address_and_leaves_out_the_rest(busy: Site) -> None:
    browser = busy.as_("staff")

    page = browser.get("/desk", kind="rectification")
    nothing = browser.get("/desk", kind="rectification", due="overdue")

    kinds = {row.text_content() for row in page.all("//tbody/tr")}
    assert len(kinds) == 2
    assert all("整改事项" in one for one in kinds)
    assert "没有符合筛选的待办事项" in nothing.words


def test_what_is_overdue_is_said_in_words(busy: Site) -> None:
    busy.desk.on(date(2022, 4, 20))

    page = busy.as_("staff").get("/desk", due="overdue")

    assert "已超期" in page.words


def test_what_waits_for_who_is_stood_in_for_says_so_and_opens_as_them(busy: Site) -> None:
    busy.desk.stand_in("director", "deputy")

    page = busy.as_("deputy").get("/desk")

    assert "代 director" in page.words
    assert all("for=director" in one for one in page.all("//tbody//a/@href"))


def test_a_notice_is_acknowledged_from_the_desk_and_is_gone(busy: Site) -> None:
    browser = busy.as_("staff")
    [first, *_] = browser.get("/desk").all("//form[contains(@action, '/notices/')]/@action")

    answer = browser.post(first).answer

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert first not in browser.get("/desk").all("//form/@action")


def test_nobody_acknowledges_for_another(busy: Site) -> None:
    [path, *_] = (
        busy.as_("staff").get("/notices").all("//form[starts-with(@action, '/notices/')]/@action")
    )

    assert busy.as_("leader").post(path).status == 404


def test_opening_the_link_of_a_message_is_no_receipt_but_pressing_its_button_is(busy: Site) -> None:
    office = busy.desk.office
    [row, *_] = busy.desk.rows("SELECT key, person_id FROM notices ORDER BY key")
    token = office.keyring.receipt_code(row["key"])
    browser = busy.nobody()

    asked = browser.get(f"/receipts/{token}")
    untouched = busy.desk.rows("SELECT acknowledged_at AS at FROM notices ORDER BY key")[0]["at"]
    given = browser.post(f"/receipts/{token}")

    assert (asked.status, untouched) == (200, None)
    assert "已签收" in given.words
    assert acknowledge(office, key=row["key"], person_id=row["person_id"]) is False


def test_a_view_is_kept_under_a_name_and_dropped_again(busy: Site) -> None:
    browser = busy.as_("staff")

    browser.post("/views", page="desk", name="整改", query="kind=rectification")
    kept = browser.get("/desk").all("//a[text()='整改']/@href")
    [drop] = browser.get("/desk").all("//form[contains(@action, '/drop')]/@action")
    browser.post(drop, page="desk")

    assert kept == ["/desk?kind=rectification"]
    assert browser.get("/desk").all("//a[text()='整改']") == []
