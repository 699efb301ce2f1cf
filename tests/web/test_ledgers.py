"""The ledgers in the browser: what people find there, how they turn it, and what they take away."""

from __future__ import annotations

import io
from urllib.parse import unquote

import openpyxl

from kernel.ids import case_number
from tests.support.browsing import Browser, Page, Site


def numbers(page: Page) -> list[str]:
    """Return the numbers of the rows, from top to bottom."""
    return [one.text_content() for one in page.all("//table[contains(@class,'list')]//td//a")]


def mend(site: Site) -> tuple[int, int]:
    """Have a unit mend two problems; return their items."""
    site.desk.to("rectifying")
    return site.desk.item(to="in_progress"), site.desk.item()


def export(browser: Browser, name: str, **words: str) -> tuple[Page, list[list[object]]]:
    """Take a ledger away and return the answer with the cells of the sheet."""
    answer = browser.post(f"/ledgers/{name}/export", **words)
    book = openpyxl.load_workbook(io.BytesIO(answer.answer.content))
    return answer, [[cell.value for cell in row] for row in book.worksheets[0].rows]


def test_whoever_is_not_signed_in_is_asked_to_sign_in_first(site: Site) -> None:
    assert "登录" in site.nobody().get("/ledgers/problems").words


def test_the_menu_leads_to_every_ledger_with_how_many_cases_one_sees(site: Site) -> None:
    mend(site)

    page = site.as_("staff").get("/ledgers")

    assert page.row("整改清单").endswith("2")
    assert page.row("信访件").endswith("—")
    assert page.all("//nav//a[@href='/ledgers'][@aria-current='page']")
    assert site.as_("contact").get("/ledgers").row("整改清单").endswith("—")


def test_a_ledger_shows_what_one_may_read_and_says_so_when_that_is_nothing(site: Site) -> None:
    first, second = mend(site)

    assert numbers(site.as_("staff").get("/ledgers/tasks")) == [
        case_number(first), case_number(second),
    ]  # fmt: skip
    assert "措施" in site.as_("head").get("/ledgers/tasks").row(case_number(first))
    hidden = site.as_("contact").get("/ledgers/tasks")
    assert numbers(hidden) == []
    assert "没有您可见的记录" in hidden.words
    assert "单位01" not in hidden.answer.text


def test_rows_are_filtered_sorted_and_grouped_by_the_address(site: Site) -> None:
    first, second = mend(site)
    staff = site.as_("staff")

    picked = staff.get("/ledgers/problems", state="in_progress")
    turned = staff.get("/ledgers/problems", sort="-number")
    grouped = staff.get("/ledgers/problems", by="state")

    assert numbers(picked) == [case_number(first)]
    assert numbers(turned) == [case_number(second), case_number(first)]
    assert turned.all("//th[@aria-sort='descending']")
    headings = [" ".join(one.text_content().split()) for one in grouped.all("//tr[@class]/th")]
    assert headings == ["状态：已下达 1 条", "状态：整改中 1 条"]
    assert numbers(staff.get("/ledgers/problems", q=case_number(second))) == [case_number(second)]


def test_a_heading_turns_the_order_and_keeps_the_filter(site: Site) -> None:
    mend(site)

    page = site.as_("staff").get("/ledgers/problems", state="issued", sort="due_on")

    links = {one.text_content().split()[0]: one.get("href") for one in page.all("//th/a")}
    assert links["最近期限"] == "/ledgers/problems?state=issued&sort=-due_on"
    assert links["编号"] == "/ledgers/problems?state=issued"


def test_a_ledger_of_many_rows_has_pages(site: Site) -> None:
    site.desk.to("rectifying")
    made = [site.desk.item() for _ in range(51)]
    staff = site.as_("staff")

    one, two = staff.get("/ledgers/problems"), staff.get("/ledgers/problems", page="2")

    assert "共 51 条" in one.words
    assert numbers(one) == [case_number(item) for item in made[:50]]
    assert numbers(two) == [case_number(made[50])]
    assert two.all("//a[@rel='prev']")
    assert not two.all("//a[@rel='next']")


def test_a_wrong_address_is_told_with_every_reason(site: Site) -> None:
    staff = site.as_("staff")

    assert staff.get("/ledgers/nothing").status == 404
    wrong = staff.get("/ledgers/problems", state="x", due="y")
    assert (wrong.status, len(wrong.reasons)) == (422, 2)


def test_an_export_is_the_ledger_as_it_is_shown_and_it_is_counted(site: Site) -> None:
    first, second = mend(site)
    here = case_number(site.desk.round_id)
    words = {"round": here, "sort": "-number"}
    staff = site.as_("staff")

    answer, rows = export(staff, "problems", **words)

    assert "整改清单-2022-01-27-1.xlsx" in unquote(answer.answer.headers["content-disposition"])
    assert "导出人：staff" in str(rows[0][0])
    shown = staff.get("/ledgers/problems", **words)
    assert [row[0] for row in rows[2:]] == numbers(shown) == [
        case_number(second), case_number(first),
    ]  # fmt: skip
    heads = [one.text_content().split()[0] for one in shown.all("//thead//th")]
    assert rows[1] == heads
    entry = site.desk.entries(site.desk.round_id)[-1]
    assert (entry["what"], entry["list"], entry["rows"]) == ("export", "problems", 2)


