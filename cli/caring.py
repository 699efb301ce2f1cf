"""Looking after the installation: `doctor`, `backup`, `restore`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from cli.errors import REFUSED

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.health.finding import Finding
    from engine.health.premises import Premises
    from engine.office import Office


def doctor(desk: Desk) -> None:
    """Say what is wrong and how to mend it; the exit code is 1 when something is."""
    from engine.health.doctor import examine  # noqa: PLC0415 - start-up stays fast

    found = examine(_premises(desk))
    desk.show({"sound": not found, "findings": found}, lambda: _told(desk, found))
    if found:
        raise typer.Exit(REFUSED)


def _premises(desk: Desk) -> Premises:
    """Return what is looked at, without making anything, such as keys."""
    from engine.health.premises import Premises  # noqa: PLC0415

    if desk.given_office is not None:
        return Premises.of(desk.given_office)
    from config.policy import load_policy  # noqa: PLC0415
    from kernel.clock import SystemClock  # noqa: PLC0415
    from store.database import Database  # noqa: PLC0415

    settings = desk.settings
    return Premises(
        Database(settings.database_url), SystemClock(), load_policy(settings.policy_dir),
        settings.home,
    )  # fmt: skip


def _told(desk: Desk, found: list[Finding]) -> Iterator[RenderableType]:
    if not found:
        yield output.words(desk.word("一切正常。", "All is well."), "green")
    for one in found:
        yield output.words(one.what.say(desk.language), "bold red")
        yield output.words(f"    → {one.mend.say(desk.language)}")


def backup(
    desk: Desk,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="目录，默认数据目录的 backups · where it goes"),
    ] = None,
) -> None:
    """Back the database up while people work; the keys are kept apart."""
    from engine.backups.make import make_backup  # noqa: PLC0415

    made, removed = make_backup(_as_it_is(desk), to)
    told = desk.word(
        f"已备份：{made.file}，{made.bytes} 字节，{made.cases} 个事项、{made.entries} 条记录、"
        f"{made.seals} 次封存；清理旧备份 {removed} 份。密钥不在其中，请另行保管 keys 目录"
        f"（指纹 {made.keys[0]}）。",
        f"Made {made.file}: {made.bytes} bytes, {made.cases} cases, {made.entries} entries,"
        f" {made.seals} seals; {removed} older ones removed. The keys are not in it: keep keys/"
        f" apart (fingerprint {made.keys[0]}).",
    )
    desk.show({**made.to_json(), "removed": removed}, lambda: [output.words(told)])


def _as_it_is(desk: Desk) -> Office:
    """Return the office on whatever tables it has: a backup comes before an upgrade.

    Raises:
        DefinitionError: it has no tables at all.
    """
    from config.wiring import build_office  # noqa: PLC0415
    from store.database import Database  # noqa: PLC0415
    from store.migrate import revision  # noqa: PLC0415

    if desk.given_office is not None or revision(Database(desk.settings.database_url)) is None:
        return desk.office
    return build_office(desk.settings)


def restore(
    desk: Desk,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="备份文件 · the backup")],
    to: Annotated[
        str, typer.Option("--to", metavar="DIR|URL", help="空目录或空数据库 · an empty place")
    ],
) -> None:
    """Put a backup back into an empty folder or an empty database, and verify its record."""
    from config.policy import load_policy  # noqa: PLC0415
    from engine.audit import verify  # noqa: PLC0415
    from engine.backups.restore import restore as put_back  # noqa: PLC0415
    from store.database import Database  # noqa: PLC0415
    from store.migrate import is_current  # noqa: PLC0415

    manifest, url = put_back(file, to)
    database = Database(url)
    report = None
    if is_current(database):
        report = verify(database, load_policy(desk.settings.policy_dir))
    database.close()
    sound = report.sound if report else None
    desk.show(
        {**manifest.to_json(), "sound": sound},
        lambda: [
            output.words(
                desk.word(
                    f"已恢复 {manifest.entries} 条记录。", f"Put back {manifest.entries} entries."
                )
            ),
            _verdict(desk, sound=sound),
            output.words(
                desk.word(
                    f"请把指纹为 {manifest.keys[0]} 的密钥放到数据目录的 keys/office.key。",
                    f"Put the key with the fingerprint {manifest.keys[0]} into keys/office.key of"
                    " the data directory.",
                )
            ),
        ],
    )
    if sound is False:
        raise typer.Exit(REFUSED)


def _verdict(desk: Desk, *, sound: bool | None) -> RenderableType:
    if sound is None:
        return output.words(
            desk.word(
                "备份的版本与程序不同：请执行 xuncheng init，再执行 xuncheng audit verify。",
                "It has the tables of another version: run `xuncheng init`, then `xuncheng audit"
                " verify`.",
            )
        )
    if sound:
        return output.words(desk.word("核对全部一致。", "Its record is sound."), "green")
    return output.words(
        desk.word("核对发现问题：执行 xuncheng audit verify 查看。",
                  "Something is wrong with its record: run `xuncheng audit verify`."),
        "bold red",
    )  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """File the commands of this module."""
    command(app, "doctor", "体检：哪里不对、怎样修", "what is wrong, how to mend it")(doctor)
    command(app, "backup", "备份数据库，不必停机", "back up while people work")(backup)
    command(app, "restore", "恢复备份到空目录或空库", "put a backup back, in an empty place")(
        restore
    )
