"""The audit page: what was done is found, what was written is not."""

from __future__ import annotations

import pytest

from kernel.ids import case_number
from rules.posts import Post
from tests.support.browsing import Site
from tests.support.office import SINCE


@pytest.fixture
def audited(site: Site) -> Site:
    """Return a site with an auditor and a clue that bears a canary."""
    site.desk.appoint("stranger", Post.AUDITOR, since=SINCE)
    site.desk.to("on_site")
    site.desk.open(
        "clue", "member", site.desk.assignment, clue_kind="discipline", summary="金丝雀摘要"
    )
    return site


def test_the_auditor_finds_who_did_what_and_reads_no_content(audited: Site) -> None:
    clue = case_number(audited.desk.child(audited.desk.assignment, "clue"))

    page = audited.as_("stranger").get("/audit", case=clue)

    assert "member" in page.row("新建")
    assert "金丝雀" not in page.answer.text


def test_a_search_by_person_and_day_leaves_out_everything_else(audited: Site) -> None:
    browser = audited.as_("stranger")

    page = browser.get("/audit", person="head", since="2021-10-01", until="2021-10-31")
    entered = browser.get("/audit", person="leader", since="2021-11-08", until="2021-11-08")

    assert "没有符合条件的记录" in page.words
    assert "开展工作" in entered.words or "进驻" in entered.words
    assert all("2021年11月8日" in row.text_content() for row in entered.all("//tbody/tr"))


def test_a_wrong_number_and_an_unknown_person_are_told(audited: Site) -> None:
    browser = audited.as_("stranger")

    assert browser.get("/audit", case="???").status == 404
    assert browser.get("/audit", person="nobody").status == 404


def test_verification_names_what_was_tampered_with(audited: Site) -> None:
    browser = audited.as_("stranger")
    sound = browser.post("/audit/verify")
    with audited.desk.office.database.writing() as tx:
        tx.write("UPDATE posts SET valid_to = '2021-12-01' WHERE post = 'director'")

    broken = browser.post("/audit/verify")

    assert "全部一致" in sound.words
    assert "发现问题" in broken.words


def test_the_audit_page_is_for_auditors_and_the_director(audited: Site) -> None:
    assert audited.as_("director").get("/audit").status == 200
    for name in ("staff", "leader", "head", "chief"):
        assert audited.as_(name).get("/audit").status == 403


def test_the_record_is_taken_out_by_who_answers_for_the_office_and_each_time_is_counted(
    audited: Site,
) -> None:
    browser = audited.as_("director")

    taken = [browser.post("/audit/export").answer for _ in range(2)]
    [register] = audited.desk.rows("SELECT id FROM cases WHERE kind = 'register'")

    assert [one.status_code for one in taken] == [200, 200]
    assert "第 2 次导出" in taken[1].text.splitlines()[0]
    exports = [one for one in audited.desk.entries(register["id"]) if one["what"] == "export"]
    assert [one["nth"] for one in exports] == [1, 2]
    assert audited.as_("stranger").post("/audit/export").status == 403
