"""`xuncheng checklist`: versions of what a group checks one by one, and what is left to check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import Number, day
from kernel.errors import NotFound
from kernel.plain import plain
from kernel.words import Text

app = group("检查清单（负面清单、以往整改）", "checklists")

_File = Annotated[Path, typer.Argument(metavar="FILE", help="清单 .xlsx 或 .csv · the list")]
_Name = Annotated[str, typer.Argument(metavar="NAME", help="清单名称 · its name")]
_Version = Annotated[int | None, typer.Option("--version", help="版次 · version; default newest")]
_Types = Annotated[
    list[str] | None,
    typer.Option("--for-type", metavar="TYPE", help="适用单位类别，可重复 · kinds of units"),
]
_Unit = Annotated[
    str, typer.Option("--unit", metavar="CODE", help="只用于一个单位（以往整改） · one unit only")
]
_From = Annotated[str, typer.Option("--from", metavar="DATE", help="起用日期 · holds from")]


@command(app, "import", "导入一份清单的新版", "take in a new version of a list", acts=True)
def take_in(
    desk: Desk, file: _File, name: _Name, types: _Types = None, unit: _Unit = "", from_: _From = ""
) -> None:
    """Take in a list; nothing of it when one row is wrong."""
    from engine.checklists import NewList, import_list  # noqa: PLC0415 - start-up stays fast

    unit_id = _unit_id(desk, unit) if unit else None
    begins = day(from_, "起用日期", "--from") if from_ else desk.today
    wanted = NewList(name, begins, tuple(types or ()), unit_id)
    version, items = import_list(desk.office, wanted, file, desk.person_id, desk.acting_for)
    told = desk.word(
        f"已导入“{name}”第 {version} 版，共 {items} 项。",
        f'Imported "{name}", version {version}, {items} items.',
    )
    desk.show({"name": name, "version": version, "items": items}, lambda: [output.words(told)])


def _unit_id(desk: Desk, code: str) -> int:
    """Return the id of a unit.

    Raises:
        NotFound: no unit has that code.
    """
    units = desk.office.known_directory().units.values()
    found = next((one.id for one in units if one.code == code), None)
    if found is None:
        raise NotFound(Text(f"没有代码为“{code}”的单位。", f'No unit has the code "{code}".'))
    return found


@command(app, "list", "全部清单及版次", "every list with its versions", acts=True)
def list_(desk: Desk) -> None:
    """List every version of every list."""
    from engine.checklists import all_lists  # noqa: PLC0415

    found = all_lists(desk.office, desk.person_id, acting_for=desk.acting_for)
    columns = [
        desk.word(*pair)
        for pair in (("清单", "list"), ("版次", "version"), ("项数", "items"),
                     ("单位类别", "kinds of units"), ("单位", "unit"), ("起用", "from"))
    ]  # fmt: skip
    rows = [
        (one.name, one.version, one.items, one.unit_types, one.unit, one.effective_from)
        for one in found
    ]
    desk.show({"lists": [plain(one) for one in found]}, lambda: [output.table(columns, rows)])


@command(app, "show", "查看一份清单", "the items of a list", acts=True)
def show(desk: Desk, name: _Name, version: _Version = None) -> None:
    """Show the items of a version."""
    from engine.checklists import items_of  # noqa: PLC0415

    head, items = items_of(desk.office, name, desk.person_id, version, acting_for=desk.acting_for)
    _items(desk, {"list": plain(head)}, items)


@command(app, "open", "某任务还没检查的项目", "what a group still has to check", acts=True)
def open_(desk: Desk, number: Number) -> None:
    """Show the items of an assignment that bear no mark yet (C01)."""
    from engine.checklists import unmarked  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    items = unmarked(desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for)
    _items(desk, {"left": len(items)}, items)


def _items(desk: Desk, head: dict[str, object], items: list[dict[str, object]]) -> None:
    columns = [
        desk.word(*pair)
        for pair in (("序号", "item"), ("类别", "area"), ("检查内容", "what to check"),
                     ("依据", "basis"))
    ]  # fmt: skip
    rows = [(one["code"], one["area"], one["item"], one["basis"]) for one in items]
    desk.show({**head, "items": items}, lambda: [output.table(columns, rows)])
