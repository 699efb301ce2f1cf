"""Books: what is recorded line by line stays with its entry and is read by who may."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from engine.audit import verify
from engine.books import read_book
from engine.sheets import read_table
from kernel.errors import InvalidInput, NotFound
from states.inputs import day, number, read_inputs, rows, text
from tests.support.office import SmallOffice

DAY = date(2022, 3, 1)
COLUMNS = (text("what", "名称", "What"), number("copies", "份数", "Copies", required=False))
ITEMS = rows("items", "清单", "List", COLUMNS)


def item(desk: SmallOffice) -> int:
    """Return an action item of the dispatch meeting."""
    desk.to("fieldwork")
    return desk.open(
        "action_item", "chief", desk.round_id, group_id=desk.group, comment="task", task="补谈",
        due_on="2021-12-10",
    )  # fmt: skip


def test_each_report_is_a_line_with_who_and_when(desk: SmallOffice) -> None:
    case = item(desk)

    desk.give(case, "report_progress", "leader", done_so_far="谈了三人")
    desk.give(case, "report_progress", "leader", done_so_far="谈了七人")

    book = read_book(desk.office, case, "进展登记簿", desk.who["director"])
    assert [line.values for line in book.lines] == [
        {"done_so_far": "谈了三人"}, {"done_so_far": "谈了七人"},
    ]  # fmt: skip
    assert {line.person_id for line in book.lines} == {desk.who["leader"]}
    assert book.lines[0].at == desk.office.now()


def test_a_book_is_hidden_from_who_does_not_see_the_case(desk: SmallOffice) -> None:
    case = item(desk)

    with pytest.raises(NotFound):
        read_book(desk.office, case, "progress", desk.who["liaison"])
    with pytest.raises(NotFound, match=r'no book "gifts"; there are: progress Record of progress'):
        read_book(desk.office, case, "gifts", desk.who["director"])


def test_the_audit_finds_a_line_that_was_changed_behind_its_back(desk: SmallOffice) -> None:
    case = item(desk)
    desk.give(case, "report_progress", "leader", done_so_far="谈了三人")
    assert verify(desk.office.database).faults == ()

    with desk.office.database.writing() as tx:
        tx.write("UPDATE book_lines SET body = '{}' WHERE case_id = :id", id=case)

    assert [(one.code, one.seq) for one in verify(desk.office.database).faults] == [("replay", 2)]
    with desk.office.database.writing() as tx:
        tx.write(
            "UPDATE book_lines SET body = :body WHERE case_id = :id",
            id=case, body='{"done_so_far":"谈了三人"}',
        )  # fmt: skip


def test_all_mistakes_of_all_rows_are_told_together() -> None:
    given = {"items": [{"what": "账册", "copies": "2"}, {"copies": "-1"}, {"what": "合同", "x": 1}]}

    with pytest.raises(InvalidInput) as wrong:
        read_inputs((ITEMS,), given, DAY)

    assert [reason.zh[:11] for reason in wrong.value.reasons] == [
        "“清单”第 2 行：缺",
        "“清单”第 2 行：“",
        "“清单”第 3 行：没",
    ]


@pytest.mark.parametrize("given", ["", "[]", "[1]", "oops", '{"what": "账册"}'])
def test_what_is_no_list_of_rows_is_no_value(given: str) -> None:
    with pytest.raises(InvalidInput):
        read_inputs((ITEMS, day("on", "日期", "On", required=False)), {"items": given}, DAY)


def test_rows_come_from_a_spreadsheet_by_the_labels_of_the_fields(
    desk: SmallOffice, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["名称", "copies"], ["账册", 2], [], ["合同", None]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "list.xlsx")

    table = read_table(desk.office, tmp_path / "list.xlsx", COLUMNS)

    assert read_inputs((ITEMS,), {"items": table}, DAY) == {
        "items": ({"what": "账册", "copies": 2}, {"what": "合同"})
    }


def test_an_unknown_header_is_told_with_its_place(desk: SmallOffice, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("名称,页数\n账册,3\n", encoding="gb18030")

    with pytest.raises(InvalidInput, match='unknown header "页数"; known: What, Copies'):
        read_table(desk.office, tmp_path / "list.csv", COLUMNS)
