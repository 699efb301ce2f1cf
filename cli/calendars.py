"""`xuncheng calendar`: the working days of a year, and how a due date comes about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import day, together, whole
from kernel.errors import InvalidInput
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from rules.deadlines import Unit
    from rules.workdays import Calendar, Roll

app = group("工作日历", "working days")

_SATURDAY, _WEEK = 5, 7
_FIRST_YEAR, _LAST_YEAR = 1990, 2200
_MOST = 10_000
_HEADS = ("一二三四五六日", "MTWTFSS")
_DAY = timedelta(days=1)


def _calendar(desk: Desk) -> Calendar:
    from config.policy import load_policy  # noqa: PLC0415 - start-up stays fast

    if desk.given_office is not None:
        return desk.given_office.policy.calendar
    return load_policy(desk.settings.policy_dir).calendar


@command(app, "show", "一年的休息日和调休", "rest days and make-up days of a year")
def show(
    desk: Desk, year: Annotated[str, typer.Argument(metavar="YEAR", help="年份 · year")]
) -> None:
    """Show a year month by month; provisional where no holidays are published."""
    number = whole(year, "年份", "YEAR", _FIRST_YEAR, _LAST_YEAR)
    calendar = _calendar(desk)
    days = [
        date(number, 1, 1) + _DAY * n
        for n in range((date(number + 1, 1, 1) - date(number, 1, 1)).days)
    ]
    worked = [one for one in days if calendar.is_workday(one)]
    document = {
        "year": number, "version": calendar.version,
        "provisional": calendar.provisional(days[-1]), "workdays": len(worked),
        "rest": [one for one in days if one.weekday() < _SATURDAY and one not in worked],
        "make_up": [one for one in worked if one.weekday() >= _SATURDAY],
    }  # fmt: skip
    desk.show(document, lambda: _year(desk, document, calendar))


def _year(desk: Desk, told: dict[str, Any], calendar: Calendar) -> Iterator[RenderableType]:
    from rich.columns import Columns  # noqa: PLC0415

    year = told["year"]
    yield output.words(
        desk.word(f"{year} 年：{told['workdays']} 个工作日。休＝工作日放假，班＝周末上班。",
                  f"{year}: {told['workdays']} working days. * = day off, + = worked weekend."),
        "bold",
    )  # fmt: skip
    if told["provisional"]:
        yield output.words(_provisional(desk), "yellow")
    yield Columns([_month(desk, calendar, year, month) for month in range(1, 13)], padding=(1, 3))
    yield output.words(desk.word("日历版本：", "Calendar: ") + calendar.version, "dim")


def _provisional(desk: Desk) -> str:
    return desk.word(
        "暂定：该年放假安排尚未公布，现按周末推算；公布后自动重算。",
        "Provisional: the holidays of that year are not published; weekends only, until they are.",
    )


def _month(desk: Desk, calendar: Calendar, year: int, month: int) -> Table:
    from rich.table import Table  # noqa: PLC0415

    title = desk.word(f"{month} 月", f"{year}-{month:02}")
    made = Table(title=title, box=None, padding=(0, 1, 0, 0))
    for head in _HEADS[desk.language != "zh"]:
        made.add_column(head, justify="right", width=4)
    first = date(year, month, 1)
    cells: list[RenderableType] = [""] * first.weekday()
    one = first
    while one.month == month:
        cells.append(_cell(desk, calendar, one))
        one += _DAY
    cells += [""] * (-len(cells) % _WEEK)
    for start in range(0, len(cells), _WEEK):
        made.add_row(*cells[start : start + _WEEK])
    return made


def _cell(desk: Desk, calendar: Calendar, one: date) -> RenderableType:
    works, weekend = calendar.is_workday(one), one.weekday() >= _SATURDAY
    if works and weekend:
        return output.words(f"{one.day}{desk.word('班', '+')}", "bold green")
    if not works and not weekend:
        return output.words(f"{one.day}{desk.word('休', '*')}", "bold red")
    return output.words(str(one.day), "red" if weekend else "")


@command(app, "due", "推算到期日，说明理由", "a due date, its roll, and why", dashes=True)
def due(
    desk: Desk,
    start: Annotated[str, typer.Argument(metavar="DATE", help="起算日 · counted from")],
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="数量，可为负 · may be negative")],
    unit: Annotated[
        str, typer.Argument(metavar="UNIT", help="工作日、天、个月 · workdays, days, months")
    ],
    roll: Annotated[
        str, typer.Option("--roll", help="遇休息日：forward 顺延、backward 提前、none 不动")
    ] = "forward",
) -> None:
    """Count from a date and say which rest days were passed over, and why."""
    from rules.deadlines import Unit, span_from  # noqa: PLC0415
    from rules.workdays import Roll  # noqa: PLC0415

    begun, number, counted, rule = together(
        lambda: day(start, "起算日", "DATE"),
        lambda: whole(amount, "数量", "AMOUNT", -_MOST, _MOST),
        lambda: _member(Unit, unit, "单位", "UNIT"),
        lambda: _member(Roll, roll, "遇休息日", "--roll"),
    )
    calendar = _calendar(desk)
    try:
        nominal = span_from(begun, number, counted, calendar)
        rolled = calendar.roll(nominal, rule)
    except (OverflowError, ValueError) as error:
        raise InvalidInput(Text("推算出的日期超出范围。", "The date lies out of range.")) from error
    passed = _passed(calendar, begun, nominal, counted) + _rest(nominal, rolled, rule)
    document = {
        "from": begun, "amount": number, "unit": counted, "nominal": nominal, "due": rolled,
        "rolled": rolled != nominal, "provisional": calendar.provisional(max(nominal, rolled)),
        "skipped": [{"date": one, "reason": _why(one)} for one in passed],
        "calendar": calendar.version,
    }  # fmt: skip
    desk.show(document, lambda: _told(desk, document))


@command(app, "apply", "日历公布后，重算暂定的到期日", "recompute provisional due dates")
def apply(desk: Desk) -> None:
    """Recompute what was provisional; every date that moves is entered with old and new."""
    from engine.recalendar import recompute_provisional  # noqa: PLC0415 - start-up stays fast

    moved = recompute_provisional(desk.office)
    told = desk.word(f"有 {moved} 个暂定的到期日改期，均已留痕。", f"{moved} due dates moved.")
    desk.show({"moved": moved}, lambda: [output.words(told)])


def _member(of: type[Unit | Roll], words: str, zh: str, en: str) -> Any:
    typed = words.strip().lower()
    for one in of:
        if typed in (one.value, *one.label):
            return one
    listed = "、".join(f"{one.label.zh}（{one.value}）" for one in of)
    known = ", ".join(one.value for one in of)
    raise InvalidInput(
        Text(
            f"“{zh}”应为下列之一：{listed}；不是“{words}”。",
            f'{en} should be one of {known}, not "{words}".',
        )
    )


def _passed(calendar: Calendar, start: date, end: date, unit: Unit) -> list[date]:
    """Return the rest days that counting in working days passed over."""
    if unit.value != "workdays":
        return []
    step = _DAY if end >= start else -_DAY
    between = (start + step * n for n in range(1, abs((end - start).days)))
    return [one for one in between if not calendar.is_workday(one)]


def _rest(nominal: date, rolled: date, rule: Roll) -> list[date]:
    """Return the rest days that the roll passed over, the nominal date first."""
    step = -_DAY if rule.value == "backward" else _DAY
    return [nominal + step * n for n in range(abs((rolled - nominal).days))]


def _why(one: date) -> Text:
    """Return why a day is not worked."""
    from config.holidays import holiday_name  # noqa: PLC0415

    named = holiday_name(one)
    if named is not None:
        return named
    if one.weekday() >= _SATURDAY:
        return Text("周末", "weekend")
    return Text("本办休息", "office closed")


def _told(desk: Desk, told: dict[str, Any]) -> Iterator[RenderableType]:
    language = desk.language
    nominal, rolled = (output.day_words(told[name], language) for name in ("nominal", "due"))
    yield output.words(desk.word(f"到期日：{rolled}", f"Due: {rolled}"), "bold")
    if told["rolled"]:
        yield output.words(
            desk.word(f"推算为 {nominal}，是休息日，改到 {rolled}；以后者为准。",
                      f"Counted to {nominal}, a rest day, so {rolled} counts.")
        )  # fmt: skip
    if told["skipped"]:
        yield output.words(desk.word("跳过的休息日：", "Rest days passed over:"))
    for reason, many in groupby(told["skipped"], key=lambda one: one["reason"]):
        days = [one["date"] for one in many]
        listed = desk.word("、", ", ").join(output.day_words(one, language) for one in days)
        yield output.words(f"  {reason.say(language)}  {listed}")
    if told["provisional"]:
        yield output.words(_provisional(desk), "yellow")
