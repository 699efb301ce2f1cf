"""The sheet of people: its columns, the empty form, and what stands in a filled-in one.

One sheet, one line for each post of a person, headers in Chinese or English. A new column is one
line in `COLUMNS` and its use in `engine/people_import.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.office import Office
from engine.people_mistakes import CellMistake
from engine.sheets import letter_of, read_cells
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.posts import GROUP_POSTS, Post
from rules.routing import BodyKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet."""

    name: str
    label: Text
    longest: int
    hint: Text
    needed: bool = False
    """Whether the sheet must have it."""
    filled: bool = False
    """Whether every line must fill it in."""


_FOR_THE_POOL = Text("入库人员填写", "for people of the pool")
PROFILE_COLUMNS = tuple(
    Column(name, Text(zh, en), longest, _FOR_THE_POOL)
    for name, zh, en, longest in (
        ("pool", "人才库类别", "pool", 20), ("rank", "级别", "rank", 40),
        ("origin", "来源", "origin", 60), ("skills", "能力", "skills", 200),
        ("education", "学历", "education", 20), ("birth_year", "出生年份", "year of birth", 4),
        ("newly_promoted", "新提拔", "newly promoted", 8),
        ("to_be_promoted", "拟提拔", "to be promoted", 8),
        ("rounds_before", "以往轮次", "earlier rounds", 2),
    )
)  # fmt: skip
"""What the talent pool is told of a person; empty for everybody else."""
COLUMNS = (
    Column(
        "code", Text("代码", "code"), 64,
        Text("必填；一人一个，不重复", "required; one for each person"), needed=True, filled=True,
    ),
    Column(
        "name", Text("姓名", "name"), 100, Text("必填", "required"), needed=True, filled=True
    ),
    Column(
        "organisation", Text("单位", "organisation"), 200,
        Text("所在单位", "where the person works"),
    ),
    Column(
        "post", Text("职务", "post"), 64,
        Text("下表的代码或名称；一人多职写多行；巡察组成员留空",
             "code or name from below; one line for each; empty for members of a group"),
        needed=True,
    ),
    Column(
        "scope", Text("范围", "scope"), 64,
        Text("被巡察单位或承办单位的代码；全办岗位留空", "code of the unit or body; else empty"),
    ),
    Column(
        "scope_name", Text("范围名称", "scope name"), 200,
        Text("代码还没有登记时填写，一并登记；同一代码填一行即可",
             "for a code that is not registered yet; on one of its lines"),
    ),
    Column(
        "scope_type", Text("范围类别", "scope type"), 32,
        Text("同上：单位类别，或下表承办单位类别的代码或名称",
             "likewise: type of unit, or code or name of a kind of body from below"),
    ),
    Column(
        "channels", Text("渠道", "channels"), 4000,
        Text("通知渠道地址，用空格或分号隔开", "addresses of channels, by spaces or semicolons"),
    ),
    Column(
        "language", Text("语言", "language"), 8,
        Text("zh 或 en；留空为 zh", "zh or en; empty is zh"),
    ),
    *PROFILE_COLUMNS,
)  # fmt: skip
"""Every column, in the order of the form."""

_TITLE = "人员 people"
_NOTES = "说明 notes"


@dataclass(frozen=True, slots=True)
class Line:
    """One filled-in line."""

    row: int
    """The number of the row as the spreadsheet shows it."""
    values: dict[str, str]
    letters: dict[str, str]
    """Name of a column → its letter."""

    def mistake(self, column: str, zh: str, en: str) -> CellMistake:
        """Return a mistake in one cell, with the place where it is."""
        index, label = next((at, one.label) for at, one in enumerate(COLUMNS) if one.name == column)
        letter = self.letters.get(column, "–")
        words = Text(
            f"第 {self.row} 行“{label.zh}”（{letter} 列）：{zh}",
            f'Row {self.row}, "{label.en}" (column {letter}): {en}',
        )
        return CellMistake.at(self.row, index, words)


