"""`xuncheng materials`: templates of material lists by kind of unit, and requests from them.

A further command about lists of materials is one function here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import Changed, HoldsFrom, Number, day
from kernel.plain import plain

app = group("调阅材料清单模板", "templates of material lists")

_Type = Annotated[str, typer.Argument(metavar="TYPE", help="单位类别 · the type of unit")]


@command(app, "import", "导入清单模板（新版本）", "take in a version of a template", acts=True)
def take_in(
    desk: Desk,
    unit_type: _Type,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="清单 .xlsx 或 .csv · the sheet")],
    from_: HoldsFrom = "",
    changed: Changed = "",
) -> None:
    """Take in a sheet as the next version; nothing of it when one row is wrong."""
    from engine.material_templates import (  # noqa: PLC0415 - start-up stays fast
        NewTemplate,
        import_template,
    )

    begins = day(from_, "施行日期", "--from") if from_ else desk.today
    wanted = NewTemplate(unit_type, begins, changed)
    made = import_template(desk.office, wanted, file, desk.person_id, desk.acting_for)
    told = desk.word(
        f"“{unit_type}”模板第 {made.version} 版，{len(made.items)} 项，{begins} 起施行。",
        f"Template for {unit_type}, version {made.version}: {len(made.items)} items, "
        f"holds from {begins}.",
    )
    desk.show(made, lambda: [output.words(told)])


@command(app, "list", "清单模板一览", "every version of every template", acts=True)
def list_(desk: Desk) -> None:
    """List the versions of templates."""
    from engine.material_templates import list_templates  # noqa: PLC0415

    found = list_templates(desk.office, desk.person_id, acting_for=desk.acting_for)
    heads = [desk.word(*pair) for pair in (("单位类别", "type"), ("版本", "version"),
                                           ("项数", "items"), ("施行", "holds from"),
                                           ("修改", "changed"))]  # fmt: skip
    rows = [
        (one.unit_type, one.version, len(one.items), one.effective_from, one.changed)
        for one in found
    ]
    desk.show({"templates": plain(found)}, lambda: [output.table(heads, rows)])


@command(app, "show", "查看清单模板", "the items of a template", acts=True)
def show(
    desk: Desk,
    unit_type: _Type,
    version: Annotated[
        int | None,
        typer.Option("--version", metavar="N", help="第几版，默认现行版 · default: in force"),
    ] = None,
) -> None:
    """Show the items of a template, the version in force unless told otherwise."""
    from engine.material_templates import template_for  # noqa: PLC0415
    from states.templates import TEMPLATE_COLUMNS  # noqa: PLC0415

    found = template_for(
        desk.office, unit_type, desk.person_id, version, acting_for=desk.acting_for
    )
    heads = [one.label.say(desk.language) for one in TEMPLATE_COLUMNS]
    rows = [[row.get(one.name, "") for one in TEMPLATE_COLUMNS] for row in found.items]
    desk.show(found, lambda: [output.table(heads, rows)])


@command(app, "request", "按模板下达调阅单", "open a request from the template", acts=True)
def request(desk: Desk, number: Number) -> None:
    """Open a material request for an assignment from the newest template of its kind of unit."""
    from engine.material_templates import request_from_template  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    made = request_from_template(desk.office, case_id_of(number), desk.person_id, desk.acting_for)
    told = desk.word(f"{made.number} 调阅单已下达。", f"{made.number}: the request is issued.")
    desk.show(made.to_json(), lambda: [output.words(told)])
