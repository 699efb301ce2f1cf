"""The page of a case: rows, books and texts, and what is opened below it."""

from __future__ import annotations

import pytest

from kernel.ids import case_number
from tests.support.browsing import Page, Site
from tests.support.case_pages import hidden, path_of
from tests.support.office import SmallOffice
from tests.support.terminal import ask


@pytest.fixture
def desk(site: Site) -> SmallOffice:
    return site.desk


def test_rows_are_typed_into_a_table_and_empty_rows_do_not_count(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("fieldwork")
    browser = site.as_("member")
    page = browser.get(path_of(desk.assignment, "record_activity"))
    fields = hidden(page, "record_activity")
    assert page.all("//table[@id='f-activities']//select[@name='activities.0.method']")

    answer = browser.post(
        path_of(desk.assignment, "record_activity"),
        **fields, **{"activities.1.method": "hearing"},
    )  # fmt: skip

    assert answer.status == 303
    last = desk.entries(desk.assignment)[-1]
    assert [one["method"] for one in last["inputs"]["activities"]] == ["hearing"]


def test_rows_may_come_as_a_spreadsheet_and_its_mistakes_are_told_by_cell(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("fieldwork")
    browser = site.as_("member")
    path = path_of(desk.assignment, "record_activity")
    fields = {**hidden(browser.get(path), "record_activity"), "csrf": browser.csrf}

    def upload(words: str) -> Page:
        sheet = {"sheet.activities": ("log.csv", words.encode(), "text/csv")}
        return Page(browser.client.post(path, data=fields, files=sheet, follow_redirects=False))

    wrong = upload("方式,天气\nhearing,晴\n")
    assert wrong.status == 422
    assert any("天气" in one for one in wrong.reasons)

    fields = {**hidden(browser.get(path), "record_activity"), "csrf": browser.csrf}
    assert upload("method\nhearing\nhearing\n").status == 303
    assert len(desk.entries(desk.assignment)[-1]["inputs"]["activities"]) == 2


def test_what_a_value_should_look_like_stands_beside_the_label_not_in_it(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("noticed")
    browser = site.as_("member")

    page = browser.get(path_of(desk.assignment, "set_channels"))

    [label] = page.all("//label[@for=//input[@name='duty_hours']/@id]")
    assert label.text.strip() == "值班时段"
    [hint] = label.xpath("../span[@class='hint']")
    assert "08:30-12:00,14:30-17:30" in hint.text


def test_a_book_is_a_table_and_reading_one_of_interviews_leaves_an_entry(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("on_site")
    browser = site.as_("leader")
    page = browser.get(path_of(desk.assignment))
    [address] = page.all("//a[contains(@href, '/books/act')]/@href")

    page = browser.get(address)

    assert len(page.all("//tbody/tr")) == 2
    reads = [one["by"] for one in desk.entries(desk.assignment) if one["what"] == "read"]
    assert reads == [desk.who["leader"]]
    assert site.as_("head").get(address).status == 404


def test_planned_interviews_are_a_count_on_every_way_to_the_history(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("on_site")
    plan = [{"position": "窗口甲岗", "tier": "head", "planned_on": "2021-11-10"}] * 2
    desk.give(desk.assignment, "plan_interviews", "member", interviews=plan)
    browser, number = site.as_("leader"), case_number(desk.assignment)

    told = ask(desk.office, "case", "history", number, "--as", "leader")
    as_json = ask(desk.office, "case", "history", number, "--as", "leader", "--json")
    program = site.program("leader").get(f"/cases/{number}/history")

    for words in (browser.get(path_of(desk.assignment)).words,
                  browser.get(path_of(desk.assignment, "print")).words, told.out):  # fmt: skip
        assert "谈话计划：2 行" in words
        assert "窗口甲岗" not in words
    assert "窗口甲岗" not in as_json.out + program.text
    assert program.json()["entries"][-1]["inputs"] == {"interviews": 2}


def test_a_text_that_is_kept_apart_is_opened_on_demand_only_and_that_leaves_an_entry(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("reporting")
    browser = site.as_("leader")
    page = browser.get(path_of(desk.assignment))
    assert "个别谈话情况报告" in page.words
    assert all(one["what"] != "read" for one in desk.entries(desk.assignment))
    address = page.all("//a[contains(@href, '/texts/')]/@href")[0]

    text = browser.get(address)

    assert text.all("//article")[0].text == "巡察报告"
    reads = [one["by"] for one in desk.entries(desk.assignment) if one["what"] == "read"]
    assert reads == [desk.who["leader"]]
    assert site.as_("head").get(address).status == 404


def test_a_case_is_opened_below_another_by_who_may(site: Site, desk: SmallOffice) -> None:
    desk.to("on_site")
    browser = site.as_("member")
    offered = browser.get(path_of(desk.assignment)).all("//a[contains(@href, '/open/')]/@href")
    address = path_of(desk.assignment, "open/clue")
    assert address in offered
    assert not site.as_("staff").get(path_of(desk.assignment)).all(f"//a[@href='{address}']")
    form = browser.get(address)
    key = {one.get("name"): one.get("value") for one in form.all("//main//input[@type='hidden']")}

    wrong = browser.post(address, **key, summary="线索摘要")
    assert wrong.status == 422
    assert wrong.all("//textarea[@name='summary']")[0].text == "线索摘要"

    made = browser.post(address, **key, clue_kind="discipline", summary="线索摘要")
    assert made.status == 303
    assert "问题线索" in browser.get(made.answer.headers["location"]).words
    assert site.as_("head").get(address).status == 403
    assert site.as_("stranger").get(address).status == 404


def test_who_has_not_signed_the_pledges_finds_the_form_to_sign_them_and_no_more(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("preparing")
    desk.give(desk.round_id, "authorise_group", "secretary", group=desk.group)
    desk.clear("member")
    second = desk.second("member")
    browser = site.as_("member")
    assert browser.get(path_of(second)).status == 404

    page = browser.get(path_of(second, "sign_pledges"))
    fields = hidden(page, "sign_pledges")
    yes = dict.fromkeys(("pledge_secrecy", "pledge_recusal", "pledge_discipline"), "true")
    answer = browser.post(path_of(second, "sign_pledges"), **fields, **yes)

    assert answer.status == 303
    assert desk.case(second)["state"] == "pledged"


def test_notices_and_what_became_of_them_stand_on_the_page_of_who_reads_the_whole_case(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("mobilised")

    words = site.as_("staff").get(path_of(desk.round_id)).words

    assert "通知及送达" in words
    assert "没有渠道，只在待办中" in words


def test_a_deadline_leads_to_the_form_of_an_extension_with_the_deadline_chosen(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("rectifying")
    browser = site.as_("head")
    page = browser.get(path_of(desk.item()))
    address = page.all("//a[contains(@href, '/open/extension')]/@href")[0]

    form = browser.get(address)

    [chosen] = form.all("//select[@name='deadline']/option[@selected]/@value")
    assert f"deadline={chosen}" in address
    words = {"requested_on": "2022-05-20", "why": "工程在建", "progress": "过半"}
    key = {one.get("name"): one.get("value") for one in form.all("//main//input[@type='hidden']")}
    answer = browser.post(address.partition("?")[0], **{**key, **words, "deadline": chosen})
    assert answer.status == 303
    assert "延期申请" in browser.get(answer.answer.headers["location"]).words
