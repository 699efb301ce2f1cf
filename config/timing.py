"""Reads `ladders.toml` and `deadlines.toml`: when something is due, and who hears of it.

A new key of a deadline or a step is read here and is a field of its value type under `rules/`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, time

from config.reading import Sheet
from rules.deadlines import DeadlineRule, Direction, Unit
from rules.ladder import Ladder, Step, Tone
from rules.posts import Post
from rules.workdays import Roll

FAR = 3650
"""The largest amount, offset or wait that a file may hold: a bigger one is a slip of the finger."""

RECIPIENTS = ("owner", "leader", "head", *(post.value for post in Post if post is not Post.CLOCK))
"""Whom a step may reach: those a deadline names, and every post but the clock."""

_DUE_HOUR = time(18)
_STEP_HOUR = time(9)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,47}")
_LADDER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,31}")


def read_ladders(sheet: Sheet) -> dict[str, Ladder]:
    """Return the ladders by name; what is wrong is noted on `sheet`."""
    ladders = {}
    for name in sheet:
        if not _LADDER_NAME.fullmatch(name):
            sheet.wrong(
                name,
                "阶梯名称只用字母、数字、下划线和连字符，不超过 32 个字符。",
                "name a ladder with at most 32 letters, digits, underscores and hyphens.",
            )
        one = sheet.table(name)
        label = one.label()
        unit = one.member("unit", Unit, Unit.DAYS)
        hour = one.hour("hour", _STEP_HOUR)
        steps = one.tables("step", required=True)
        ladders[name] = Ladder(name, label, tuple(_step(step) for step in steps), unit, hour)
        _check_order(ladders[name], steps)
        one.close()
    return ladders


def _step(sheet: Sheet) -> Step:
    step = Step(
        offset=sheet.whole("offset", -FAR, FAR),
        to=sheet.choices("to", RECIPIENTS, required=True),
        tone=sheet.member("tone", Tone),
        label=sheet.label(),
        repeat_days=sheet.whole("repeat_days", 0, FAR, 0),
        ack_days=sheet.whole("ack_days", 0, FAR, 0),
    )
    if step.offset < 0 and step.tone is not Tone.REMINDER:
        sheet.wrong(
            "tone",
            "到期之前只能用 reminder（提醒）；请改语气，或把 offset 改为 0 或更大。",
            "before the due day only a reminder is true: change the tone, or give offset 0.",
        )
    if step.repeat_days and step.ack_days:
        sheet.wrong(
            "ack_days",
            "逾期未签收即进入下一级，不再重复；repeat_days 与 ack_days 只能留一个。",
            "an unacknowledged step goes up instead of repeating: keep repeat_days or ack_days.",
        )
    sheet.close()
    return step


def _check_order(ladder: Ladder, sheets: tuple[Sheet, ...]) -> None:
    offsets = [step.offset for step in ladder.steps]
    for earlier, later, sheet in zip(offsets, offsets[1:], sheets[1:], strict=False):
        if later <= earlier:
            sheet.wrong(
                "offset",
                f"各级须按时间先后排列：{later} 应大于上一级的 {earlier}。",
                f"steps stand in the order of time: {later} must be more than {earlier} before it.",
            )
    if ladder.steps and ladder.steps[-1].ack_days:
        sheets[-1].wrong(
            "ack_days",
            "这是最后一级，没有可提前的下一级；请删去，或改用 repeat_days。",
            "this is the last step, so none can come early: delete it, or use repeat_days.",
        )


def read_deadlines(
    sheet: Sheet, ladders: Collection[str] | None, needed: Collection[str] = ()
) -> dict[str, tuple[DeadlineRule, ...]]:
    """Return the dated versions of each deadline, earliest first.

    Args:
        sheet: The whole file; what is wrong is noted on it.
        ladders: The names of the ladders; None when their file could not be read.
        needed: The deadlines that must be there.
    """
    deadlines: dict[str, tuple[DeadlineRule, ...]] = {}
    for name in sheet:
        if not _NAME.fullmatch(name):
            sheet.wrong(
                name,
                "期限名称只用小写字母、数字和下划线，不超过 48 个字符。",
                "name a deadline with at most 48 small letters, digits and underscores.",
            )
        begun: dict[date, DeadlineRule] = {}
        for version in sheet.tables(name, required=True):
            rule = _deadline(name, version, ladders)
            if rule.effective_from in begun:
                version.wrong(
                    "effective_from",
                    f"另一版本也从 {rule.effective_from} 起施行；每个版本须有不同的施行日期。",
                    f"another version holds from {rule.effective_from} too: give each its own day.",
                )
            begun[rule.effective_from] = rule
        deadlines[name] = tuple(begun[day] for day in sorted(begun))
    for name in needed:
        if name not in deadlines:
            sheet.wrong(
                name,
                "程序要用这个期限；请从程序自带的文件里抄回这一段。",
                "the program runs this deadline: copy it back from the shipped file.",
            )
    return deadlines


def _deadline(name: str, sheet: Sheet, ladders: Collection[str] | None) -> DeadlineRule:
    rule = DeadlineRule(
        name=name,
        label=sheet.label(),
        amount=sheet.whole("amount", 0, FAR),
        unit=sheet.member("unit", Unit),
        ladder=sheet.text("ladder") if ladders is None else sheet.choice("ladder", list(ladders)),
        source=sheet.source(),
        row=sheet.text("row"),
        direction=sheet.member("direction", Direction, Direction.AFTER),
        roll=sheet.member("roll", Roll, Roll.FORWARD),
        hour=sheet.hour("hour", _DUE_HOUR),
        effective_from=sheet.day("effective_from"),
    )
    sheet.close()
    return rule
