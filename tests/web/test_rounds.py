"""The pages of rounds: the list, one round with what blocks it, its course, gates and figures."""

from __future__ import annotations

from datetime import date

from engine.routines.daily_reports import daily_reports
from engine.routines.weekly_summary import weekly_summary
from kernel.ids import case_number
from rules.goals import goal_of
from tests.support.browsing import Page, Site
from tests.support.office import WINDOW


def opened(site: Site, who: str = "director", view: str = "", **query: str) -> Page:
    """Open a page of the round as somebody."""
    return site.as_(who).get(f"/rounds/{case_number(site.desk.round_id)}{view}", **query)


def english(site: Site, path: str) -> Page:
    """Open a page as the director, in English."""
    browser = site.as_("director")
    browser.client.cookies.set("language", "en")
    return browser.get(path)


def test_the_list_tells_where_each_round_is_and_leads_to_it(site: Site) -> None:
    site.desk.to("on_site")
    site.desk.on(date(2021, 12, 30))

    page = site.as_("director").get("/rounds")

    row = page.row("第二轮")
    assert "动员进驻 进驻" in row
    assert "2021年11月8日（周一） → 2021年12月20日（周一）" in row
    assert "件超期" in row
    number = case_number(site.desk.round_id)
    assert page.all(f"//tbody//a[@href='/rounds/{number}']")


def test_the_list_is_filtered_by_its_address(site: Site) -> None:
    site.desk.to("draft")
    browser = site.as_("director")

    assert "第二轮" in browser.get("/rounds", year="2021", phase="preparation").words
    assert "没有符合条件的轮次" in browser.get("/rounds", year="2022").words
    assert browser.get("/rounds", state="no such").status == 422
    assert browser.get("/rounds", year="20x1").status == 422


def test_who_has_no_round_sees_an_empty_list(site: Site) -> None:
    site.desk.to("on_site")

    assert "没有符合条件的轮次" in site.as_("head").get("/rounds").words
    assert opened(site, "head").status == 404


def test_the_present_phase_is_lit_and_those_behind_it_are_passed(site: Site) -> None:
    site.desk.to("fieldwork")

    page = opened(site)

    goal = goal_of(site.desk.office.policy.goals, "final_fieldwork")
    assert goal is not None
    assert goal.aim.zh in page.words
    [here] = page.all("//li[@aria-current='step']")
    assert "巡中调度" in here.text_content()
    assert len(page.all("//ol[@class='stages']/li[@class='past']")) == 2
    assert len(page.all("//ol[@class='stages']/li")) == 7


def test_each_thing_in_the_way_says_who_removes_it_and_leads_to_where(site: Site) -> None:
    site.desk.to("preparing")

    page = opened(site)

    blocks = page.all("//ul[@class='blocks']/li")
    pledges = next(one for one in blocks if "承诺" in one.text_content())
    assert "谁能解决" in pledges.text_content()
    links = {one.get("href") for one in pledges.xpath(".//a")}
    desk = site.desk
    assert links == {f"/cases/{case_number(desk.second(one))}" for one in ("leader", "member")}


def test_a_group_sees_its_round_without_what_is_told_of_every_group(site: Site) -> None:
    site.desk.to("on_site")

    page = opened(site, "leader")

    assert "第一组" in page.words
    assert [one.text for one in page.all("//nav[starts-with(@class, 'tabs')]/a")] == [
        "概况", "进程图",
    ]  # fmt: skip
    assert opened(site, "leader", "/gates").status == 403
    assert opened(site, "leader", "/figures").status == 404
    assert opened(site, "leader", "/dispatch").status == 403


def test_a_large_group_is_shown_a_page_at_a_time(site: Site) -> None:
    desk = site.desk
    desk.to("draft")
    for n in range(50):
        unit = desk.add_unit(f"s{n:02}", f"学校{n:02}", "school")
        desk.open(
            "assignment", "staff", desk.round_id, group_id=desk.group, unit_id=unit,
            mode="routine", **WINDOW,
        )  # fmt: skip

    first, second = opened(site), opened(site, group="g1", page="2")

    assert "第 1 至 50 个，共 51 个" in first.words
    assert "学校49" not in first.words
    assert "学校49" in second.words
    assert "单位01" not in second.words
    assert len(opened(site, view="/course", page="2").all("//tbody//a[text()='学校49']")) == 1


