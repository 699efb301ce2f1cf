"""What can be wrong with the machine: disk, keys, clock, backups, the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from engine.backups.make import BACKUP
from engine.health.finding import Finding
from engine.health.look import Health
from engine.health.machine import Keys
from kernel.clock import office_day
from kernel.words import Text
from rules.policy import Policy

_MB = 1024 * 1024
_TOLERANCE = timedelta(minutes=5)
"""So far may the clocks of several machines be apart."""


def key_file(keys: Keys) -> Iterator[Finding]:
    """Tell that the key file is missing, or that others may read it."""
    if keys is Keys.MISSING:
        yield Finding(
            "keys_missing",
            Text("密钥文件 keys/office.key 不见了。", "The key file keys/office.key is missing."),
            Text(
                "从单独保管的副本恢复该文件；新密钥打不开已密封的地址和身份。"
                "全新安装的，执行 xuncheng init。",
                "Put it back from the copy that is kept apart: a fresh key opens no address that is"
                " sealed. On a new machine run `xuncheng init`.",
            ),
        )
    elif keys is Keys.OPEN:
        yield Finding(
            "keys_readable",
            Text("密钥文件 keys/office.key 可被他人读取。", "Others may read keys/office.key."),
            Text(
                "执行 chmod 600 keys/office.key，并考虑更换密钥。",
                "Run chmod 600 on it, and think of a new key.",
            ),
        )


def disk(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that the disk is almost full."""
    free, least = health.machine.disk_free, policy.limit("disk_free_mb")
    if free is not None and free < least * _MB:
        yield Finding(
            "disk_low",
            Text(
                f"磁盘只剩 {free // _MB} MB（至少应有 {least} MB）。",
                f"Only {free // _MB} MB of the disk are free; at least {least} should be.",
            ),
            Text(
                "清理或扩充磁盘；写满后任何办理都会失败。",
                "Make room: nothing can be done on a full disk.",
            ),
        )


def clock_set_back(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that the clock is before the newest thing that was written down."""
    del policy
    newest = health.record.newest_at
    if newest is not None and newest - health.at > _TOLERANCE:
        behind = newest - health.at
        yield Finding(
            "clock_set_back",
            Text(
                f"本机时钟比最新的记录早 {_long(behind).zh}。",
                f"The clock is {_long(behind).en} before the newest entry.",
            ),
            Text(
                "校准时钟（如启用 chrony）；期限不会丢，但提醒会推迟。",
                "Set the clock right (chrony does): no deadline is lost, but reminders come late.",
            ),
        )


def no_backup(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that there is no backup, or only an old one."""
    days, tick = policy.limit("backup_days"), health.tick(BACKUP)
    if not days or not tick.late:
        return
    what = (
        Text(f"已超过 {days} 天没有备份。", f"There was no backup for more than {days} days.")
        if tick.done_at
        else Text("还没有做过备份。", "There has never been a backup.")
    )
    yield Finding(
        "no_backup",
        what,
        Text(
            "执行 xuncheng backup，看它说什么；备份另由他处负责的，"
            "把 limits.toml 的 backup_days 设为 0。",
            "Run `xuncheng backup` and read what it says; where somebody else makes the backups,"
            " set backup_days of limits.toml to 0.",
        ),
    )


def no_drill(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that the newest drill found a backup that is not sound, or that there was none."""
    tick, days = health.tick("restore_drill"), policy.limit("drill_days")
    if not policy.limit("backup_days"):
        return
    if tick.figures.get("sound") == 0:
        yield Finding(
            "backup_unsound",
            Text("最近一次恢复演练没有通过。", "The last restore drill did not go well."),
            Text(
                "执行 xuncheng backup 重新备份，再执行 xuncheng routine run restore_drill 演练。",
                "Run `xuncheng backup`, then `xuncheng routine run restore_drill`.",
            ),
        )
    elif tick.done_at is None or health.at - tick.done_at > timedelta(days=days):
        what = (
            Text(
                f"已超过 {days} 天没有演练从备份恢复。", f"No restore was drilled for {days} days."
            )
            if tick.done_at
            else Text("还没有演练过从备份恢复。", "A restore has never been drilled.")
        )
        yield Finding(
            "no_drill",
            what,
            Text(
                "执行 xuncheng routine run restore_drill。",
                "Run `xuncheng routine run restore_drill`.",
            ),
        )


def calendar_ends(health: Health, policy: Policy) -> Iterator[Finding]:
    """Tell that the published holidays end soon, or that dates are provisional already."""
    left = (policy.calendar.known_until - office_day(health.at)).days
    if left >= policy.limit("calendar_horizon") and not health.provisional:
        return
    yield Finding(
        "calendar_ends",
        Text(
            f"工作日历只到 {policy.calendar.known_until}，"
            f"有 {health.provisional} 个期限按暂定日历推算。",
            f"The calendar ends on {policy.calendar.known_until}; {health.provisional} dates are"
            " provisional.",
        ),
        Text(
            "国务院办公厅公布放假安排后，补进 calendars.toml（见 xuncheng calendar）。",
            "Once the holidays are announced, add them to calendars.toml (`xuncheng calendar`).",
        ),
    )


def _long(span: timedelta) -> Text:
    minutes = int(span.total_seconds() // 60)
    return Text(f"{minutes} 分钟", f"{minutes} minutes")
