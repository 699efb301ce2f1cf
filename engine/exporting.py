"""What leaves the system: spreadsheets and sheets of paper that say who took them, each an entry.

§7 rows 1, 13: each export is an entry on the record of the case it is about (of the register for a
list of all rounds), with its number; the first line of the file and the footer of each printed page
carry the same, the header of each page its grade. What is printed counts when it is shown. The
whole record leaves through `engine/export.py`, counted the same way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from engine.commands import Outcome
from engine.marking import bundle_mark, house_mark
from engine.office import Office
from engine.register import register
from engine.transact import Attempt, transact
from engine.visible import load_visible
from engine.work import Work
from kernel.clock import OFFICE_ZONE
from kernel.errors import InvalidInput
from kernel.words import Language, Text
from rules.grades import Grade, Mark

_EARLIER = (
    'SELECT count(*) AS n FROM entries WHERE case_id = :id AND body LIKE \'%"what":"export"%\''
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""With what a cell begins that a spreadsheet takes for a formula, blanks before it left aside."""
_NO_CELL = re.compile(r"[\x00-\x08\x0b-\x1f]")
"""Characters that no cell may hold."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be exported."""

    name: str
    title: Text
    columns: Sequence[tuple[str, Text]]
    rows: Sequence[Mapping[str, object]]
    asked: str = ""
    """By what the rows were picked out and sorted; the file says it in its first line."""


@dataclass(frozen=True, slots=True)
class Export:
    """What was exported."""

    path: Path
    rows: int
    number: int
    """The how-manieth export on that record it is."""
    mark: Text
    """The line that the file carries."""
    grade: Mark


def export_sheet(
    office: Office, sheet: Sheet, path: Path, person_id: int, *, language: Language,
    acting_for: int | None = None, round_id: int | None = None,
) -> Export:  # fmt: skip
    """Write a list to a new spreadsheet; the entry is made before the file appears.

    Args:
        office: The office.
        sheet: What to write: only what the person may read.
        path: The new file.
        person_id: Who exports.
        language: In which language the file speaks.
        acting_for: The person stood in for, if any.
        round_id: The round on whose record it is counted; the register when None.

    Raises:
        InvalidInput: the file exists, or its folder does not.
        NotFound: there is no such round for this person.
    """
    new_file(path)
    number, grade = _count(
        office, sheet.name, len(sheet.rows), person_id, acting_for, round_id, printed=None
    )
    with office.database.reading() as tx:
        name = office.directory(tx).people[person_id].name
    mark = export_mark(grade, name, office.now(), len(sheet.rows), number)
    _write(sheet, path, mark, grade, language)
    return Export(path, len(sheet.rows), number, mark, grade)


def count_print(
    office: Office, sheet: str, rows: int, person_id: int, *, acting_for: int | None = None,
    case_id: int | None = None,
) -> int:  # fmt: skip
    """Count a sheet that is shown to be printed, and return the how-manieth export it is.

    Args:
        office: The office.
        sheet: What is printed: the name of a ledger, or `case` or `handover`.
        rows: How many lines it has.
        person_id: Who prints.
        acting_for: The person stood in for, if any.
        case_id: The case on whose record it is counted; the register when None.

    Raises:
        NotFound: there is no such case for this person.
    """
    return _count(office, sheet, rows, person_id, acting_for, case_id, printed=True)[0]


def _count(
    office: Office, name: str, rows: int, person_id: int, acting_for: int | None,
    case_id: int | None, *, printed: bool | None,
) -> tuple[int, Mark]:  # fmt: skip
    """Make the entry of an export; return its number and the grade of what it is taken from."""
    told: list[tuple[int, Mark]] = []

    def run(work: Work) -> Outcome:
        if case_id is None:
            case = register(work)
            actor = work.directory.actor(person_id, acting_for, case.scope, work.today)
        else:
            case, actor, _ = load_visible(work, case_id, person_id, acting_for)
        number = earlier_exports(work, case.id) + 1
        made = house_mark(work.tx) if case_id is None else bundle_mark(work.tx, case_id)
        told.append((number, made))
        work.entry(
            case, "export", actor, list=name, rows=rows, nth=number, mark=made.label.zh,
            printed=printed,
        )  # fmt: skip
        return Outcome(case.id, case.row["state"], case.row["revision"], tuple(work.told))

    transact(office, run, Attempt(case_id or 0, "export", person_id, acting_for))
    return told[-1]


def new_file(path: Path) -> None:
    """Check that an export can appear under a name.

    Raises:
        InvalidInput: the file exists, or its folder does not.
    """
    if path.exists() or not path.absolute().parent.is_dir():
        raise InvalidInput(
            Text(
                f"{path} 已存在，或目录不存在；请另给一个新文件名。",
                f"{path} exists already, or its folder does not: give the name of a new file.",
            )
        )


def earlier_exports(work: Work, case_id: int) -> int:
    """Return how many exports the record of a case tells of."""
    return int((work.tx.row(_EARLIER, id=case_id) or {"n": 0})["n"])


def export_mark(grade: Mark, name: str, now: datetime, rows: int, number: int) -> Text:
    """Return what an export says of itself: grade, who, when, how much, which copy.

    Args:
        grade: The highest grade of what is in it.
        name: Who exports.
        now: When.
        rows: How many lines it has.
        number: The how-manieth export on that record it is.
    """
    at = now.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")
    kept = grade.grade is not Grade.PUBLIC
    return Text(
        f"{grade.label.zh}{'，不得外传' if kept else ''}。"
        f"导出人：{name}；时间：{at}；共 {rows} 条；第 {number} 次导出。",
        f"{grade.label.en}{': not to be passed on' if kept else ''}. "
        f"Exported by {name} at {at}: {rows} rows, export no. {number}.",
    )


def _write(sheet: Sheet, path: Path, mark: Text, grade: Mark, language: Language) -> None:
    import openpyxl  # noqa: PLC0415 - only where a sheet is written
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet.title.say(language)
    page.append([f"{mark.say(language)}  {sheet.asked}".rstrip()])
    page.append([label.say(language) for _, label in sheet.columns])
    for row in sheet.rows:
        page.append([_plain(row[name], language) for name, _ in sheet.columns])
    page["A1"].font = Font(italic=True, color="808080")
    for cell in page[2]:
        cell.font = Font(bold=True)
    page.freeze_panes = "A3"
    page.print_title_rows = "1:2"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    header, footer = page.oddHeader, page.oddFooter
    assert header is not None  # noqa: S101 - a new sheet has both
    assert footer is not None  # noqa: S101
    header.right.text = grade.label.say(language)
    footer.left.text = mark.say(language).replace("&", "&&")  # & begins a code there
    footer.right.text = "&P / &N"
    growing = path.with_name(f"{path.name}.part")
    growing.touch(mode=0o600)
    book.save(growing)
    growing.replace(path)


def _plain(value: Any, language: Language) -> str | int | date | None:
    """Return what a cell holds; what begins like a formula stays the words that were written."""
    if isinstance(value, bool | None) or not isinstance(value, str | Text):
        return value if isinstance(value, int | date) or value is None else str(value)
    words = value.say(language) if isinstance(value, Text) else value
    words = _NO_CELL.sub(" ", words)
    return f"'{words}" if words.lstrip().startswith(_FORMULA) else words
