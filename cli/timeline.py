"""Shows a play in the terminal: a progress bar while it runs, then its story by stage and date.

What a line says is made in `engine/timeline.py`, the closing tables in `cli/closing.py`.
"""

from __future__ import annotations

from datetime import date

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Styled

from cli.closing import show_closing
from engine.office import Office
from engine.scenario.loading import Scenario
from engine.scenario.records import Record
from engine.scenario.summary import Summary
from engine.simulate import simulate
from engine.timeline import DueDate, Line, Timeline, amount_of, people_of
from kernel.clock import office_day
from kernel.words import Language, Text

_TAGS = {
    "open": (Text("新建", "open"), "green"),
    "move": (Text("办理", "done"), "green"),
    "refusal": (Text("未准", "refused"), "red"),
    "reminder": (Text("提醒", "reminder"), "yellow"),
    "overdue": (Text("超期", "overdue"), "red"),
    "escalation": (Text("升级", "escalated"), "bold red"),
    "suspend": (Text("暂停", "suspended"), "cyan"),
    "resume": (Text("恢复", "resumed"), "cyan"),
    "register": (Text("人员", "people"), "cyan"),
}
_WEEKDAYS = (
    Text("周一", "Mon"), Text("周二", "Tue"), Text("周三", "Wed"), Text("周四", "Thu"),
    Text("周五", "Fri"), Text("周六", "Sat"), Text("周日", "Sun"),
)  # fmt: skip
_NAMES, _FIRST = 6, 3
_DUE = Text("期限", "due")
_PLAYING = Text("推演中", "Playing")


def day_words(day: date, language: Language) -> str:
    """Return a date as people write it: `2021年11月8日（周一）`."""
    weekday = _WEEKDAYS[day.weekday()].say(language)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日（{weekday}）"
    return f"{weekday} {day.isoformat()}"


def short_day(day: date, language: Language) -> str:
    """Return a date without its year: `3月28日`."""
    return f"{day.month}月{day.day}日" if language == "zh" else day.isoformat()[5:]


def show_play(scenario: Scenario, office: Office, console: Console, language: Language) -> Summary:
    """Play a scenario and show its story and its closing figures.

    Args:
        scenario: What is played.
        office: An empty office under a manual clock.
        console: Where to show it.
        language: In which language.

    Returns:
        The closing figures.

    Raises:
        InvalidInput: something went otherwise than the script expects.
    """
    timeline = Timeline(office.policy, scenario.plan.office)
    first, last = office_day(scenario.plan.start), office_day(scenario.plan.until)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(), console=console, transient=True,
    ) as progress:  # fmt: skip
        bar = progress.add_task(_PLAYING.say(language), total=(last - first).days)
        shown = first

        def hear(record: Record) -> None:
            nonlocal shown
            timeline.hear(record)
            today = office_day(record.at)
            if today != shown:
                shown = today
                words = f"{_PLAYING.say(language)} {day_words(today, language)}"
                progress.update(bar, completed=(today - first).days, description=words)

        summary = simulate(scenario, office, tell=hear)
    show_timeline(timeline, summary, console, language)
    show_closing(summary, console, language)
    return summary


def show_timeline(
    timeline: Timeline, summary: Summary, console: Console, language: Language
) -> None:
    """Show the story of a play, by stage and date."""
    console.print()
    console.print(Styled(summary.title.say(language), style="bold"), justify="center")
    phase = day = None
    for line in sorted(timeline.lines, key=lambda one: one.first):
        if line.phase is not phase:
            console.print()
            console.print(Rule(Styled(line.phase.label.say(language), style="bold cyan")))
            phase, day = line.phase, None
        if line.first != day:
            day = line.first
            console.print(Styled(f"\n{day_words(day, language)}", style="bold"))
        console.print(_row(line, timeline, language))


def _row(line: Line, timeline: Timeline, language: Language) -> Table:
    label, style = _TAGS[line.what]
    row = Table.grid(padding=(0, 1))
    row.add_column(width=4 if language == "zh" else 9, justify="right")
    row.add_column(overflow="fold")
    row.add_row(Styled(label.say(language), style=style), _told(line, language))
    for due in line.dues:
        tag = Styled(_DUE.say(language), style="dim")
        row.add_row(tag, Styled(_due(due, timeline, language), style="dim"))
    for reason in line.reasons:
        row.add_row(Styled("✗", style="red"), Styled(_brief(reason, language), style="red"))
    return row


def _brief(reason: Text, language: Language) -> str:
    """Return a reason; of a long list of names in it, the first ones and how many there are."""
    colon, comma = ("：", "、") if language == "zh" else (": ", ", ")
    words = reason.say(language)
    told, _, listed = words.rpartition(colon)
    names = listed.split(comma)
    if not told or len(names) <= _NAMES:
        return words
    more = f" 等 {len(names)} 人。" if language == "zh" else f" and {len(names) - _FIRST} more."
    return told + colon + comma.join(names[:_FIRST]) + more


def _told(line: Line, language: Language) -> Styled:
    told = Styled(line.subject.say(language))
    amount = amount_of(line).say(language)
    if amount:
        told.append(f"  {amount}", style="bold")
    if line.due is not None:
        due = short_day(line.due, language)
        told.append(f"  {due}到期" if language == "zh" else f"  due {due}", style="yellow")
    people = people_of(line).say(language)
    if people:
        arrow = " → " if line.due is not None else "  "
        told.append(f"{arrow}{people}", style="cyan" if line.due is not None else "dim")
    if line.last != line.first:
        last = short_day(line.last, language)
        told.append(f"（至{last}）" if language == "zh" else f" (until {last})", style="dim")
    return told


def _due(due: DueDate, timeline: Timeline, language: Language) -> str:
    label = timeline.deadline(due.deadline).say(language)
    day = short_day(due.day, language)
    if due.day == due.nominal:
        return f"{label} {day}到期" if language == "zh" else f"{label} due {day}"
    nominal = short_day(due.nominal, language)
    if language == "zh":
        moved = "顺延" if due.day > due.nominal else "提前"
        return f"{label} {day}到期（{nominal}为休息日，{moved}）"
    return f"{label} due {day} ({nominal} is a rest day)"
