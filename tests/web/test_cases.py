"""The list of cases, finding, and one event for many: cut to what the person may see."""

from __future__ import annotations

import pytest

from kernel.ids import case_number
from tests.support.browsing import Page, Site
from tests.support.office import SmallOffice


@pytest.fixture
def desk(site: Site) -> SmallOffice:
    return site.desk


def papers(desk: SmallOffice, many: int) -> list[str]:
    """Open clues and return their numbers."""
    return [case_number(desk.clue()) for _ in range(many)]


def test_the_list_is_filtered_by_its_address_and_counted(site: Site, desk: SmallOffice) -> None:
    desk.to("on_site")
    made = papers(desk, 2)
    browser = site.as_("leader")

    page = browser.get("/cases", kind="clue", state="registered", sort="opened")

    assert "2 件" in page.words
    assert page.all("//tbody//a[@class='case']/text()") == made
    assert "没有符合条件的事项" in browser.get("/cases", kind="clue", state="merged").words
    by_number = browser.get("/cases", number=made[1].lower())
    assert by_number.all("//tbody//a[@class='case']/text()") == [made[1]]
    assert browser.get("/cases", number="没有").status == 200


def test_a_long_list_is_shown_page_by_page(site: Site, desk: SmallOffice) -> None:
    desk.to("on_site")
    papers(desk, 52)
    browser = site.as_("leader")

    first = browser.get("/cases", kind="clue", sort="opened")
    [address] = first.all("//a[@rel='next']/@href")
    second = browser.get(address)

    assert len(first.all("//tbody/tr")) == 50
    assert len(second.all("//tbody/tr")) == 2
    assert "第 2 页" in second.words


def test_nobody_finds_in_the_list_what_they_may_not_see(site: Site, desk: SmallOffice) -> None:
    desk.to("on_site")
    [number] = papers(desk, 1)

    for name in ("head", "stranger"):
        browser = site.as_(name)
        page = browser.get("/cases")
        assert number not in page.answer.text
        assert not page.all("//select[@name='kind']/option[@value='clue']")
        assert "没有找到" in browser.get("/search", q=number).words


def test_a_number_leads_straight_to_the_case(site: Site, desk: SmallOffice) -> None:
    desk.to("draft")
    number = case_number(desk.round_id)

    page = site.as_("staff").get("/search", q=f" {number.lower()} ")

    assert page.answer.url.path == f"/cases/{number}"


def test_names_of_places_are_found_and_content_is_not(site: Site, desk: SmallOffice) -> None:
    desk.to("on_site")
    papers(desk, 1)
    browser = site.as_("leader")

    assert "单位01" in browser.get("/search", q="单位0").words
    assert "第一组" in browser.get("/search", q="g1").words
    assert "第二轮" in browser.get("/search", q="第二").words
    assert "没有找到" in browser.get("/search", q="线索摘要").words


def test_the_code_of_somebody_brings_the_cases_about_them(site: Site, desk: SmallOffice) -> None:
    desk.to("mobilised")

    page = site.as_("staff").get("/search", q="member")

    assert case_number(desk.second("member")) in page.answer.text
    assert "没有找到" in site.as_("head").get("/search", q="member").words


def test_one_event_is_given_to_the_ticked_cases_and_each_tells_its_result(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("rectifying")
    open_item, claimed = desk.item(), desk.item(to="claimed")
    numbers = [case_number(open_item), case_number(claimed)]

    page = site.as_("head").post("/cases/bulk", event="claim", case=numbers)

    assert page.status == 200
    assert "2 个事项，办成 1 个" in page.words
    assert "已办" in page.row(numbers[0])
    assert "未办成" in page.row(numbers[1])
    assert page.all("//td//li")
    assert desk.case(open_item)["state"] == "claimed"


def test_what_an_event_asks_for_is_asked_once_for_all_of_them(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("on_site")
    made = [desk.clue(), desk.clue()]
    numbers = [case_number(one) for one in made]
    browser = site.as_("leader")
    event = {"event": "name_people", "case": numbers}

    asked = Page(browser.client.get("/cases/bulk", params=event))
    assert asked.status == 200
    assert asked.all("//select[@name='people']")
    empty = browser.post("/cases/bulk", **event)
    assert empty.status == 422

    page = browser.post("/cases/bulk", **event, people="member")
    assert "2 个事项，办成 2 个" in page.words


def test_a_ticked_case_that_has_moved_since_the_list_was_shown_is_left_alone(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("rectifying")
    number = case_number(desk.item())

    page = site.as_("head").post(
        "/cases/bulk", event="claim", case=[number], **{f"revision.{number}": "7"}
    )

    assert "办成 0 个" in page.words
    assert "刚刚被其他人办理" in page.row(number)


def test_a_kind_that_hangs_below_no_other_is_opened_by_itself(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("draft")
    browser = site.as_("staff")
    assert browser.get("/cases/new").all("//a[@href='/cases/new/round']")
    form = browser.get("/cases/new/round")
    key = {one.get("name"): one.get("value") for one in form.all("//main//input[@type='hidden']")}

    made = browser.post(
        "/cases/new/round", **key, name="第三轮", focus="三个聚焦", on_site_start="2022-03-01",
        on_site_end="2022-04-20",
    )  # fmt: skip

    assert made.status == 303
    assert "第三轮" in browser.get(made.answer.headers["location"]).words
    assert site.as_("stranger").post("/cases/new/round", name="第四轮").status in {403, 422}


def test_the_list_is_in_english_for_who_wants_it(site: Site, desk: SmallOffice) -> None:
    desk.to("draft")
    browser = site.as_("staff")
    browser.get("/language/en")

    page = browser.get("/cases")

    assert "Last moved" in page.words
    assert "Inspection round" in page.words
    assert "类别" not in page.words
