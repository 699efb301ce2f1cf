"""The ledgers of a small office: what each person reads in them, and what leaves as a sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.exporting import Sheet, export_sheet
from engine.ledger.asking import read_ask, words_of
from engine.ledger.catalogue import LEDGERS, ledger_named
from engine.ledger.exporting import columns_shown, export_ledger
from engine.ledger.panels import Reader, panels_of
from engine.ledger.reading import kinds_counted, rounds_for
from engine.ledger.telling import LedgerTeller
from engine.queries import list_cases, show_case
from engine.wording import Teller
from kernel.errors import InvalidInput, NotFound
from kernel.ids import case_number
from rules.grades import Grade, Mark
from tests.support.ledgers import asked, page_of, told
from tests.support.office import SmallOffice

RECTIFICATION = ("problems", "tasks", "responsibility", "accounts")


def export(desk: SmallOffice, path: Path, name: str, who: str = "staff", **words: str) -> Any:
    """Export a ledger and return the rows of the sheet."""
    export_ledger(
        desk.office, ledger_named(name), asked(desk, name, **words), path, desk.who[who],
        language="zh",
    )  # fmt: skip
    return openpyxl.load_workbook(path).worksheets[0]


def busy(desk: SmallOffice) -> None:
    """Have the office work on clues, items and requests for more time."""
    desk.to("on_site")
    desk.clue(to="handed_over")
    desk.to("rectifying", after="on_site")
    desk.clue()
    desk.item(to="written_off")
    item = desk.item(to="in_progress")
    desk.open(
        "extension", "head", item, deadline="rectification_report", requested_on="2022-12-01",
        why="设备未到", progress="过半",
    )  # fmt: skip


def test_everybody_reads_the_rows_that_lists_show_them_and_the_details_that_cases_show(
    desk: SmallOffice,
) -> None:
    busy(desk)
    shown = 0

    for who in desk.who:
        for name in (one.name for one in LEDGERS.values() if not one.signed):
            ledger = ledger_named(name)
            lines = list_cases(desk.office, desk.who[who], kind=ledger.kind)
            rows = page_of(desk, name, who).rows
            assert [one.case_id for one in rows] == [one.case_id for one in lines], (who, name)
            for row, line in zip(rows, lines, strict=True):
                case = show_case(desk.office, line.case_id, desk.who[who]).row
                assert row.values["state"] == line.state
                assert row.values.get("due_on", line.due_on) == line.due_on
                for column in ledger.columns:
                    if column.source == "detail":
                        assert row.values[column.name] == case.get(column.key)
                shown += 1
    assert shown > 50


def test_the_three_lists_come_from_the_same_items(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item(to="in_progress")
    desk.item()

    numbers = [[row["number"] for row in told(desk, name, "staff")] for name in RECTIFICATION]

    assert len(set(map(tuple, numbers))) == 1
    assert [row["measures"] for row in told(desk, "tasks", "staff")] == ["措施", None]
    [first, _] = told(desk, "responsibility", "staff")
    assert (first["head"], first["liaison"], first["supervisor_id"], first["leader_post"]) == (
        "head", "liaison", "supervisor", "副局长",
    )  # fmt: skip


def test_the_five_accounts_are_dated_by_their_events(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    desk.give(item, "transfer", "head", leader_post="总工程师", reason="分工调整")
    desk.on(date(2022, 2, 10))
    desk.item(to="written_off")

    first, second = told(desk, "accounts", "staff")

    assert (first["transferred"], first["reported"]) == (date(2022, 1, 27), None)
    assert {second[name] for name in ("reported", "handed_in", "checked", "written_off")} == {
        date(2022, 2, 10)
    }


def test_a_unit_sees_its_own_items_and_nobody_else_sees_any(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item()

    assert len(told(desk, "problems", "head")) == 1
    assert told(desk, "responsibility", "head")[0]["supervisor_id"] is None
    assert told(desk, "problems", "contact") == told(desk, "problems", "stranger") == []
    assert kinds_counted(desk.office, desk.who["stranger"]) == {}
    assert rounds_for(desk.office, desk.who["head"]) == {}


def test_the_filter_offers_only_places_of_rows_that_are_seen(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item()

    seen, hidden = page_of(desk, "problems", "head"), page_of(desk, "problems", "contact")

    assert (sorted(seen.unit_ids), sorted(hidden.unit_ids)) == ([desk.unit], [])
    assert (seen.total, hidden.total) == (1, 0)
    assert seen.mark == Mark(Grade.INTERNAL)


def test_every_mistake_of_an_address_is_told_at_once(desk: SmallOffice) -> None:
    words = {
        "round": "ZZZZZZ", "unit": "99", "group": "x", "due": "soon", "state": "nowhere",
        "sort": "problem", "by": "weight", "page": "0",
    }  # fmt: skip

    with pytest.raises(InvalidInput) as caught:
        read_ask(LEDGERS["problems"], words, desk.office.known_directory())

    assert len(caught.value.reasons) == len(words)


def test_an_address_is_made_again_from_what_it_asks(desk: SmallOffice) -> None:
    desk.to("rectifying")
    words = {
        "round": case_number(desk.round_id), "unit": str(desk.unit), "due": "month",
        "state": "issued", "q": "7F", "sort": "-due_on", "by": "unit", "page": "2",
    }  # fmt: skip

    ask = read_ask(LEDGERS["problems"], words, desk.office.known_directory())

    assert words_of(ask, LEDGERS["problems"]) == words


def test_an_export_is_what_is_shown_and_it_is_marked_and_counted(
    desk: SmallOffice, tmp_path: Path
) -> None:
    busy(desk)
    words = {"round": case_number(desk.round_id), "sort": "-due_on", "by": "state"}

    for nth in (1, 2):
        page = export(desk, tmp_path / f"{nth}.xlsx", "problems", **words)

    mark, header, *rows = ([cell.value for cell in row] for row in page.rows)
    assert "导出人：staff" in mark[0]
    assert "共 2 条；第 2 次导出" in mark[0]
    assert "轮次：第二轮；分组：状态；排序：最近期限（降序）" in mark[0]
    columns = columns_shown(LEDGERS["problems"], asked(desk, "problems", **words))
    assert header == [column.label.zh for column in columns]
    assert header[0] == "状态"
    expected = [
        [row[column.name] for column in columns] for row in told(desk, "problems", "staff", **words)
    ]
    assert [
        [getattr(one, "date", lambda one=one: one)() for one in row] for row in rows
    ] == expected
    assert page.print_title_rows == "$1:$2"
    entry = desk.entries(desk.round_id)[-1]
    assert (entry["what"], entry["list"], entry["rows"], entry["nth"]) == (
        "export", "problems", 2, 2,
    )  # fmt: skip


def test_an_export_holds_no_more_than_its_reader_sees(desk: SmallOffice, tmp_path: Path) -> None:
    busy(desk)

    page = export(desk, tmp_path / "theirs.xlsx", "clues", "contact")

    header = [cell.value for cell in page[2]]
    [row] = [[cell.value for cell in row] for row in list(page.rows)[2:]]
    assert dict(zip(header, row, strict=True))["承办单位"] == "纪检监察机关"
    assert "线索摘要" not in str(row)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", " =", "＝", "\x01="])
def test_no_cell_of_an_export_is_a_formula(desk: SmallOffice, tmp_path: Path, begins: str) -> None:
    columns = [("words", LEDGERS["problems"].label)]
    sheet = Sheet("problems", LEDGERS["problems"].label, columns, [{"words": f"{begins}1+1"}])
    export_sheet(desk.office, sheet, tmp_path / "f.xlsx", desk.who["staff"], language="zh")

    [cell] = openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[0][3]

    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_nothing_is_exported_onto_a_file_that_exists_or_for_a_stranger(
    desk: SmallOffice, tmp_path: Path
) -> None:
    desk.to("rectifying")
    (tmp_path / "there.xlsx").touch()

    with pytest.raises(InvalidInput, match="exists"):
        export(desk, tmp_path / "there.xlsx", "problems")
    with pytest.raises(NotFound):
        export(
            desk, tmp_path / "new.xlsx", "problems", "stranger", round=case_number(desk.round_id)
        )
    assert not (tmp_path / "new.xlsx").exists()


def panel(desk: SmallOffice, name: str, who: str, **words: str) -> dict[str, Any]:
    """Return the panels of a ledger by their labels."""
    teller = LedgerTeller(Teller(desk.office.policy, desk.office.known_directory(), "zh"))
    reader = Reader(desk.office, LEDGERS[name], asked(desk, name, **words), teller, desk.who[who])
    return {one.label.zh: one for one in panels_of(reader)}


def test_the_figures_above_a_ledger_count_what_the_reader_sees(desk: SmallOffice) -> None:
    busy(desk)
    here = case_number(desk.round_id)

    balance = panel(desk, "clues", "staff", round=here)["线索平衡"]
    extensions = panel(desk, "extensions", "head")

    assert [(row[0], row[1], row[-1]) for row in balance.rows] == [
        ("第一组", 2, 1), ("全轮", 2, 1),
    ]  # fmt: skip
    assert balance.wrong == (0, 1)
    assert extensions["延期统计·状态"].rows == (("已申请", 1),)
    assert panel(desk, "extensions", "contact") == panel(desk, "clues", "head", round=here) == {}


def test_the_comparisons_of_ledgers_tell_how_many_differences_there_are(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.clue(to="handed_over")
    run = desk.open("reconciliation", "staff", body_id=desk.body)
    desk.give(run, "enter_ledger", "contact", ledger=[{"number": "ZZZZZZ"}])

    [row] = panel(desk, "clues", "contact")["台账对账"].rows

    assert (row[0], row[1], row[-1]) == (case_number(run), "纪检监察机关", 2)
    assert panel(desk, "clues", "leader") == {}