def test_the_course_is_drawn_and_told_in_tables(site: Site) -> None:
    site.desk.to("fieldwork")
    site.desk.on(date(2021, 12, 27))

    page = opened(site, view="/course")

    charts = page.all("//*[local-name()='svg'][@class='drawing']")
    assert [one.xpath("./*[local-name()='title']")[0].text for one in charts] == [
        "各阶段计划与实际", "各单位进驻计划与实际",
    ]  # fmt: skip
    assert page.all("//*[local-name()='rect'][@class='slip']")
    assert "7 天" in page.row("单位01")
    assert "到期未办" in page.row("结束了解")
    assert not page.all("//main//@style")


def test_the_life_cycle_is_lit_where_the_round_is(site: Site) -> None:
    site.desk.to("on_site")

    page = opened(site, view="/course")

    words = [one.text for one in page.all("//*[local-name()='text']")]
    assert "当前 2021年11月8日（周一）" in words


def test_gates_tell_what_is_missing_and_where_it_is_mended(site: Site) -> None:
    site.desk.to("fieldwork")

    page = opened(site, view="/gates")

    line = next(one for one in page.all("//li") if "各组均已撤点" in one.text_content())
    assert "谁能解决" in line.text_content()
    [link] = line.xpath(".//a/@href")
    assert link == f"/cases/{case_number(site.desk.assignment)}"
    assert "五个不放过" in page.words


def test_figures_stand_beside_their_definition(site: Site) -> None:
    site.desk.to("on_site")
    site.desk.clue()

    page = opened(site, view="/figures")

    row = page.row("问题线索（件）")
    assert "发现1" in row
    assert "未了结为零即账账相符" in row
    assert "仅供关注" in row


def test_a_round_without_weeks_says_so(site: Site) -> None:
    site.desk.to("draft")

    assert "现在还没有" in opened(site, view="/weekly").words
    assert opened(site, view="/weekly", week="ABCDEF").status == 404


def test_a_week_tells_how_each_group_stands_and_why(site: Site) -> None:
    site.desk.to("on_site")
    site.desk.on(date(2021, 11, 9), 9)
    daily_reports.run(site.desk.office, date(2021, 11, 9))
    site.desk.on(date(2021, 11, 15), 9)
    weekly_summary.run(site.desk.office, date(2021, 11, 15))
    week = site.desk.child(site.desk.round_id, "weekly_summary")

    page = opened(site, view="/weekly", week=case_number(week))

    assert "2021年11月8日（周一） → 2021年11月14日（周日）" in page.words
    assert "第一组" in page.row("第一组")
    assert "时间已过" in page.words
    assert opened(site, "leader", "/weekly").status == 403


def test_the_pages_speak_english(site: Site) -> None:
    site.desk.to("fieldwork")
    number = case_number(site.desk.round_id)

    assert "What comes next, and what blocks it" in english(site, f"/rounds/{number}").words
    assert "Stages: plan and fact" in english(site, f"/rounds/{number}/course").words
    assert "clues" in english(site, f"/rounds/{number}/figures").words.lower()
    assert "Dispatch meeting" in english(site, f"/rounds/{number}/dispatch").words
    assert "1 rounds" in english(site, "/rounds").words


def test_every_page_of_a_round_is_read_for_whom_one_stands_in_and_stays_with_it(
    site: Site,
) -> None:
    desk = site.desk
    desk.to("on_site")
    desk.on(date(2021, 11, 15))
    weekly_summary.run(desk.office, date(2021, 11, 15))
    desk.stand_in("director", "deputy")
    for view in ("", "/course", "/gates", "/figures", "/weekly", "/dispatch"):
        assert opened(site, "deputy", view).status == 404, view

        page = opened(site, "deputy", view, **{"for": "director"})

        assert page.status == 200, view
        assert "您正在代 director 办理" in page.words
        within = [
            one for one in page.all("//main//a[not(ancestor::p[@role='note'])]/@href")
            if one.startswith(("/cases/", "/rounds/", "?"))
        ]  # fmt: skip
        assert within, view
        assert [one for one in within if "for=director" not in one] == [], view
    listed = site.as_("deputy").get("/rounds", **{"for": "director"})
    assert listed.all("//tbody//a/@href") == [
        f"/rounds/{case_number(desk.round_id)}?for=director"
    ]  # fmt: skip


def test_a_stand_in_reads_of_a_round_no_more_than_whom_they_stand_in_for(site: Site) -> None:
    desk = site.desk
    desk.to("on_site")
    desk.stand_in("leader", "member")

    page = opened(site, "member", "/course", **{"for": "leader"})

    assert page.all(f"//a[@href='/cases/{case_number(desk.assignment)}?for=leader']")
    assert "里程碑" not in page.words
    assert opened(site, "member", "/figures", **{"for": "leader"}).status == 404
