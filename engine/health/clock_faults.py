"""What can be wrong with the clockwork: ticks that fail or stay away, and what is left undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from engine.backups.make import BACKUP
from engine.health.finding import Finding
from engine.health.look import Health
from engine.routines.catalogue import ROUTINES
from engine.ticks import DELIVER, SEAL, SWEEP
from kernel.words import Text
from rules.policy import Policy

_START = Text(
    "启动 xuncheng up，或检查 cron（每分钟执行 xuncheng sweep 和 xuncheng deliver）；"
    "看 log/flows.log。",
    "Start `xuncheng up`, or look after cron (`xuncheng sweep` and `xuncheng deliver` each minute);"
    " read log/flows.log.",
)


def ticks_missing(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell which flows have not run in time."""
    minutes = policy.limit("tick_late_minutes")
    for name in (SWEEP, DELIVER):
        tick = health.tick(name)
        if tick.late:
            yield Finding(
                f"tick_missing:{name}",
                Text(
                    f"“{tick.label.zh}”超过 {minutes} 分钟没有运行成功。",
                    f"{tick.label.en} has not run well for more than {minutes} minutes.",
                )
                if tick.done_at
                else Text(
                    f"“{tick.label.zh}”从未运行成功。", f"{tick.label.en} has never run well."
                ),
                _START,
            )
    overdue = [health.tick(name) for name in ROUTINES if health.tick(name).late]
    if overdue:
        zh = "、".join(one.label.zh for one in overdue)
        yield Finding(
            "routine_missing",
            Text(
                f"例行工作到点没有办：{zh}。",
                f"Routines were not done at their hour: {', '.join(one.name for one in overdue)}.",
            ),
            Text(
                "巡检恢复后会补办；也可执行 xuncheng routine run 名称，看它说什么。",
                "The next sweep makes up for them; or run `xuncheng routine run NAME` and read it.",
            ),
        )


def ticks_failed(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell which flows broke off when they ran last."""
    del policy
    for tick in health.ticks:
        if tick.outcome == "failed" and tick.name != BACKUP:
            yield Finding(
                f"tick_failed:{tick.name}",
                Text(
                    f"“{tick.label.zh}”上次运行中断（{tick.reason}）。",
                    f"{tick.label.en} broke off ({tick.reason}).",
                ),
                Text(
                    "出错位置在数据目录的 log 里；下一次运行会补做。",
                    "Where it happened is in log/ of the data directory; the next run tries again.",
                ),
            )


def timers_late(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that deadlines are due and have not spoken."""
    minutes, found = policy.limit("lateness_minutes"), health.lateness
    if found.worst > timedelta(minutes=minutes):
        worst = int(found.worst.total_seconds() // 60)
        yield Finding(
            "timers_late",
            Text(
                f"{found.late} 个期限到点未提醒，最久的已迟 {worst} 分钟。",
                f"{found.late} deadlines are due and unspoken, the worst for {worst} minutes.",
            ),
            _START,
        )


def deliveries_stuck(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that notices should have left long ago."""
    minutes, stuck = policy.limit("delivery_stuck_minutes"), health.deliveries.stuck
    if stuck:
        yield Finding(
            "deliveries_stuck",
            Text(
                f"{stuck} 条通知到时超过 {minutes} 分钟没有送出。",
                f"{stuck} notices have waited more than {minutes} minutes beyond their time.",
            ),
            _START,
        )


def deliveries_unheard(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that nobody knows whether notices arrived, or that they did not.

    Failed ones are told for a week, the last age that has an end; they stay on the health page.
    """
    del policy
    unknown = health.deliveries.total("unknown")
    failed = sum(health.deliveries.by_age["failed"][:-1])
    if unknown:
        yield Finding(
            "deliveries_unknown",
            Text(
                f"{unknown} 条通知不知是否送达。",
                f"It is unknown whether {unknown} notices arrived.",
            ),
            Text(
                "在“运行”页登记是否收到，或执行 xuncheng notices settle。",
                "Say on the health page what became of them, or run `xuncheng notices settle`.",
            ),
        )
    if failed:
        yield Finding(
            "deliveries_failed",
            Text(
                f"最近 7 天有 {failed} 条通知没有送出。",
                f"{failed} notices of the last 7 days were not delivered.",
            ),
            Text(
                "用 xuncheng notices test 人员代码 逐个试渠道，改正地址后当面或电话告知本人。",
                "Try the channels with `xuncheng notices test PERSON`, mend the address, and tell"
                " the person.",
            ),
        )


def seal_overdue(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that new entries wait too long for their seal."""
    hours = policy.limit("seal_late_hours")
    if health.tick(SEAL).late and health.record.unsealed:
        yield Finding(
            "seal_overdue",
            Text(
                f"{health.record.unsealed} 条记录超过 {hours} 小时没有封存。",
                f"{health.record.unsealed} entries have waited more than {hours} hours for a seal.",
            ),
            Text("执行 xuncheng seal。", "Run `xuncheng seal`."),
        )
