"""Grades: set, raised, lowered by the authority alone, inherited upwards, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.exporting import Sheet, export_sheet
from engine.grading import set_grade
from engine.marking import bundle_mark
from engine.queries import history, show_case
from engine.sheets import read_cells
from kernel.errors import InvalidInput, NotFound, NotPermitted, Refused
from kernel.words import Text
from rules.grades import Grade, Mark
from rules.posts import Post
from tests.support.acting import POLICY
from tests.support.closing import REPORT
from tests.support.office import SmallOffice

ITEM = {"comment": "task", "task": "绝密★30年", "due_on": "2021-11-30"}
WORK_SECRET = Mark(Grade.WORK_SECRET)


def accredited(desk: SmallOffice) -> None:
    """Have the host accredited for everything."""
    desk.office.policy = replace(POLICY, limits={**POLICY.limits, "host_grade": 5})


def grade(desk: SmallOffice, case: int, who: str, to: Grade, years: int | None = None) -> Mark:
    """Set a grade and return what the file bears then."""
    return set_grade(
        desk.office, case, desk.who[who], to, years=years, reason="保密事项目录第三项"
    ).bundle


def bundle(desk: SmallOffice, case: int) -> Mark:
    with desk.office.database.reading() as tx:
        return bundle_mark(tx, case)


def test_a_grade_is_kept_in_the_chain_with_what_it_rests_on(desk: SmallOffice) -> None:
    accredited(desk)
    desk.to("draft")

    assert grade(desk, desk.round_id, "staff", Grade.CONFIDENTIAL) == Mark(Grade.CONFIDENTIAL, 20)

    entry = history(desk.office, desk.round_id, desk.who["staff"])[-1]
    assert (entry["what"], entry["by"]) == ("grade", desk.who["staff"])
    assert entry["changed"] == {"grade": "confidential", "grade_years": 20}
    assert entry["reason"] == "保密事项目录第三项"


def test_only_the_grade_authority_lowers_a_grade_or_shortens_its_years(desk: SmallOffice) -> None:
    accredited(desk)
    desk.to("draft")
    grade(desk, desk.round_id, "staff", Grade.SECRET, 5)
    grade(desk, desk.round_id, "staff", Grade.SECRET, 10)

    for who in ("staff", "chief", "secretary"):
        with pytest.raises(NotPermitted, match="Only the grade authority"):
            grade(desk, desk.round_id, who, Grade.INTERNAL)
        with pytest.raises(NotPermitted, match="Only the grade authority"):
            grade(desk, desk.round_id, who, Grade.SECRET, 9)
    assert [one["event"] for one in desk.entries(desk.round_id)[-2:]] == ["set_grade"] * 2

    assert grade(desk, desk.round_id, "director", Grade.INTERNAL) == Mark(Grade.INTERNAL)
    assert desk.case(desk.round_id)["grade_years"] is None


def test_an_office_names_its_own_grade_authority_who_reads_nothing_by_that(
    desk: SmallOffice,
) -> None:
    desk.to("draft")
    grade(desk, desk.round_id, "staff", Grade.WORK_SECRET)
    for who in ("stranger", "vice"):
        desk.appoint(who, Post.GRADE_AUTHORITY, since=date(2021, 1, 1))

    with pytest.raises(NotFound):
        grade(desk, desk.round_id, "stranger", Grade.INTERNAL)
    assert grade(desk, desk.round_id, "vice", Grade.INTERNAL) == Mark(Grade.INTERNAL)


def test_what_the_host_is_not_accredited_for_is_refused_and_the_attempt_recorded(
    desk: SmallOffice,
) -> None:
    desk.to("draft")

    with pytest.raises(Refused, match="no classified upload"):
        grade(desk, desk.round_id, "director", Grade.SECRET)

    assert desk.case(desk.round_id)["grade"] == "internal"
    assert "未获准存放秘密材料" in desk.entries(desk.round_id)[-1]["reasons"][0]


def test_a_grade_has_a_reason_fitting_years_and_somebody_who_reads_the_whole(
    desk: SmallOffice,
) -> None:
    accredited(desk)
    desk.to("on_site")

    with pytest.raises(InvalidInput, match="at most: secret 10, confidential 20, top secret 30"):
        grade(desk, desk.round_id, "staff", Grade.SECRET, 11)
    with pytest.raises(InvalidInput, match="Reason"):
        set_grade(desk.office, desk.round_id, desk.who["staff"], Grade.SECRET, reason=" ")
    with pytest.raises(NotPermitted, match="reads the whole case"):
        grade(desk, desk.assignment, "head", Grade.WORK_SECRET)
    with pytest.raises(Refused, match="already"):
        grade(desk, desk.round_id, "staff", Grade.INTERNAL)


def test_a_file_bears_the_highest_grade_of_what_is_in_it(desk: SmallOffice) -> None:
    accredited(desk)
    desk.to("rectifying")
    item = desk.item()
    grade(desk, item, "staff", Grade.SECRET, 3)

    assert bundle(desk, desk.assignment) == bundle(desk, desk.round_id) == Mark(Grade.SECRET, 3)
    assert desk.case(desk.round_id)["grade"] == "internal"

    file = desk.open("archive_file", "staff", desk.round_id, title="第二轮案卷")
    rows = [REPORT, {**REPORT, "grade": "confidential", "grade_years": 15}]
    desk.give(file, "list_documents", "staff", documents=rows)
    assert bundle(desk, desk.round_id) == Mark(Grade.CONFIDENTIAL, 15)

    assert grade(desk, item, "director", Grade.PUBLIC) == Mark(Grade.PUBLIC)
    assert bundle(desk, desk.assignment) == Mark(Grade.INTERNAL)
    assert bundle(desk, desk.round_id) == Mark(Grade.CONFIDENTIAL, 15)


def test_a_complaint_about_the_group_is_a_file_of_its_own(desk: SmallOffice) -> None:
    accredited(desk)
    desk.to("on_site")
    made = desk.open(
        "group_complaint", "head", desk.assignment, conduct="secrecy", gist="泄露谈话内容"
    )
    grade(desk, made, "chief", Grade.SECRET)

    assert bundle(desk, desk.assignment) == Mark(Grade.INTERNAL)


def test_a_new_case_takes_the_grade_of_the_one_above(desk: SmallOffice) -> None:
    accredited(desk)
    desk.to("rectifying")
    grade(desk, desk.assignment, "staff", Grade.SECRET, 4)

    item = desk.item()

    assert (desk.case(item)["grade"], desk.case(item)["grade_years"]) == ("secret", 4)


def test_a_sheet_shows_the_grade_of_the_file_to_who_reads_it_all(desk: SmallOffice) -> None:
    desk.to("rectifying")
    grade(desk, desk.item(), "staff", Grade.WORK_SECRET)

    whole = show_case(desk.office, desk.assignment, desk.who["staff"])
    part = show_case(desk.office, desk.assignment, desk.who["head"])

    assert (whole.own_grade, whole.grade) == (Mark(Grade.INTERNAL), WORK_SECRET)
    assert (part.own_grade, part.grade) == (Mark(Grade.INTERNAL), Mark(Grade.INTERNAL))


def test_evidence_with_a_grade_of_its_own_counts_in_its_file(desk: SmallOffice) -> None:
    desk.to("on_site")
    taken: dict[str, Any] = {
        "evidence_kind": "photo", "sha256": "0f" * 32, "taken_at": "会议室",
        "taken_by": [desk.who["leader"], desk.who["member"]],
    }  # fmt: skip

    said = desk.no(desk.assignment, "add_evidence", "member", grade="secret", **taken)
    desk.give(desk.assignment, "add_evidence", "member", grade="work_secret", **taken)

    assert "no classified upload" in said[0]
    assert bundle(desk, desk.round_id) == WORK_SECRET


def test_no_text_that_bears_the_mark_of_a_state_secret_is_let_in(desk: SmallOffice) -> None:
    desk.to("draft")

    said = desk.no(desk.round_id, "revise", "staff", focus="机密★20年 某事")
    with pytest.raises(Refused, match=r"mark of secrecy: .*no classified upload"):
        desk.open("action_item", "staff", desk.round_id, group_id=desk.group, **ITEM)

    assert said[0].startswith("Focus of supervision (focus) bears a mark of secrecy: ")
    assert "某事" not in str(desk.entries(desk.round_id))
    accredited(desk)
    desk.give(desk.round_id, "revise", "staff", focus="机密★20年 某事")


def test_no_file_that_bears_the_mark_of_a_state_secret_is_let_in(
    desk: SmallOffice, tmp_path: Path
) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("机密★20年,\n材料,份数\n会议记录,2\n", encoding="utf-8")

    with pytest.raises(Refused, match="not accredited for confidential material"):
        read_cells(desk.office, sheet)

    accredited(desk)
    assert read_cells(desk.office, sheet)[2] == ["会议记录", "2"]


def test_an_export_bears_the_grade_on_its_first_line_and_on_each_printed_page(
    desk: SmallOffice, tmp_path: Path
) -> None:
    accredited(desk)
    desk.to("rectifying")
    grade(desk, desk.item(), "staff", Grade.SECRET, 10)
    sheet = Sheet("items", Text("清单", "List"), [("a", Text("甲", "A"))], [{"a": 1}])
    staff = desk.who["staff"]

    for name, place in (("round", desk.round_id), ("house", None)):
        made = export_sheet(
            desk.office, sheet, tmp_path / f"{name}.xlsx", staff, language="zh", round_id=place
        )
        page = openpyxl.load_workbook(made.path).worksheets[0]
        assert made.grade == Mark(Grade.SECRET, 10)
        assert str(page["A1"].value).startswith("秘密★10年，不得外传。导出人：staff；")
        assert page.oddHeader is not None
        assert page.oddHeader.right.text == "秘密★10年"
        assert page.oddFooter is not None
        assert page.oddFooter.left.text == page["A1"].value
    assert desk.entries(desk.round_id)[-1]["mark"] == "秘密★10年"
