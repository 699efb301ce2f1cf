"""`xuncheng audit`: checks the chained record, and writes it out for a check outside the system."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.errors import REFUSED

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.audit import Report

app = group("审计记录", "the audit record")


@command(app, "verify", "核对全部记录、封存和数据表", "check chains, seals and tables")
def verify(desk: Desk) -> None:
    """Check every chain and seal, and that replaying the entries gives the tables."""
    from engine.audit import verify as check  # noqa: PLC0415 - start-up stays fast

    report = check(desk.office.database, desk.office.policy)
    document = {**report.to_json(), "reasons": report.reasons}
    desk.show(document, lambda: _verified(desk, report))
    if not report.sound:
        raise typer.Exit(REFUSED)


def _verified(desk: Desk, report: Report) -> Iterator[RenderableType]:
    counted = desk.word(
        f"核对了 {report.cases} 个事项的 {report.entries} 条记录、{report.seals} 次封存：",
        f"Checked {report.entries} entries of {report.cases} cases and {report.seals} seals: ",
    )
    if report.sound:
        yield output.words(counted + desk.word("全部一致。", "all is sound."), "green")
    else:
        yield output.words(counted + desk.word("发现问题。", "something is wrong."), "bold red")
        for reason in report.reasons:
            yield output.words(f"  {reason.say(desk.language)}")
    if report.seals:
        yield output.words(
            desk.word("最近一次封存（请与办外留存的核对）：",
                      "The newest seal (compare it with the one kept outside): ")
            + report.last_seal
        )  # fmt: skip


@command(app, "export", "导出审计记录，供系统外核对", "write the record out", acts=True)
def export(
    desk: Desk,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="新文件 · a new file")],
) -> None:
    """Write every entry and seal to a file that is marked and counted."""
    from engine.export import export_record  # noqa: PLC0415 - start-up stays fast

    made = export_record(desk.office, file, desk.person_id, acting_for=desk.acting_for)
    counts = made.counts
    told = desk.word(
        f"已写入 {file}：{counts['cases']} 个事项、{counts['entries']} 条记录、"
        f"{counts['seals']} 次封存。{made.mark.zh}文件含全部内容，请按其密级保管。",
        f"Wrote {file}: {counts['cases']} cases, {counts['entries']} entries, "
        f"{counts['seals']} seals. {made.mark.en} It holds everything: keep it by its grade.",
    )
    document = {"file": str(file), **counts, "number": made.number, "mark": made.mark}
    desk.show(document, lambda: [output.words(told)])