def read_sheet(office: Office, path: Path) -> list[Line]:
    """Return the filled-in lines of the sheet at `path`; empty ones are left out.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it is neither xlsx nor csv, or its header is wrong; every mistake at once.
        Refused: this host may not hold it.
    """
    rows = read_cells(office, path)
    if not rows or not any(rows[0]):
        raise InvalidInput(
            Text(
                "文件第一行应为表头。空表可用 people template 生成。",
                "The first row should be the header. people template writes an empty form.",
            )
        )
    places = _header(rows[0])
    letters = {name: letter_of(index) for name, index in places.items()}
    lines = []
    for number, row in enumerate(rows[1:], start=2):
        values = {name: row[index] if index < len(row) else "" for name, index in places.items()}
        if any(values.values()):
            lines.append(Line(number, values, letters))
    return lines


def _header(cells: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    mistakes: list[Text] = []
    for index, cell in enumerate(cells):
        if not cell:
            continue
        column = next((one for one in COLUMNS if cell.lower() in _names(one)), None)
        if column is None:
            known = "、".join(one.label.zh for one in COLUMNS)
            english = ", ".join(one.label.en for one in COLUMNS)
            mistakes.append(
                Text(
                    f"第 1 行 {letter_of(index)} 列：不认识表头“{cell}”；可用的是：{known}。",
                    f'Row 1, column {letter_of(index)}: unknown header "{cell}"; known: {english}.',
                )
            )
        elif column.name in places:
            mistakes.append(
                Text(
                    f"第 1 行 {letter_of(index)} 列：表头“{cell}”重复。",
                    f'Row 1, column {letter_of(index)}: the header "{cell}" is there twice.',
                )
            )
        else:
            places[column.name] = index
    mistakes += [
        Text(
            f"第 1 行：缺少“{one.label.zh}”列。", f'Row 1: the column "{one.label.en}" is missing.'
        )
        for one in COLUMNS
        if one.needed and one.name not in places
    ]
    if mistakes:
        raise InvalidInput(*mistakes)
    return places


def _names(column: Column) -> tuple[str, ...]:
    zh, en = column.label
    return (zh, en, f"{zh} {en}", f"{zh}{en}", f"{zh}/{en}")


def write_template(path: Path) -> None:
    """Write an empty form to `path`, with a second sheet that explains the columns.

    Raises:
        InvalidInput: there is such a file already, or the name does not end in .xlsx.
    """
    import openpyxl  # noqa: PLC0415

    if path.suffix.lower() != ".xlsx" or path.exists():
        raise InvalidInput(
            Text(
                f"{path} 已存在，或文件名不以 .xlsx 结尾；请换一个文件名。",
                f"{path} exists already or does not end in .xlsx: give another name.",
            )
        )
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = _TITLE
    sheet.append([f"{one.label.zh} {one.label.en}" for one in COLUMNS])
    sheet.freeze_panes = "A2"
    notes = book.create_sheet(_NOTES)
    for line in _notes():
        notes.append(line)
    for page, widths in ((sheet, (14, 14, 26, 18, 14, 26, 18, 50, 14)), (notes, (30, 40, 60))):
        for index, width in enumerate(widths):
            page.column_dimensions[letter_of(index)].width = width
    book.save(path)


def _notes() -> Iterable[list[str]]:
    yield ["列 column", "说明", "what it is"]
    for column in COLUMNS:
        yield [f"{column.label.zh} {column.label.en}", *column.hint]
    yield []
    yield ["职务 post", "名称", "name"]
    for post in Post:
        if post is not Post.CLOCK and post not in GROUP_POSTS:
            yield [post.value, *post.label]
    yield []
    yield ["承办单位类别 kind of body", "名称", "name"]
    for kind in BodyKind:
        yield [kind.value, *kind.label]
