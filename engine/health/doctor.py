"""The doctor: says in sentences what is wrong and how to mend it.

A further fault is one function that yields findings, and its line in `_CHECKS`. What counts as
wrong is the office's choice (`limits.toml`). Source: domain §7 row 13.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from engine.health import clock_faults, machine_faults
from engine.health.finding import Finding
from engine.health.look import Health, look
from engine.health.machine import keys
from engine.health.premises import Premises
from kernel.errors import DefinitionError
from kernel.words import Text
from rules.policy import Policy
from store.migrate import require_current, revision

_CHECKS: tuple[Callable[[Health, Policy], Iterator[Finding]], ...] = (
    machine_faults.disk,
    machine_faults.clock_set_back,
    clock_faults.ticks_missing,
    clock_faults.ticks_failed,
    clock_faults.timers_late,
    clock_faults.deliveries_stuck,
    clock_faults.deliveries_unheard,
    clock_faults.seal_overdue,
    machine_faults.no_backup,
    machine_faults.no_drill,
    machine_faults.calendar_ends,
)
"""Every check, in the order in which things are to be mended."""


def examine(premises: Premises) -> list[Finding]:
    """Return everything that is wrong; nothing when all is well.

    Where the database cannot be asked, that is what is told, with whatever else can be seen.

    Args:
        premises: What is looked at.

    Raises:
        Exception: never because of the database; the file system may fail.
    """
    found = key_faults(premises.home)
    try:
        require_current(premises.database)
        health = look(premises)
    except DefinitionError as error:
        mend = _UPGRADE if revision(premises.database) else _INIT
        return [*found, *(Finding("database_not_current", one, mend) for one in error.reasons)]
    except Exception as error:  # noqa: BLE001 - whatever keeps the database from answering
        return [*found, _unreachable(error)]
    return [*found, *findings(health, premises.policy)]


def findings(health: Health, policy: Policy) -> list[Finding]:
    """Return what a look shows to be wrong."""
    return [one for check in _CHECKS for one in check(health, policy)]


def key_faults(home: Path | None) -> list[Finding]:
    """Return what is wrong with the key file."""
    return list(machine_faults.key_file(keys(home)))


_INIT = Text("执行 xuncheng init。", "Run `xuncheng init`.")
_UPGRADE = Text(
    "先执行 xuncheng backup 备份，再执行 xuncheng init；数据库比程序新的，请安装新版程序。",
    "Run `xuncheng backup`, then `xuncheng init`; if it is newer, install the newer program.",
)


def _unreachable(error: Exception) -> Finding:
    kind = type(error).__name__
    return Finding(
        "database_unreachable",
        Text(f"数据库没有回应（{kind}）。", f"The database does not answer ({kind})."),
        Text(
            "请检查 XUNCHENG_DATABASE_URL、数据库服务、磁盘和权限。",
            "Check XUNCHENG_DATABASE_URL, the database's server, the disk and the rights.",
        ),
    )
