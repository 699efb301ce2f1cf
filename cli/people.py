"""`xuncheng people`: who is who, taken in from a sheet, listed, and stood in for.

What is changed one by one is in `cli/people_changes.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output, people_changes, people_pool
from cli.command import command, group
from cli.desk import Desk
from cli.options import Reason, day, together
from kernel.errors import NotPermitted
from kernel.plain import plain
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.people_import import ImportReport
    from engine.people_list import PersonLine

app = group("人员、岗位和通知渠道", "people, posts and channels")
people_changes.add_to(app)
people_pool.add_to(app)

_Sheet = Annotated[Path, typer.Argument(metavar="FILE", help="名册 .xlsx 或 .csv · the sheet")]


@command(app, "import", "导入名册", "take in a sheet of people", acts=True)
def take_in(desk: Desk, file: _Sheet) -> None:
    """Take in a sheet; nothing of it when one cell is wrong."""
    from engine.people_import import import_people  # noqa: PLC0415 - start-up stays fast

    report = import_people(desk.office, file, _registrar(desk), desk.acting_for)
    desk.show({"changed": report.changed, **plain(report)}, lambda: _imported(desk, report))


def _registrar(desk: Desk) -> int | None:
    """Return who keeps the register; nobody while nobody is registered."""
    with desk.office.database.reading() as tx:
        if not desk.office.directory(tx).people:
            return None
    return desk.person_id


def _imported(desk: Desk, report: ImportReport) -> Iterator[RenderableType]:
    if not report.changed:
        yield output.words(
            desk.word(
                f"名册与登记一致（{len(report.left)} 人），没有改动。",
                f"The register is as the sheet says ({len(report.left)} people): nothing changed.",
            )
        )
        return
    rows = [
        (desk.word("新登记", "added"), len(report.added), " ".join(report.added)),
        (desk.word("已更新", "updated"), len(report.updated), " ".join(report.updated)),
        (desk.word("未改动", "left"), len(report.left), " ".join(report.left)),
        (desk.word("新登记单位", "units, bodies"), len(report.places), " ".join(report.places)),
        (desk.word("人才库", "the pool"), len(report.nominated), " ".join(report.nominated)),
        (desk.word("新任岗位", "posts given"), report.posts_given, ""),
        (desk.word("新增渠道", "channels added"), report.channels_added, ""),
        (desk.word("停用渠道", "channels ended"), report.channels_ended, ""),
    ]
    columns = ("", desk.word("数量", "count"), desk.word("代码", "codes"))
    yield output.table(columns, [row for row in rows if row[1]])


@command(app, "template", "生成空白名册", "write an empty sheet")
def template(
    desk: Desk,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="新文件 · a new file")],
) -> None:
    """Write an empty form with a page that explains it."""
    from engine.people_sheet import write_template  # noqa: PLC0415

    write_template(file)
    written = desk.word(f"已生成 {file}。", f"Wrote {file}.")
    desk.show({"file": str(file)}, lambda: [output.words(written)])


@command(app, "list", "列出人员", "list everybody", acts=True)
def listing(desk: Desk) -> None:
    """List everybody with posts, services and stand-ins; never an address."""
    from engine.people_list import list_people  # noqa: PLC0415

    _check_office_post(desk)
    lines = list_people(desk.office)
    desk.show({"people": lines}, lambda: [_table(desk, lines)])


def _check_office_post(desk: Desk) -> None:
    """Let only holders of an office-wide post list everybody (least privilege)."""
    from rules.posts import CaseScope  # noqa: PLC0415

    with desk.office.database.reading() as tx:
        directory = desk.office.directory(tx)
    actor = directory.actor(desk.person_id, desk.acting_for, CaseScope(), desk.today)
    if not actor.posts:
        raise NotPermitted(
            Text(
                "人员名单只供全办岗位的人员查看。",
                "The list of people is for holders of an office-wide post.",
            )
        )


def _table(desk: Desk, lines: list[PersonLine]) -> RenderableType:
    columns = [
        desk.word(zh, en)
        for zh, en in (
            ("代码", "code"), ("姓名", "name"), ("单位", "organisation"), ("岗位", "posts"),
            ("渠道", "channels"), ("代理人", "stand-ins"),
        )
    ]  # fmt: skip
    rows = []
    for line in lines:
        posts = [
            f"{post.label.say(desk.language)}{f'（{post.place}）' if post.place else ''}"
            for post in line.posts
        ]
        rows.append(
            (line.code, line.name, line.organisation, "\n".join(posts), " ".join(line.channels),
             " ".join(line.stand_ins))
        )  # fmt: skip
    return output.table(columns, rows)


@command(app, "stand-in", "登记代理人", "have somebody act for a person", acts=True)
def stand_in(
    desk: Desk,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="被代理人 · stood in for")],
    stand_in: Annotated[str, typer.Argument(metavar="STAND_IN", help="代理人 · who acts")],
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="从 · first day")],
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="到 · last day")],
    reason: Reason,
    round_: Annotated[
        str, typer.Option("--round", metavar="NUMBER", help="仅限一轮 · in one round only")
    ] = "",
) -> None:
    """Have one person act for another, for a time."""
    from engine.registrar import Substitution, register_stand_in  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    first, last = together(
        lambda: day(since, "起始日期", "--from"), lambda: day(until, "结束日期", "--to")
    )
    wanted = Substitution(
        desk.person(person), desk.person(stand_in), first, last, reason,
        case_id_of(round_) if round_ else None,
    )  # fmt: skip
    register_stand_in(desk.office, wanted, desk.person_id, desk.acting_for)
    done = desk.word(
        f"{first} 至 {last}，{stand_in} 代理 {person}。",
        f"{stand_in} acts for {person} from {first} to {last}.",
    )
    document = {"person": person, "stand_in": stand_in, "from": first, "to": last}
    desk.show(document, lambda: [output.words(done)])
