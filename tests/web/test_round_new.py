"""Opening a round by a form: all of it or nothing, every mistake at once, nothing typed is lost."""

from __future__ import annotations

from typing import Any

from tests.support.browsing import Site

FORM: dict[str, Any] = {
    "name": "第三轮", "mode": "routine", "on_site_start": "2022-04-06", "on_site_end": "2022-05-13",
    "groups.0.code": "g9", "groups.0.name": "第九组", "groups.0.leader": "leader",
    "groups.0.members": "member、deputy", "groups.1.code": "",
    "units.0.code": "u1", "units.0.name": "单位01", "units.0.type": "department",
    "units.0.group": "g9", "units.1.code": "s1", "units.1.name": "学校一", "units.1.type": "school",
    "units.1.group": "g9", "units.1.mode": "special",
}  # fmt: skip


def test_a_round_is_opened_with_its_groups_and_units(site: Site) -> None:
    answer = site.as_("staff").post("/rounds/new", **FORM)

    assert answer.status == 303
    page = site.as_("staff").get(answer.answer.headers["location"])
    assert "第三轮" in page.words
    assert "第九组" in page.words
    assert "学校一" in page.words
    rows = site.desk.rows(
        "SELECT d.mode FROM assignment_details d JOIN cases c ON c.id = d.case_id ORDER BY c.id"
    )
    assert [row["mode"] for row in rows] == ["routine", "special"]


def test_every_mistake_is_told_by_row_and_field_and_what_was_typed_is_kept(site: Site) -> None:
    wrong = {**FORM, "groups.0.leader": "", "units.1.group": "g7", "on_site_end": "2022-04-01"}

    page = site.as_("staff").post("/rounds/new", **wrong)

    assert page.status == 422
    assert any("巡察组第 1 行“组长”" in one for one in page.reasons)
    assert page.all("//input[@name='units.1.name']/@value") == ["学校一"]
    assert site.desk.rows("SELECT id FROM cases WHERE kind = 'round'") == []


def test_a_unit_of_a_group_that_is_not_there_is_told(site: Site) -> None:
    page = site.as_("staff").post("/rounds/new", **{**FORM, "units.1.group": "g7"})

    assert page.status == 422
    assert any("单位第 2 行“由哪个组巡察”" in one for one in page.reasons)


def test_people_nobody_knows_are_told(site: Site) -> None:
    page = site.as_("staff").post("/rounds/new", **{**FORM, "groups.0.members": "nobody"})

    assert page.status == 422
    assert any("nobody" in one for one in page.reasons)


def test_only_the_office_opens_rounds(site: Site) -> None:
    assert site.as_("chief").get("/rounds/new").status == 403
    assert site.as_("chief").post("/rounds/new", **FORM).status == 403
    assert not site.as_("chief").get("/rounds").all("//a[@href='/rounds/new']")
    assert site.as_("staff").get("/rounds").all("//a[@href='/rounds/new']")
