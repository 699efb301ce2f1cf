"""The page of a case: what people may do there, and why not."""

from __future__ import annotations

import pytest

from tests.support.browsing import Site
from tests.support.case_pages import give, hidden, path_of
from tests.support.office import SmallOffice


@pytest.fixture
def desk(site: Site) -> SmallOffice:
    return site.desk


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
