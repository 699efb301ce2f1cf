"""The options that many commands share, and the values people type for them.

A further shared option is one type here; who acts and how to print is added by `cli/command.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

import typer

from kernel.errors import InvalidInput
from kernel.words import Text

Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 文档 · print one JSON document")]
Lang = Annotated[Literal["zh", "en"] | None, typer.Option("--lang", help="语言 · language: zh, en")]
As = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="PERSON",
        show_default=False,
        help="由谁办理（人员代码） · who acts; default XUNCHENG_PERSON",
    ),
]
For = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="PERSON",
        show_default=False,
        help="代理谁（人员代码） · for whom a stand-in acts",
    ),
]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="事项编号 · case number")]
Setting = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="填写一项，可重复 · fill in a field"),
]
HoldsFrom = Annotated[
    str, typer.Option("--from", metavar="DATE", help="施行日期，默认今天 · holds from")
]
Changed = Annotated[
    str, typer.Option("--changed", metavar="TEXT", help="修改内容（修订必填） · what changed")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="理由 · reason")]
Key = Annotated[
    str | None,
    typer.Option("--key", metavar="KEY", help="幂等键，重复执行结果不变 · idempotency key"),
]


def day(words: str, zh: str, en: str) -> date:
    """Return the date that `words` stand for.

    Raises:
        InvalidInput: they are no date.
    """
    from states.values import typed_day  # noqa: PLC0415 - start-up stays fast

    try:
        return typed_day(words)
    except ValueError as error:
        raise InvalidInput(
            Text(
                f"“{zh}”应为日期，如 2026-03-02，不是“{words}”。",
                f'{en} should be a date such as 2026-03-02, not "{words}".',
            )
        ) from error


def whole(words: str, zh: str, en: str, least: int, most: int) -> int:
    """Return the whole number that `words` stand for.

    Raises:
        InvalidInput: they are none, or it is out of range.
    """
    try:
        number = int(words.strip())
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise InvalidInput(
            Text(
                f"“{zh}”应为 {least} 到 {most} 的整数，不是“{words}”。",
                f'{en} should be a whole number from {least} to {most}, not "{words}".',
            )
        )
    return number


def together(*readers: Callable[[], Any]) -> list[Any]:
    """Return what every reader reads.

    Raises:
        InvalidInput: the mistakes of all of them at once.
    """
    read: list[Any] = []
    mistakes: list[Text] = []
    for reader in readers:
        try:
            read.append(reader())
        except InvalidInput as error:
            mistakes.extend(error.reasons)
    if mistakes:
        raise InvalidInput(*mistakes)
    return read


def settings_of(pairs: list[str] | None) -> dict[str, object]:
    """Return the fields that `--set name=value` fills in.

    Raises:
        InvalidInput: a pair has no name, or a name comes twice.
    """
    found: dict[str, object] = {}
    mistakes: list[Text] = []
    for pair in pairs or ():
        name, mark, value = pair.partition("=")
        name = name.strip()
        if not mark or not name:
            mistakes.append(
                Text(
                    f"--set 应写成 名称=值，不是“{pair}”。",
                    f'--set is written name=value, not "{pair}".',
                )
            )
        elif name in found:
            mistakes.append(Text(f"“{name}”填了两次。", f'"{name}" is there twice.'))
        found[name] = value
    if mistakes:
        raise InvalidInput(*mistakes)
    return found
