"""People and posts in the browser: who sees the register, and every change of it."""

from __future__ import annotations

import pytest

from rules.posts import Post
from tests.support.browsing import Site
from tests.support.office import SINCE


@pytest.fixture
def admin(site: Site) -> str:
    """Return the name of a system administrator."""
    site.desk.appoint("stranger", Post.SYSTEM_ADMIN, since=SINCE)
    return "stranger"


def test_the_office_reads_the_register_and_a_unit_does_not(site: Site) -> None:
    assert "党委书记" in site.as_("staff").get("/people").row("secretary")
    assert site.as_("head").get("/people").status == 403
    assert site.as_("stranger").get("/people").status == 403


def test_the_list_is_filtered_by_name_and_post(site: Site) -> None:
    page = site.as_("staff").get("/people", post="office_staff")

    assert len(page.all("//tbody/tr")) == 2
    assert "共 1 人" in site.as_("staff").get("/people", q="liaison").words


def test_a_post_is_given_and_taken_on_the_page_of_a_person(site: Site) -> None:
    browser = site.as_("staff")

    given = browser.post("/people/stranger/posts", post="lg_member")
    there = browser.get("/people/stranger").words
    browser.post("/people/stranger/release", post="lg_member")

    assert given.status == 303
    assert "领导小组成员" in there.partition("登记岗位")[0]
    assert "没有岗位" in browser.get("/people/stranger").words


def test_a_wrong_post_comes_back_with_the_reason(site: Site) -> None:
    page = site.as_("staff").post("/people/stranger/posts", post="unit_head", place="不存在")

    assert page.status == 422
    assert any("不存在" in one for one in page.reasons)


def test_somebody_stands_in_for_a_time_and_no_longer(site: Site) -> None:
    browser = site.as_("vice")
    dates = {"since": "2021-01-01", "until": "2099-12-31"}

    browser.post("/people/vice/stand-ins", who="deputy", reason="出差", **dates)
    there = browser.get("/people/vice").all("//a[@href='/people/deputy']")
    browser.post("/people/vice/stand-ins/end", who="deputy")

    assert len(there) == 1
    assert browser.get("/people/vice").all("//a[@href='/people/deputy']") == []


def test_the_address_of_a_channel_is_taken_and_never_shown(site: Site) -> None:
    browser = site.as_("staff")

    browser.post("/people/staff/channels", url="json://localhost:8901/canary-address")
    page = browser.get("/people/staff")

    assert "1. json" in page.words
    assert "canary-address" not in page.answer.text


def test_only_who_keeps_accounts_gives_a_link_and_it_sets_a_password(
    site: Site, admin: str
) -> None:
    assert site.as_("staff").post("/people/leader/link").status == 403

    page = site.as_(admin).post("/people/leader/link")
    [link] = page.all("//code/text()")
    path = link.removeprefix("http://localhost")
    chosen = {"password": "长长的口令 2021", "again": "长长的口令 2021"}
    browser = site.nobody()
    opened = browser.post(path, **chosen)

    assert (opened.status, opened.answer.headers["location"]) == (303, "/desk")
    assert browser.get("/desk").status == 200
    assert browser.get(path).status == 404


def test_two_passwords_that_differ_change_nothing(site: Site, admin: str) -> None:
    [link] = site.as_(admin).post("/people/leader/link").all("//code/text()")
    path = link.removeprefix("http://localhost")
    chosen = {"password": "长长的口令 2021", "again": "另一个长口令 2021"}

    page = site.nobody().post(path, **chosen)

    assert page.reasons == ["两次输入的密码不一样。"]
    assert site.nobody().get(path).status == 200


def test_who_is_deactivated_is_out_of_every_browser_at_once(site: Site) -> None:
    browser = site.as_("vice")
    assert browser.get("/desk").status == 200

    site.as_("staff").post("/people/vice/deactivate")

    assert browser.get("/desk").answer.url.path == "/sign-in"


def test_a_sheet_with_mistakes_is_told_whole_and_nothing_is_taken_in(site: Site) -> None:
    browser = site.as_("staff")
    content = "代码,姓名,职务\nnew1,新人一,没有的岗位\nnew2,,巡察办工作人员\n"
    files = {"sheet": ("people.csv", content.encode(), "text/csv")}

    answer = browser.client.post("/people/import", data={"csrf": browser.csrf}, files=files)

    assert answer.status_code == 422
    assert "没有的岗位" in answer.text
    assert "共 0 人" in browser.get("/people", q="new").words


def test_the_empty_sheet_is_a_spreadsheet(site: Site) -> None:
    answer = site.as_("staff").get("/people/template.xlsx").answer

    assert answer.content.startswith(b"PK")
