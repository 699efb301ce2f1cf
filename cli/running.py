"""Preparing and running the office: `init`, `up`, and for cron `sweep`, `deliver` and `seal`."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from kernel.words import Text

_NEXT = Text(
    "下一步：\n"
    "  xuncheng people template 名册.xlsx      生成空白名册，填好后\n"
    "  xuncheng people import 名册.xlsx        导入人员、岗位和通知渠道\n"
    "  xuncheng round open 轮次.yaml --as 代码  新建一轮\n"
    "  xuncheng up                            启动系统",
    "Next:\n"
    "  xuncheng people template people.xlsx     write an empty sheet, fill it in, then\n"
    "  xuncheng people import people.xlsx       take in people, posts and channels\n"
    "  xuncheng round open round.yaml --as CODE open a round\n"
    "  xuncheng up                              run the office",
)


def init(desk: Desk) -> None:
    """Prepare the data directory, the keys and the database; again changes nothing."""
    from config.wiring import build_office  # noqa: PLC0415 - start-up stays fast
    from store.database import Database  # noqa: PLC0415
    from store.migrate import newest, revision, upgrade  # noqa: PLC0415

    settings = desk.settings
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    before = revision(database)
    upgrade(database)
    database.close()
    office = build_office(settings)  # makes the keys
    with office.database.reading() as tx:
        people = len(office.directory(tx).people)
    kind = "SQLite" if office.database.is_sqlite else "PostgreSQL"
    document = {
        "home": str(settings.home), "database": kind, "revision": newest(),
        "revision_before": before, "people": people,
    }  # fmt: skip
    told = _prepared(desk, before, newest(), f"{settings.home}", kind)
    rest = [] if people else [output.words(_NEXT.say(desk.language))]
    desk.show(document, lambda: [output.words(told), *rest])


def _prepared(desk: Desk, before: str | None, now: str, home: str, kind: str) -> str:
    if before is None:
        done = desk.word("已准备就绪。", "Prepared.")
    elif before == now:
        done = desk.word("早已就绪，没有改动。", "All was ready: nothing changed.")
    else:
        done = desk.word(f"数据库已从 {before} 升级。", f"The database was upgraded from {before}.")
    return done + desk.word(
        f"数据目录 {home}，数据库 {kind}（{now}）。", f" Data in {home}, database {kind} ({now})."
    )


def up(desk: Desk) -> None:
    """Run the office for real until Ctrl-C."""
    from cli.up import run_up  # noqa: PLC0415

    run_up(replace(desk.settings, language=desk.language))


def sweep(desk: Desk) -> None:
    """Let everything speak that is due now, and do the recurring duties whose time has come."""
    from engine.routines.run import run_due  # noqa: PLC0415
    from engine.ticks import SWEEP, ticking  # noqa: PLC0415
    from engine.timers import sweep as tick  # noqa: PLC0415

    with ticking(desk.office, SWEEP) as figures:
        report = tick(desk.office)
        routines = run_due(desk.office)
        figures.update(report.to_json() | {"routines": len(routines)})
    wakes = output.moment_words(report.next_due) if report.next_due else desk.word("无", "none")
    rows = [
        (desk.word("提醒、督办的步骤", "steps of ladders that spoke"), report.spoken),
        (desk.word("由系统触发的事件", "events given by the clock"), report.events),
        (desk.word("其中未准", "of them refused"), report.refused),
        (desk.word("留待下次", "left for the next sweep"), report.conflicts),
        (desk.word("最长延迟", "worst lateness"), str(report.worst_lateness).partition(".")[0]),
        (desk.word("下一次", "next due"), wakes),
        (desk.word("例行工作", "routines run"), len(routines)),
        (desk.word("其中未完成", "of them broken off"), sum(bool(one.failed) for one in routines)),
    ]
    document = report.to_json() | {"routines": [one.to_json() for one in routines]}
    desk.show(document, lambda: [output.table(("", ""), rows)])


def deliver(desk: Desk) -> None:
    """Deliver what is owed and due now; a delivery is sent, failed or unknown."""
    from engine.deliver import deliver as send  # noqa: PLC0415
    from engine.ticks import DELIVER, ticking  # noqa: PLC0415

    with ticking(desk.office, DELIVER) as figures:
        report = send(desk.office)
        figures.update(asdict(report))
    document: dict[str, Any] = asdict(report)
    again = output.moment_words(report.next_try_at) if report.next_try_at else ""
    rows = [
        (desk.word("已送出", "sent"), report.sent),
        (desk.word("未送出", "failed"), report.failed),
        (desk.word("结果不明", "unknown"), report.unknown),
        (desk.word("下一次", "next"), again or desk.word("无", "none")),
    ]
    desk.show(document, lambda: [output.table(("", ""), rows)])


def seal(desk: Desk) -> None:
    """Seal the audit entries that no seal covers yet; once a day is enough."""
    from engine.seal import seal as close  # noqa: PLC0415
    from engine.ticks import SEAL, ticking  # noqa: PLC0415

    with ticking(desk.office, SEAL) as figures:
        made = close(desk.office)
        figures.update(made.to_json() if made else {"entries": 0})
    if made is None:
        told = desk.word("没有新的留痕，不必封存。", "Nothing is new: there is nothing to seal.")
        desk.show({"entries": 0}, lambda: [output.words(told)])
        return
    rows = [
        (desk.word("封存序号", "seal"), made.number),
        (desk.word("留痕条数", "entries"), made.entries),
        (desk.word("请在办外留存", "keep outside the office"), made.hash),
    ]
    desk.show(made.to_json(), lambda: [output.table(("", ""), rows)])


def add_to(app: typer.Typer) -> None:
    """File the commands of this module."""
    command(app, "init", "准备数据目录、密钥和数据库", "prepare data directory and database")(init)
    command(app, "up", "启动系统，Ctrl-C 停止", "run the office until Ctrl-C")(up)
    command(app, "sweep", "到期的提醒、督办，跑一遍", "one tick of the clock, for cron")(sweep)
    command(app, "deliver", "发送待发的通知", "deliver what is owed")(deliver)
    command(app, "seal", "封存新的留痕，每天一次", "seal new audit entries, once a day")(seal)
