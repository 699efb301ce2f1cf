"""The page of a case: what people may do there, why not, and what it tells of what happened."""

from __future__ import annotations

import pytest

from kernel.ids import case_number
from tests.support.browsing import Browser, Page, Site
from tests.support.office import SmallOffice


@pytest.fixture
def desk(site: Site) -> SmallOffice:
    return site.desk


def path_of(case_id: int, event: str = "") -> str:
    return f"/cases/{case_number(case_id)}" + (f"/{event}" if event else "")


def hidden(page: Page, event: str) -> dict[str, str]:
    """Return the hidden fields of the form of an event."""
    found = page.all(f"//form[contains(@action, '/{event}')]//input[@type='hidden']")
    return {one.get("name"): one.get("value") for one in found}


def give(browser: Browser, case_id: int, event: str, **fields: str) -> Page:
    """Open a case, fill in one of its forms and send it."""
    page = browser.get(path_of(case_id))
    return browser.post(path_of(case_id, event), **{**hidden(page, event), **fields})


def test_the_page_offers_the_events_that_are_open_and_says_why_others_are_closed(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("draft")

    page = site.as_("staff").get(path_of(desk.round_id))

    assert page.status == 200
    assert page.all("//details[@id='e-revise']//form")
    assert not page.all("//form[contains(@action, '/approve_plan')]")
    [closed] = page.all("//ul[@class='closed']/li[contains(., '领导小组审定方案')]")
    assert "谁能解决：chief" in " ".join(closed.text_content().split())


def test_a_form_that_is_sent_moves_the_case_and_comes_back_to_it(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("draft")
    browser = site.as_("chief")

    answer = give(browser, desk.round_id, "approve_plan")

    assert answer.status == 303
    assert desk.case(desk.round_id)["state"] == "plan_approved"
    page = browser.get(answer.answer.headers["location"])
    assert "已办理：" in page.words


def test_the_same_form_sent_twice_is_done_once(site: Site, desk: SmallOffice) -> None:
    desk.to("draft")
    browser = site.as_("chief")
    fields = hidden(browser.get(path_of(desk.round_id)), "approve_plan")

    first = browser.post(path_of(desk.round_id, "approve_plan"), **fields)
    second = browser.post(path_of(desk.round_id, "approve_plan"), **fields)

    assert (first.status, second.status) == (303, 303)
    moves = [one for one in desk.entries(desk.round_id) if one.get("event") == "approve_plan"]
    assert [one["what"] for one in moves] == ["move"]


def test_a_form_with_mistakes_tells_all_of_them_and_keeps_what_was_typed(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("on_site")
    clue = desk.clue()

    page = give(site.as_("member"), clue, "package", suggestion="初步核实")

    assert page.status == 422
    assert len(page.reasons) > 3
    assert page.all("//textarea[@name='suggestion']")[0].text == "初步核实"
    assert desk.case(clue)["state"] == "registered"


def test_a_case_that_has_moved_since_says_so_and_keeps_what_was_typed(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("fieldwork")
    browser = site.as_("member")
    fields = hidden(browser.get(path_of(desk.assignment)), "record_activity")
    desk.work(hearings=1)

    page = browser.post(
        path_of(desk.assignment, "record_activity"),
        **fields, **{"activities.0.method": "hearing", "activities.0.note": "第二次"},
    )  # fmt: skip

    assert page.status == 409
    assert "刚刚被其他人办理" in page.reasons[0]
    [form] = page.all("//details[@id='e-record_activity' and @open]")
    assert form.xpath(".//option[@selected]/@value") == ["hearing"]


def test_what_was_typed_is_shown_again_where_the_form_is_open_no_more(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("draft")
    desk.give(desk.round_id, "approve_plan", "chief")
    browser = site.as_("chief")
    fields = hidden(browser.get(path_of(desk.round_id)), "return_plan")
    desk.give(desk.round_id, "authorise", "secretary")

    page = browser.post(path_of(desk.round_id, "return_plan"), **fields, reason="再核单位名单")

    assert page.status == 409
    assert "您填写的内容" in page.words
    assert "再核单位名单" in page.words


def test_a_refused_attempt_is_marked_in_the_story_with_its_reasons(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("draft")
    desk.no(desk.round_id, "mobilise", "director")

    page = site.as_("director").get(path_of(desk.round_id))

    [refused] = page.all("//ol[@class='story']/li[contains(@class, 'refusal')]")
    assert "未准" in refused.text_content()
    assert refused.xpath(".//li")


def test_the_form_of_one_event_stands_alone_under_an_address_of_its_own(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("draft")

    page = site.as_("chief").get(path_of(desk.round_id, "approve_plan"))

    assert len(page.all("//main//form")) == 1
    assert page.all("//main//form//button[contains(., '领导小组审定方案')]")


def test_who_may_not_know_of_a_case_finds_no_page_and_no_form(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("on_site")
    clue = desk.clue()

    for name in ("stranger", "head", "contact"):
        browser = site.as_(name)
        assert browser.get(path_of(clue)).status == 404
        assert browser.get(path_of(clue, "package")).status == 404
        assert browser.post(path_of(clue, "package"), revision="1").status == 404


def test_opening_the_page_of_a_clue_leaves_one_entry_a_day(site: Site, desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue()
    browser = site.as_("leader")

    for _ in range(2):
        browser.get(path_of(clue))

    reads = [one["by"] for one in desk.entries(clue) if one["what"] == "read"]
    assert reads == [desk.who["leader"]]


def test_a_stand_in_acts_for_the_person_and_the_record_says_so(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("draft")
    desk.stand_in("chief", "deputy")
    browser = site.as_("deputy")
    assert browser.get(path_of(desk.round_id)).status == 404

    page = browser.get(path_of(desk.round_id), **{"for": "chief"})

    assert "您正在代 chief 办理" in page.words
    [action] = page.all("//form[contains(@action, '/approve_plan')]/@action")
    answer = browser.post(action, **hidden(page, "approve_plan"))
    assert answer.answer.headers["location"].endswith("for=chief")
    last = desk.entries(desk.round_id)[-1]
    assert (last["by"], last["for"]) == (desk.who["deputy"], desk.who["chief"])


def test_the_clocks_of_a_case_are_stopped_and_started_with_a_reason(
    site: Site, desk: SmallOffice
) -> None:
    desk.to("preparing")
    browser = site.as_("chief")
    page = browser.get(path_of(desk.round_id))
    fields = hidden(page, "clocks/suspend")

    assert browser.post(path_of(desk.round_id, "clocks/suspend"), **fields).status == 422
    answer = browser.post(path_of(desk.round_id, "clocks/suspend"), **fields, reason="汛情")
    assert answer.status == 303
    again = browser.post(path_of(desk.round_id, "clocks/suspend"), **fields, reason="汛情")
    assert again.status == 409

    assert "计时已暂停" in browser.get(path_of(desk.round_id)).words
    assert not site.as_("staff").get(path_of(desk.round_id)).all("//*[@id='e-clocks']")


def test_the_page_is_in_english_for_who_wants_it(site: Site, desk: SmallOffice) -> None:
    desk.to("draft")
    browser = site.as_("staff")
    browser.get("/language/en")

    page = browser.get(path_of(desk.round_id))

    assert "What happened" in page.words
    assert "Closed now" in page.words
    assert "可以办理" not in page.words


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
