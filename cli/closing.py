"""The closing tables of a play: dates of stages, what came of everything, published figures.

A new group of figures is one more row function here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from engine.rectification_figures import RATE
from engine.scenario.summary import SPANS, STAGES, Compared, Summary
from kernel.words import Language, Text
from states.catalogue import NEWEST

_WEEKDAYS_ZH = "一二三四五六日"


def show_closing(summary: Summary, console: Console, language: Language) -> None:
    """Show the closing tables."""
    console.print()
    console.print(_stages(summary, language))
    console.print(_counts(summary, language))
    if summary.published:
        console.print(_compared(summary, language))
    audit = summary.figures["audit"]
    words = Text(
        f"留痕 {audit['entries']} 条，链首 {audit['head']}",
        f"{audit['entries']} audit entries, head {audit['head']}",
    )
    console.print(Styled(words.say(language), style="dim"), overflow="fold")


def _table(title: Text, language: Language, *columns: Text) -> Table:
    table = Table(title=title.say(language), title_justify="left", title_style="bold")
    for index, column in enumerate(columns):
        table.add_column(column.say(language), justify="left" if index == 0 else "right")
    return table


def _stages(summary: Summary, language: Language) -> Table:
    table = _table(
        Text("各阶段", "Stages"), language,
        Text("阶段", "Stage"), Text("日期", "Date"), Text("相隔（天）", "Days since the last"),
    )  # fmt: skip
    before: date | None = None
    for name, label, _ in STAGES:
        if name not in summary.stages:
            continue
        day = summary.stages[name]
        since = "" if before is None else str((day - before).days)
        weekday = f"（周{_WEEKDAYS_ZH[day.weekday()]}）" if language == "zh" else ""
        table.add_row(label.say(language), f"{day.isoformat()}{weekday}", since)
        before = day
    table.add_section()
    for name, label, _, _ in SPANS:
        if name in summary.figures["days"]:
            table.add_row(label.say(language), "", str(summary.figures["days"][name]))
    return table


def _counts(summary: Summary, language: Language) -> Table:
    table = _table(
        Text("办理情况", "What came of it"), language, Text("项目", "Item"), Text("数量", "Number")
    )
    for rows in (_told(summary), _items(summary), _extensions(summary), _clues(summary)):
        for label, value in rows:
            table.add_row(label.say(language), value)
        table.add_section()
    for kind, states in summary.figures["cases"].items():
        cycle = NEWEST[kind]
        told = "，".join(f"{cycle.state(state).label.zh} {n}" for state, n in states.items())
        english = ", ".join(f"{cycle.state(state).label.en} {n}" for state, n in states.items())
        table.add_row(cycle.label.say(language), Text(told, english).say(language))
    if summary.figures["rectification"]["total"]:
        table.caption, table.caption_justify = f"* {RATE.say(language)}", "left"
    return table


def _told(summary: Summary) -> Iterator[tuple[Text, str]]:
    told = summary.figures["told"]
    for what, label in (
        ("move", Text("办理", "Moves")),
        ("refusal", Text("未准", "Refusals")),
        ("reminder", Text("提醒", "Reminders")),
        ("overdue", Text("超期", "Overdue")),
        ("escalation", Text("升级", "Escalations")),
        ("notice", Text("通知", "Notices")),
    ):
        yield label, f"{told.get(what, 0):,}"


def _items(summary: Summary) -> Iterator[tuple[Text, str]]:
    items = summary.figures["rectification"]
    if not items["total"]:
        return
    for name, label in (
        ("total", Text("整改事项", "Rectification items")),
        ("done", Text("　完成（销号）", "  done (written off)")),
        ("basically_done", Text("　基本完成（长期坚持）", "  basically done (long-term)")),
        ("extended", Text("　延期中", "  extended, running")),
        ("not_done", Text("　未完成", "  not done")),
        ("carried", Text("　　其中结转", "    of which carried over")),
        ("ever_extended", Text("　曾延期", "  ever extended")),
    ):
        yield label, f"{items[name]:,}"
    yield Text("　整改率（*）", "  rate (*)"), f"{items['rate']} %"
    yield Text("　加权整改率", "  weighted rate"), f"{items['weighted_rate']} %"


def _extensions(summary: Summary) -> Iterator[tuple[Text, str]]:
    found = summary.figures["extensions"]
    if not found["asked"]:
        return
    for name, label in (
        ("asked", Text("延期申请", "Extensions asked for")),
        ("granted", Text("　批准", "  granted")),
        ("rejected", Text("　未批准", "  rejected")),
        ("late", Text("　逾期才申请", "  asked for too late")),
    ):
        yield label, f"{found[name]:,}"


def _clues(summary: Summary) -> Iterator[tuple[Text, str]]:
    found = summary.figures["clues"]
    if not found["found"]:
        return
    aside = {
        "handed_over": Text("移交", "handed over"),
        "merged": Text("并案", "merged"),
        "parked": Text("暂存", "parked"),
        "returned_for_quality": Text("质量退回", "returned"),
        "out_of_scope_transferred": Text("转办", "transferred"),
        "expressed": Text("专报", "express"),
        "rejected": Text("不予移交", "rejected"),
    }
    told = [(label, found[name]) for name, label in aside.items() if found[name]]
    zh = "＋".join(f"{label.zh} {n}" for label, n in told)
    en = " + ".join(f"{label.en} {n}" for label, n in told)
    sign = "＝" if found["balanced"] else "≠"
    yield Text(f"线索 {sign} {zh}", f"Clues {sign} {en}"), f"{found['found']:,}"


def _compared(summary: Summary, language: Language) -> Table:
    table = _table(
        Text("推演结果与公布数字", "Computed beside published"), language,
        Text("项目", "Figure"), Text("公布", "Published"), Text("推演", "Computed"), Text("", ""),
    )  # fmt: skip
    for one in summary.published:
        mark = Styled("✓", style="green") if one.agrees else Styled("✗", style="bold red")
        table.add_row(one.label.say(language), _number(one.published), _computed(one), mark)
    return table


def _computed(one: Compared) -> str:
    return "—" if one.computed is None else _number(one.computed)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
