"""Templates of material lists: imported in versions with every mistake, and asked for at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.books import read_book
from engine.library.templates import template_versions
from engine.material_templates import (
    NewTemplate,
    import_template,
    list_templates,
    request_from_template,
    template_for,
)
from kernel.errors import InvalidInput, NotFound, NotPermitted, Refused
from tests.support.office import SmallOffice

HEADER = "材料名称,份数,密级,原件或复印件,回溯年数（留空为通常年数）\n"
GOOD = HEADER + "会议记录,1,内部,原件,\n账册,2,工作秘密,复印件,1\n"

FIRST = NewTemplate("department", date(2021, 1, 1))
SECOND = NewTemplate("department", date(2021, 6, 1), "增加账册")


def sheet(folder: Path, words: str) -> Path:
    path = folder / "list.csv"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_request_is_opened_from_the_newest_template_of_the_kind_of_unit(
    desk: SmallOffice, tmp_path: Path
) -> None:
    desk.to("on_site")
    staff, leader = desk.who["staff"], desk.who["leader"]
    import_template(desk.office, FIRST, sheet(tmp_path, HEADER + "旧,1,内部,原件,\n"), staff)
    second = import_template(desk.office, SECOND, sheet(tmp_path, GOOD), staff)

    made = request_from_template(desk.office, desk.assignment, leader)

    items = [line.values for line in read_book(desk.office, made.case_id, "items", leader).lines]
    assert (second.version, len(list_templates(desk.office, leader))) == (2, 2)
    assert template_for(desk.office, "department", leader, 1).items[0]["what"] == "旧"
    assert [(one["what"], one["period_from"], one["copies"]) for one in items] == [
        ("会议记录", "2018-11-08", 1), ("账册", "2020-11-08", 2),
    ]  # fmt: skip
    assert {one["period_to"] for one in items} == {str(date(2021, 11, 8))}


def test_every_mistake_is_told_at_once_with_the_row_of_the_sheet(
    desk: SmallOffice, tmp_path: Path
) -> None:
    wrong = HEADER + "会议记录,1,内部,原件,\n,,,,\n账册,很多,内部,复印件,\n会议记录,1,内部,原件,\n"

    with pytest.raises(InvalidInput) as told:
        import_template(desk.office, FIRST, sheet(tmp_path, wrong), desk.who["staff"])

    assert [one.partition(":")[0] for one in told.value.sentences("en")] == ["Row 4", "Row 5"]
    assert list_templates(desk.office, desk.who["staff"]) == ()


def test_templates_are_for_the_office_and_its_groups(desk: SmallOffice, tmp_path: Path) -> None:
    desk.to("on_site")
    path = sheet(tmp_path, GOOD)

    with pytest.raises(NotPermitted):
        import_template(desk.office, FIRST, path, desk.who["leader"])
    with pytest.raises(NotPermitted):
        list_templates(desk.office, desk.who["head"])
    with pytest.raises(NotFound):
        request_from_template(desk.office, desk.assignment, desk.who["leader"])


def test_a_new_version_of_a_template_is_asked_for_from_its_day_on(
    desk: SmallOffice, tmp_path: Path
) -> None:
    desk.to("on_site")
    staff = desk.who["staff"]
    path = sheet(tmp_path, GOOD)
    import_template(desk.office, FIRST, path, staff)
    coming = replace(SECOND, effective_from=date(2021, 12, 1))
    import_template(desk.office, coming, path, staff)

    before = template_for(desk.office, "department", staff)
    desk.on(date(2021, 12, 1))
    after = template_for(desk.office, "department", staff)

    assert (before.version, before.changed) == (1, "")
    assert (after.version, after.changed) == (2, "增加账册")


def test_a_revised_template_says_what_changed_and_follows_the_one_before(
    desk: SmallOffice, tmp_path: Path
) -> None:
    path, staff = sheet(tmp_path, GOOD), desk.who["staff"]
    import_template(desk.office, SECOND, path, staff)

    with pytest.raises(Refused) as told:
        import_template(desk.office, FIRST, path, staff)

    assert told.value.sentences("en") == (
        "A new version of a template says what changed (--changed).",
        "A template cannot take effect before the version it follows.",
    )
    import_template(desk.office, replace(FIRST, unit_type="town"), path, staff)


def test_every_template_is_listed_in_its_versions_with_the_one_in_force(
    desk: SmallOffice, tmp_path: Path
) -> None:
    desk.to("on_site")
    staff = desk.who["staff"]
    import_template(desk.office, FIRST, sheet(tmp_path, GOOD), staff)
    plain: dict[str, Any] = {"document_code": "T-1", "title": "底稿模板", "category": "template"}
    made = desk.open("library_document", "staff", **plain)
    text: dict[str, Any] = {"document_text": "一事一底稿", "effective_from": "2021-01-01"}
    desk.give(made, "issue", "staff", **text)
    revision: dict[str, Any] = {**text, "effective_from": "2022-01-01", "changed": "加责任栏"}
    desk.give(made, "revise", "staff", **revision)

    found = template_versions(desk.office, desk.who["member"])

    assert [(one.code, one.version, one.changed, one.holding) for one in found] == [
        ("department", 1, "", True), ("T-1", 1, "", True), ("T-1", 2, "加责任栏", False),
    ]  # fmt: skip
    with pytest.raises(NotPermitted):
        template_versions(desk.office, desk.who["head"])
