"""From an error to its exit code and its sentences: the one table of this door.

A new class of error is one line in `_CODES`; a new complaint of the parser one in `_COMPLAINTS`.
"""

from __future__ import annotations

import re
import sys
import traceback
from datetime import datetime
from typing import TYPE_CHECKING

from kernel.errors import (
    Conflict,
    DefinitionError,
    InvalidInput,
    NotFound,
    OfficeError,
    Refused,
    system_said,
)
from kernel.words import Text

if TYPE_CHECKING:
    from cli.log_file import LogFile

DONE, REFUSED, WRONG, CONFLICT, UNEXPECTED, INTERRUPTED = 0, 1, 2, 3, 70, 130
"""What the process ends with."""

_CODES: tuple[tuple[type[OfficeError], int, str], ...] = (
    (Refused, REFUSED, "refused"),
    (NotFound, REFUSED, "not_found"),
    (InvalidInput, WRONG, "invalid_input"),
    (DefinitionError, WRONG, "definition"),
    (Conflict, CONFLICT, "conflict"),
)
"""Class of error → exit code, and its name with `--json`."""

_DATABASE = ("sqlite3", "psycopg", "sqlalchemy")

_COMPLAINTS = (
    (r"Missing argument '?(.+?)'?\.", "缺少参数 {0}。"),
    (r"Missing option '?(.+?)'?\.", "缺少选项 {0}。"),
    (r"Missing command\.", "缺少子命令。"),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", "没有“{0}”这个命令；是不是 {1}？"),
    (r"No such command '(.+?)'\.", "没有“{0}”这个命令。"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "没有 {0} 这个选项；是不是 {1}？"),
    (r"No such option: (\S+)", "没有 {0} 这个选项。"),
    (r"Option '(.+?)' requires an argument\.", "选项 {0} 后面要写一个值。"),
    (r"Option '(.+?)' does not take a value\.", "选项 {0} 后面不写值。"),
    (r"Got unexpected extra arguments? ?\(?s?\)? \((.+)\)", "多了参数：{0}。"),
    (r"Invalid value for '?(.+?)'?: '?(.+?)'? is not a valid int(?:eger)?\.",
     "{0} 的值不对：应为整数，不是“{1}”。"),
    (r"Invalid value for '?(.+?)'?: '?(.+?)'? is not a valid float\.",
     "{0} 的值不对：应为数字，不是“{1}”。"),
    (r"Invalid value for '?(.+?)'?: '?(.+?)'? is not in the range (.+)\.",
     "{0} 的值不对：{1} 超出范围（{2}）。"),
    (r"Invalid value for '?(.+?)'?: '(.+?)' is not one of (.+)\.",
     "{0} 的值不对：应为 {2} 之一，不是“{1}”。"),
    (r"Invalid value for '?(.+?)'?: Input should be a valid integer.*", "{0} 的值不对：应为整数。"),
    (r"Invalid value for '?(.+?)'?: (.+)", "{0} 的值不对：{1}"),
)  # fmt: skip
"""What the parser says → the same in Chinese."""


def code_of(error: OfficeError) -> tuple[int, str]:
    """Return the exit code of `error` and its name."""
    for kind, code, name in _CODES:
        if isinstance(error, kind):
            return code, name
    return REFUSED, "refused"


def usage(complaint: str) -> Text:
    """Return a complaint of the parser in both languages."""
    for pattern, chinese in _COMPLAINTS:
        found = re.fullmatch(pattern, complaint.strip(), re.DOTALL)
        if found:
            return Text(chinese.format(*found.groups()), complaint)
    return Text(complaint, complaint)


def is_of_database(error: BaseException) -> bool:
    """Say whether `error` comes from the database rather than from the program."""
    return type(error).__module__.partition(".")[0] in _DATABASE


def unexpected(error: BaseException, log: LogFile | None, now: datetime) -> Text:
    """Write down where an unexpected error happened, and say so in one sentence.

    The log names classes and lines of code, never the words of an error: they may hold what a case
    or an address holds.
    """
    where = _write_down(error, log, now)
    name = type(error).__name__
    if isinstance(error, OSError) and error.strerror:
        said, about = system_said(error), f": {error.filename}" if error.filename else ""
        return Text(
            f"系统拒绝了操作（{said.zh}{about}）。{where.zh}",
            f"The system said no ({said.en}{about}). {where.en}",
        )
    if is_of_database(error):
        return Text(
            f"数据库无法使用（{name}）。请检查 XUNCHENG_DATABASE_URL、磁盘和权限后重试。{where.zh}",
            f"The database cannot be used ({name}). Check XUNCHENG_DATABASE_URL, the disk and the "
            f"permissions, then try again. {where.en}",
        )
    return Text(
        f"程序出现意外错误（{name}），本次操作没有完成。{where.zh}",
        f"The program failed unexpectedly ({name}); the command was not completed. {where.en}",
    )


def _write_down(error: BaseException, log: LogFile | None, now: datetime) -> Text:
    lines = [f"{now.isoformat()} {' '.join(sys.argv[1:2])}"]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__name__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    if log is not None:
        try:
            log.cut()
            with log.open() as file:
                file.write(("\n".join(lines) + "\n").encode())
        except OSError:
            log = None
    if log is None:
        sys.stderr.write("\n".join(lines) + "\n")
        return Text("出错位置见上。", "Where it happened is printed above.")
    return Text(f"出错位置已记入 {log.path}。", f"Where it happened is in {log.path}.")
