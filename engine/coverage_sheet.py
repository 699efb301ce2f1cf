"""Writes the coverage ledger of a term into a spreadsheet: by type, down the tree, plan and fact.

A further page is one more call of `_page`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kernel.errors import InvalidInput
from kernel.words import Language, Text

if TYPE_CHECKING:
    from openpyxl import Workbook

    from engine.term_coverage import Coverage
    from rules.covering import Tally

_COLUMNS = (
    Text("应巡", "universe"), Text("已巡", "done"), Text("在巡", "on site"),
    Text("已安排", "planned"), Text("未安排", "left"), Text("完成率%", "done %"),
    Text("其中延伸", "extended"), Text("两次以上", "twice"),
)  # fmt: skip

_YEARS = (Text("年度", "year"), Text("类别", "type"), Text("计划", "plan"), Text("实际", "fact"))


def write_coverage(path: Path, seen: Coverage, language: Language) -> None:
    """Write the ledger to a new file.

    Raises:
        InvalidInput: there is such a file already, or its name does not end in .xlsx.
    """
    import openpyxl  # noqa: PLC0415 - only where a sheet is written

    if path.suffix.lower() != ".xlsx" or path.exists():
        raise InvalidInput(
            Text(
                f"{path} 已存在，或文件名不以 .xlsx 结尾；请换一个文件名。",
                f"{path} exists already or does not end in .xlsx: give another name.",
            )
        )
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    head = [one.say(language) for one in _COLUMNS]
    kind, unit = Text("类别", "type").say(language), Text("单位", "unit").say(language)
    types = [(name, *_numbers(one)) for name, one in seen.types.items()]
    total = (Text("合计", "total").say(language), *_numbers(seen.total))
    _page(workbook, kind, (kind, *head), [*types, total])
    branches = [("　" * one.branch.depth + one.name, *_numbers(one.branch.tally))
                for one in seen.tree]  # fmt: skip
    _page(workbook, unit, (unit, *head), branches)
    years = [(one.year, one.unit_type, one.planned, one.reached) for one in seen.years]
    columns = [one.say(language) for one in _YEARS]
    _page(workbook, Text("计划与实际", "plan and fact").say(language), columns, years)
    notes = [(one.say(language),) for one in seen.definitions.values()]
    _page(workbook, Text("说明", "notes").say(language), (seen.name,), notes)
    workbook.save(path)


def _numbers(one: Tally) -> tuple[object, ...]:
    return (
        one.universe, one.done, one.on_site, one.planned, one.left, one.share, one.extended,
        one.twice,
    )  # fmt: skip


def _page(
    workbook: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    page = workbook.create_sheet(title)
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    page.freeze_panes = "A2"
