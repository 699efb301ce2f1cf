"""The site in a real browser: signing in, keys, and what one person does reaching another."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from engine.accounts.links import first_link
from kernel.ids import case_number
from tests.support.people_at_browsers import PATIENCE, Machines

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_the_keyboard_alone_chooses_a_row_and_opens_it(machines: Machines) -> None:
    machines.desk.to("rectifying")
    machines.desk.item(to="planned")
    page = machines.of("staff")
    page.goto("/desk")

    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.locator("tr.chosen a.case").inner_text()
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/cases/{chosen}")


def test_a_question_mark_explains_the_keys_and_a_slash_goes_to_the_search(
    machines: Machines,
) -> None:
    page = machines.of("staff")
    page.goto("/desk")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="关闭").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")

    expect(page.locator("#find")).to_be_focused()


def test_a_page_that_is_open_elsewhere_shows_a_move_without_being_loaded_again(
    machines: Machines,
) -> None:
    desk = machines.desk
    desk.to("rectifying")
    item = desk.item(to="planned")
    page = machines.of("clerk")
    page.goto("/desk")
    row = page.locator("tbody tr", has_text=case_number(item))
    button = row.get_by_role("link", name="方案审核通过")
    expect(button).to_be_visible()
    page.evaluate("window.mark = 'the same page'")

    desk.give(item, "approve_plan", "staff")

    expect(button).to_have_count(0, timeout=PATIENCE)
    assert page.evaluate("window.mark") == "the same page"


def test_what_was_typed_about_a_case_that_has_moved_stays_and_the_page_says_so(
    machines: Machines,
) -> None:
    desk = machines.desk
    desk.to("rectifying")
    item = desk.item(to="planned")
    page, other = machines.of("clerk"), machines.of("staff")
    page.goto(f"/cases/{case_number(item)}/return_plan")
    page.locator("[name=reason]").fill("措施不够具体")
    other.goto(f"/cases/{case_number(item)}/approve_plan")

    other.locator("main form.fields button.main").click()
    other.wait_for_url("**?done=approve_plan*")
    expect(page.locator("#told")).to_contain_text("您填写的内容还在", timeout=PATIENCE)
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.locator("main form.fields button.main").click()

    assert sent.value.status == 409
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("main")).to_contain_text("措施不够具体")
    machines.complaints.clear()  # the browser itself complains of an answer of 409


def test_nobody_learns_of_a_move_in_a_case_that_is_not_theirs(machines: Machines) -> None:
    desk = machines.desk
    desk.to("rectifying")
    clue = desk.clue()
    item = desk.item()
    page = machines.of("head")
    page.goto("/desk")
    page.evaluate(
        "new Promise((listening) => { const feed = new EventSource('/live');"
        " feed.addEventListener('moved', (one) =>"
        " document.body.append(' heard:' + JSON.parse(one.data).join(' ')));"
        " feed.addEventListener('open', listening); })"
    )

    desk.give(clue, "merge", "staff", reason="同一件事", merged_into="A")
    desk.give(item, "claim", "head")

    expect(page.locator("body")).to_contain_text(_heard(item), timeout=PATIENCE)
    expect(page.locator("body")).not_to_contain_text(_heard(clue))


def _heard(case: int) -> re.Pattern[str]:
    return re.compile(rf"heard:[^:]*{case_number(case)}")


def test_the_first_account_is_made_through_the_link_that_the_first_start_prints(
    machines: Machines,
) -> None:
    token = first_link(machines.desk.office)
    page = machines.browser.new_context(base_url=machines.address).new_page()
    page.goto(f"/link/{token}")

    page.get_by_label("人员代码").fill("admin")
    page.get_by_label("称呼").fill("系统管理员一")
    page.get_by_label("新密码").fill("长长的口令 2021")
    page.get_by_label("再输入一次").fill("长长的口令 2021")
    page.get_by_role("button", name="保存并登录").click()

    page.wait_for_url("**/desk")
    assert first_link(machines.desk.office) is None
    page.context.close()
