"""The ledger of rectification: three lists and five accounts from one table, and its exports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from engine.exporting import Sheet, export_sheet
from engine.rectification_figures import rectification_figures
from engine.rectification_lists import LISTS, items_of, list_named, rows_of
from kernel.errors import InvalidInput, NotFound
from tests.support.office import SmallOffice


def lines(desk: SmallOffice, name: str, who: str = "staff") -> list[dict[str, object]]:
    """Return a list as somebody reads it."""
    found = items_of(desk.office, desk.who[who], desk.round_id)
    return [{k: str(v) for k, v in row.items()} for row in rows_of(LISTS[name], found)]


def test_the_three_lists_come_from_the_same_items(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item(to="in_progress")
    desk.item()

    numbers = [[row["number"] for row in lines(desk, name)] for name in LISTS]

    assert len(set(map(tuple, numbers))) == 1
    assert [row["measures"] for row in lines(desk, "tasks")] == ["措施", "None"]
    [first, _] = lines(desk, "responsibility")
    assert (first["head"], first["liaison"], first["supervisor"], first["leader_post"]) == (
        "head", "liaison", "supervisor", "副局长",
    )  # fmt: skip


def test_the_five_accounts_are_dated_by_their_events(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    desk.give(item, "transfer", "head", leader_post="总工程师", reason="分工调整")
    desk.on(date(2022, 2, 10))
    desk.item(to="written_off")

    first, second = lines(desk, "accounts")

    assert (first["transferred"], first["reported"]) == ("2022-01-27", "None")
    assert {second[name] for name in ("reported", "handed_in", "checked", "written_off")} == {
        "2022-02-10"
    }


def test_a_unit_sees_its_own_items_and_nobody_else_sees_any(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item()

    assert len(lines(desk, "problems", "head")) == 1
    assert lines(desk, "responsibility", "head")[0]["supervisor"] == ""
    assert lines(desk, "problems", "contact") == lines(desk, "problems", "stranger") == []


def test_an_export_is_marked_and_counted(desk: SmallOffice, tmp_path: Path) -> None:
    desk.to("rectifying")
    desk.item()
    wanted = list_named("整改清单")
    rows = rows_of(wanted, items_of(desk.office, desk.who["staff"], desk.round_id))
    sheet = Sheet("problems", wanted.label, [(c.name, c.label) for c in wanted.columns], rows)

    for nth in (1, 2):
        made = export_sheet(
            desk.office, sheet, tmp_path / f"{nth}.xlsx", desk.who["staff"], language="zh",
            round_id=desk.round_id,
        )  # fmt: skip
        assert (made.number, made.rows) == (nth, 1)

    page = openpyxl.load_workbook(tmp_path / "2.xlsx").worksheets[0]
    assert "导出人：staff；时间：2022-01-27 10:00；共 1 条；第 2 次导出" in str(page["A1"].value)
    assert [cell.value for cell in page[3]][2] == "问题一"
    entry = desk.entries(desk.round_id)[-1]
    assert (entry["what"], entry["list"], entry["rows"], entry["nth"]) == (
        "export", "problems", 1, 2,
    )  # fmt: skip


def test_nothing_is_exported_onto_a_file_that_exists_or_for_a_stranger(
    desk: SmallOffice, tmp_path: Path
) -> None:
    desk.to("rectifying")
    sheet = Sheet("problems", LISTS["problems"].label, [], [])
    (tmp_path / "there.xlsx").touch()

    with pytest.raises(InvalidInput, match="exists"):
        export_sheet(
            desk.office, sheet, tmp_path / "there.xlsx", desk.who["staff"], language="zh",
            round_id=desk.round_id,
        )  # fmt: skip
    with pytest.raises(NotFound):
        export_sheet(
            desk.office, sheet, tmp_path / "new.xlsx", desk.who["stranger"], language="zh",
            round_id=desk.round_id,
        )  # fmt: skip
    assert not (tmp_path / "new.xlsx").exists()


def test_the_figures_keep_each_outcome_apart_and_weigh_items(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item(to="written_off")
    desk.open("rectification", "staff", desk.assignment, problem="重大问题", weight=3)
    long_term = desk.item(to="in_progress")
    desk.give(long_term, "mark_long_term", "staff", reason="须长期坚持")
    carried = desk.item(to="in_progress")
    desk.give(carried, "carry_over", "director", reason="资金未到位")

    with desk.office.database.reading() as tx:
        figures = rectification_figures(tx, desk.round_id)

    assert {name: figures[name] for name in ("total", "done", "basically_done", "extended")} == {
        "total": 4, "done": 1, "basically_done": 1, "extended": 0,
    }  # fmt: skip
    assert (figures["not_done"], figures["carried"]) == (2, 1)
    assert (figures["rate"], figures["weighted_rate"]) == (25.0, 16.67)
