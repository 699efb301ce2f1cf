"""The coverage of a term in the browser: types, years, pace, tree and last inspections."""

from __future__ import annotations

from datetime import date

from kernel.ids import case_number
from tests.support.browsing import Site
from tests.support.planned import annual_plan, term


def test_an_office_without_a_term_is_told_what_will_stand_here(site: Site) -> None:
    page = site.as_("director").get("/coverage")

    assert page.status == 200
    assert "还没有登记“届”" in page.words


def test_the_term_shows_where_its_units_stand_and_their_last_inspection(site: Site) -> None:
    plan = term(site.desk)
    site.desk.to("draft")
    annual_plan(site.desk, plan)
    site.desk.give(site.desk.round_id, "revise", "staff", plan_line="2021/1")
    site.desk.to("reporting", after="draft")

    page = site.as_("director").get("/coverage")

    row = page.row("单位01")
    assert "2021年11月8日（周一）" in row
    assert "第二轮" in row
    assert page.all(f"//a[@href='/cases/{case_number(site.desk.assignment)}']")
    titles = [
        one.xpath("./*[local-name()='title']")[0].text
        for one in page.all("//*[local-name()='svg'][@class='drawing']")
    ]
    assert titles == ["各类单位的覆盖情况", "各年度计划与实际", "累计完成率"]
    assert "进度正常" in page.words


def test_a_pace_that_is_too_slow_is_a_warning(site: Site) -> None:
    term(site.desk)
    site.desk.on(date(2023, 6, 1))
    browser = site.as_("director")

    page = browser.get("/coverage")

    [warning] = page.all("//*[@role='alert']")
    assert "进度落后" in warning.text_content()
    browser.client.cookies.set("language", "en")
    assert "Behind" in browser.get("/coverage").words


def test_the_coverage_is_for_the_office_and_those_above_it(site: Site) -> None:
    term(site.desk)
    site.desk.to("mobilised")

    assert site.as_("leader").get("/coverage").status == 403
    assert "/coverage" not in site.as_("leader").get("/rounds").answer.text
    assert site.as_("secretary").get("/coverage").status == 200