def test_nothing_leaves_without_the_mark_of_the_form_or_for_a_round_one_does_not_see(
    site: Site,
) -> None:
    mend(site)
    before = len(site.desk.entries(site.desk.round_id))

    bare = site.as_("staff").post("/ledgers/problems/export", csrf="")
    blind = site.as_("contact").post(
        "/ledgers/problems/export", round=case_number(site.desk.round_id)
    )

    assert (bare.status, blind.status) == (403, 404)
    assert len(site.desk.entries(site.desk.round_id)) == before


def test_the_paper_says_what_it_is_who_printed_it_and_where_to_sign(site: Site) -> None:
    first, _ = mend(site)

    page = site.as_("staff").get("/ledgers/problems/print", state="in_progress", by="unit")

    said = page.words
    for words in (
        "整改清单", "状态：整改中；分组：被巡察单位；排序：编号", "共 1 条",
        "打印：staff", "2022年1月27日",
        case_number(first), "被巡察单位：单位01（1 条）", "制表", "审核", "日期", "内部",
    ):  # fmt: skip
        assert words in said, words
    assert page.all("//head/link[contains(@href,'landscape.css')]")


def test_the_handover_sheet_carries_three_signatures_and_is_for_those_who_may_read_it(
    site: Site,
) -> None:
    site.desk.to("on_site")
    clue = site.desk.clue(to="handed_over")
    address = f"/cases/{case_number(clue)}/handover-sheet"

    page = site.as_("contact").get(address)

    sides = ("移交人", "见证人", "接收人")
    said = [page.row(side).split("签字：")[1].split("日期")[0] for side in sides]
    assert said == ["leader", "director", "contact"]
    assert "线索摘要" in page.words
    assert site.as_("liaison").get(address).status == 404
    assert "Handover sheet" in english(site, "contact").get(address).words


def test_a_case_is_printed_with_its_history(site: Site) -> None:
    first, _ = mend(site)
    address = f"/cases/{case_number(first)}/print"

    page = site.as_("head").get(address)

    assert "问题一" in page.words
    assert "制表" in page.words
    assert "liaison 责任领导（职务）：副局长" in page.row("报整改方案")
    assert site.as_("contact").get(address).status == 404


def test_a_stand_in_finds_the_sheets_on_the_page_of_a_clue_and_prints_them_for_somebody(
    site: Site,
) -> None:
    desk = site.desk
    desk.to("on_site")
    clue = desk.clue(to="handed_over")
    desk.stand_in("chief", "deputy")
    deputy, address = site.as_("deputy"), f"/cases/{case_number(clue)}"
    assert deputy.get(f"{address}/print").status == 404

    links = deputy.get(address, **{"for": "chief"}).all("//header[@class='head']//dd/a/@href")
    papers = [one for one in links if "print" in one or "sheet" in one]
    said = [deputy.get(one) for one in papers]

    assert papers == [f"{address}/print?for=chief", f"{address}/handover-sheet?for=chief"]
    assert ["打印：deputy（代 chief）" in one.words for one in said] == [True, True]
    assert [one.all("//main//a/@href")[0] for one in said] == [f"{address}?for=chief"] * 2
    own = site.as_("leader").get(f"/cases/{case_number(desk.assignment)}")
    assert not own.all("//a[contains(@href, 'handover-sheet')]")


def test_each_sheet_that_is_opened_to_be_printed_is_counted_like_an_export(site: Site) -> None:
    first, _ = mend(site)
    desk, here = site.desk, case_number(site.desk.round_id)
    staff = site.as_("staff")
    export(staff, "problems", round=here)

    ledger = staff.get("/ledgers/problems/print", round=here)
    sheets = [staff.get(f"/cases/{case_number(first)}/print") for _ in range(2)]

    assert "第 2 次导出" in ledger.words
    assert ["第 1 次导出" in sheets[0].words, "第 2 次导出" in sheets[1].words] == [True, True]
    of_round, of_item = desk.entries(desk.round_id)[-1], desk.entries(first)[-1]
    told = [(one["what"], one["list"], one["rows"], one["nth"], one["by"], one["printed"])
            for one in (of_round, of_item)]  # fmt: skip
    assert told == [
        ("export", "problems", 2, 2, desk.who["staff"], True),
        ("export", "case", 1, 2, desk.who["staff"], True),
    ]
    blind = site.as_("contact").get("/ledgers/problems/print", round=here)
    assert (blind.status, desk.entries(desk.round_id)[-1]) == (404, of_round)


def english(site: Site, who: str) -> Browser:
    """Return the browser of somebody who reads English."""
    browser = site.as_(who)
    browser.get("/language/en")
    return browser


def test_a_ledger_is_read_in_english_too(site: Site) -> None:
    mend(site)

    page = english(site, "staff").get("/ledgers/problems", by="state")

    assert "Problems" in page.words
    assert "State: Issued" in page.words
    assert "Not grouped" in page.words


def test_the_figures_of_clues_stand_above_their_ledger(site: Site) -> None:
    site.desk.to("on_site")
    site.desk.clue(to="handed_over")

    page = site.as_("staff").get("/ledgers/clues", round=case_number(site.desk.round_id))

    assert page.row("全轮") == "全轮110000000"


def test_a_stand_in_reads_the_ledger_of_whom_they_stand_in_for(site: Site) -> None:
    first, _ = mend(site)
    site.desk.stand_in("head", "deputy")

    own = site.as_("deputy").get("/ledgers/problems")
    lent = site.as_("deputy").get("/ledgers/problems", **{"for": "head"})

    assert numbers(own) == []
    assert case_number(first) in numbers(lent)
    assert lent.all(f"//a[@href='/cases/{case_number(first)}?for=head']")
