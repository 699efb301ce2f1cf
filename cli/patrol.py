"""`xuncheng patrol`: repeats the draw of a patrol visit."""

from __future__ import annotations

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.errors import REFUSED
from cli.options import Number
from kernel.plain import plain

app = group("巡回督查", "patrol visits")


@command(app, "check", "重做一次抽取并核对", "repeat a draw and compare", acts=True)
def check(desk: Desk, number: Number) -> None:
    """Draw again from the recorded seed and list, and say whether the same comes out."""
    from engine.patrols import check_draw  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    found = check_draw(desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for)
    columns = [desk.word("次序", "place"), desk.word("巡察任务", "assignment"), ""]
    mark = desk.word("记录抽中", "recorded as drawn")
    rows = [
        (str(place), one, mark if one == found.recorded else "")
        for place, one in enumerate(found.order, 1)
    ]
    told = (
        desk.word("与记录一致。", "The draw agrees with the record.")
        if found.agrees
        else desk.word("与记录不一致。", "The draw does not agree with the record.")
    )
    desk.show(
        {**plain(found), "agrees": found.agrees},
        lambda: [
            output.words(f"{desk.word('种子', 'seed')}: {found.seed}"),
            output.table(columns, rows),
            output.words(told, "bold"),
        ],
    )
    if not found.agrees:
        raise typer.Exit(REFUSED)
