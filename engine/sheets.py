"""Spreadsheets that people hand in: their cells as words, and their lines by the fields asked for.

A further format is one case in `read_cells`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

from engine.marking import refuse_file
from engine.office import Office
from kernel.errors import InvalidInput, NotFound
from kernel.words import Text
from states.inputs import Field

_LATIN_A = 65


def read_cells(office: Office, path: Path) -> list[list[str]]:
    """Return the cells of the first sheet of a file, row by row.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it is neither xlsx nor csv, or cannot be read.
        Refused: it bears the mark of a state secret that this host may not hold (§7 row 1).
    """
    if not path.is_file():
        raise NotFound(Text(f"没有文件 {path}。", f"There is no file {path}."))
    match path.suffix.lower():
        case ".xlsx" | ".xlsm":
            cells = _workbook(path)
        case ".csv":
            cells = _csv(path)
        case other:
            raise InvalidInput(
                Text(
                    f"不认识的文件类型“{other}”，应为 .xlsx 或 .csv。",
                    f'Files of type "{other}" are not read: give .xlsx or .csv.',
                )
            )
    refuse_file(office, cells)
    return cells


def read_table(office: Office, path: Path, columns: tuple[Field, ...]) -> list[dict[str, object]]:
    """Return the filled-in lines of a sheet by the names of the fields that its header names.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it cannot be read, or its header is wrong; every mistake at once.
        Refused: this host may not hold it.
    """
    return [line for _, line in read_lines(office, path, columns)]


def read_lines(
    office: Office, path: Path, columns: tuple[Field, ...]
) -> list[tuple[int, dict[str, object]]]:
    """Return the filled-in lines of a sheet, each with the number of its row there.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it cannot be read, or its header is wrong; every mistake at once.
        Refused: this host may not hold it.
    """
    cells = read_cells(office, path)
    known = {words: one.name for one in reversed(columns) for words in (*one.label, one.name)}
    header = cells[0] if cells else []
    zh = "、".join(one.label.zh for one in columns)
    en = ", ".join(one.label.en for one in columns)
    wrong = [
        Text(
            f"第 1 行 {letter_of(at)} 列：不认识表头“{cell}”；可用的是：{zh}。",
            f'Row 1, column {letter_of(at)}: unknown header "{cell}"; known: {en}.',
        )
        for at, cell in enumerate(header)
        if cell and cell not in known
    ]
    if not any(header):
        wrong = [Text(f"第一行应为表头：{zh}。", f"The first row should be the header: {en}.")]
    if wrong:
        raise InvalidInput(*wrong)
    places = {at: known[cell] for at, cell in enumerate(header) if cell}
    lines = ({name: row[at] for at, name in places.items() if at < len(row)} for row in cells[1:])
    return [(row, dict(line)) for row, line in enumerate(lines, start=2) if any(line.values())]


def letter_of(index: int) -> str:
    """Return the letter of a column, counted from 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(_LATIN_A + rest) + letters
    return letters


def _workbook(path: Path) -> list[list[str]]:
    import openpyxl  # noqa: PLC0415 - only where a sheet is read or written

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise InvalidInput(
            Text(
                f"{path.name} 不是可以读取的 Excel 工作簿；请另存为 .xlsx 后重试。",
                f"{path.name} is no workbook that can be read: save it again as .xlsx.",
            )
        ) from error
    try:
        sheet = book.worksheets[0]
        return [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    finally:
        book.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _csv(path: Path) -> list[list[str]]:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise InvalidInput(
            Text(
                f"{path.name} 的编码无法识别；请另存为 UTF-8 编码的 CSV。",
                f"The encoding of {path.name} is not known: save it again as CSV in UTF-8.",
            )
        )
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise InvalidInput(
            Text(
                f"{path.name} 不是正确的 CSV：请检查引号是否成对。",
                f"{path.name} is no proper CSV: check that quotes come in pairs.",
            )
        ) from error
    return [[cell.strip() for cell in row] for row in rows]
