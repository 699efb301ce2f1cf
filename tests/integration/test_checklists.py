"""A checklist is imported in versions, taken at the start, marked in bulk, and holds the group."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.checklists import NewList, all_lists, import_list, items_of, unmarked
from kernel.errors import InvalidInput, NotPermitted
from kernel.ids import case_number
from tests.support.office import SmallOffice
from tests.support.papers import gather, paper

HEADER = ["序号", "类别", "检查内容", "依据"]
SINCE = date(2021, 1, 1)


def sheet(folder: Path, rows: list[list[Any]], name: str = "list.xlsx") -> Path:
    """Write a list as an office hands it in."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in [HEADER, *rows]:
        page.append(row)
    book.save(folder / name)
    return folder / name


def demonstration(count: int) -> list[list[Any]]:
    """Return `count` made-up items; no text of a real rule."""
    return [[n, "财务", f"第 {n} 项", "《示例规定》"] for n in range(1, count + 1)]


def taken_in(desk: SmallOffice, folder: Path, count: int, **more: Any) -> None:
    wanted = NewList("负面清单", **{"effective_from": SINCE, **more})
    import_list(desk.office, wanted, sheet(folder, demonstration(count)), desk.who["staff"])


def marks(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"code": str(n), "mark": "checked", **more} for n in range(1, count + 1)]


def test_every_mistake_of_a_list_is_told_with_its_row(desk: SmallOffice, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [1, "财务", "第一项", ""],
        [1, "财务", "", ""],
        [2, "", "", ""],
        ["", "", "第四项", ""],
    ]

    with pytest.raises(InvalidInput) as caught:
        import_list(desk.office, NewList("清单", SINCE), sheet(tmp_path, rows), desk.who["staff"])

    said = caught.value.sentences("en")
    assert [one.split(":")[0] for one in said] == ["Row 3", "Row 4", "Row 5"]
    assert all_lists(desk.office, desk.who["staff"]) == []


def test_a_second_import_is_a_new_version_and_the_old_one_stays(
    desk: SmallOffice, tmp_path: Path
) -> None:
    taken_in(desk, tmp_path, 3)
    taken_in(desk, tmp_path, 5)

    found = [(one.version, one.items) for one in all_lists(desk.office, desk.who["staff"])]

    assert found == [(1, 3), (2, 5)]
    head, items = items_of(desk.office, "负面清单", desk.who["staff"], 1)
    assert (head.version, len(items)) == (1, 3)


def test_lists_are_neither_imported_nor_read_by_others(desk: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        import_list(
            desk.office, NewList("清单", SINCE), sheet(tmp_path, demonstration(1)),
            desk.who["supervisor"],
        )  # fmt: skip
    for name in ("head", "contact", "supervisor"):
        with pytest.raises(NotPermitted):
            all_lists(desk.office, desk.who[name])


def test_three_hundred_items_are_marked_at_once_and_nothing_wraps_up_before(
    desk: SmallOffice, tmp_path: Path
) -> None:
    taken_in(desk, tmp_path, 300, unit_types=("department",))
    gather(desk)
    unit = desk.assignment
    [row] = desk.rows("SELECT checklist_items FROM assignment_details")
    assert row["checklist_items"] == 300
    desk.give(unit, "mark_items", "member", marks=marks(298))
    said = desk.no(unit, "wrap_up", "leader")
    assert any("2 items are left" in one for one in said)
    assert [one["code"] for one in unmarked(desk.office, unit, desk.who["member"])] == [
        "299",
        "300",
    ]
    rest = [
        {"code": "299", "mark": "not_applicable", "reason": "无此业务"},
        {"code": "300", "mark": "problem"},
    ]
    desk.give(unit, "mark_items", "member", marks=rest)
    said = desk.no(unit, "wrap_up", "leader")
    assert any("have no paper: 300" in one for one in said)
    made = case_number(paper(desk))
    desk.give(
        unit, "mark_items", "member", marks=[{"code": "300", "mark": "problem", "paper": made}]
    )

    assert desk.give(unit, "wrap_up", "leader").state == "wrapping"


def test_marks_that_lead_nowhere_are_told_by_row(desk: SmallOffice, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, 2)
    gather(desk)
    wrong = [{"code": "9", "mark": "checked"}, {"code": "1", "mark": "problem", "paper": "无"}]

    with pytest.raises(InvalidInput) as caught:
        desk.give(desk.assignment, "mark_items", "member", marks=wrong)

    assert [one.split(":")[0] for one in caught.value.sentences("en")] == [
        "Marks, row 1", "Marks, row 2",
    ]  # fmt: skip
    said = desk.no(
        desk.assignment, "mark_items", "member", marks=[{"code": "1", "mark": "not_applicable"}]
    )
    assert said == ("Items that do not apply need a reason: 1.",)


def test_a_unit_takes_its_pack_and_what_earlier_inspections_told_it(
    desk: SmallOffice, tmp_path: Path
) -> None:
    taken_in(desk, tmp_path, 3, unit_types=("school",))
    wanted = NewList("以往整改", SINCE, (), desk.unit)
    rows = [["Z1", "整改", "上次巡察要求清退的款项", "上轮巡察反馈"]]
    import_list(desk.office, wanted, sheet(tmp_path, rows), desk.who["staff"])

    gather(desk)

    left = unmarked(desk.office, desk.assignment, desk.who["member"])
    assert [one["code"] for one in left] == ["Z1"]
