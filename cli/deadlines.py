"""How running deadlines are drawn: both dates, what is left, and who hears next and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cli import output
from cli.desk import Desk

if TYPE_CHECKING:
    from rich.table import Table

    from engine.explain import DeadlineView


def deadline_table(desk: Desk, deadlines: Iterable[DeadlineView]) -> Table:
    """Return the running deadlines as a table, the nearest first."""
    columns = [
        desk.word(*pair)
        for pair in (
            ("期限", "deadline"), ("到期日", "due"), ("推算日", "nominal date"),
            ("最初到期日", "first due"), ("剩余", "left"), ("下一次提醒", "speaks next"),
            ("依据", "source"),
        )
    ]  # fmt: skip
    rows = [
        (
            f"{one.label.say(desk.language)}\n{one.deadline}",
            output.day_words(one.due_on, desk.language) + _provisional(desk, one),
            output.day_words(one.nominal_on, desk.language) if one.nominal_on != one.due_on else "",
            one.original_on if one.original_on != one.due_on else "",
            _left(desk, one),
            _next(desk, one),
            one.source.say(desk.language),
        )
        for one in deadlines
    ]
    return output.table(columns, rows, desk.word("期限", "Deadlines"))


def _provisional(desk: Desk, one: DeadlineView) -> str:
    if not one.provisional:
        return ""
    return desk.word("\n暂定（放假安排未公布）", "\nprovisional (holidays not published)")


def _left(desk: Desk, one: DeadlineView) -> str:
    if one.suspended:
        return desk.word("已暂停", "suspended")
    if one.days_left < 0:
        return desk.word(f"逾期 {-one.days_left} 天", f"{-one.days_left} days over")
    return desk.word(f"{one.days_left} 天", f"{one.days_left} days")


def _next(desk: Desk, one: DeadlineView) -> str:
    if one.next_at is None:
        return ""
    step = one.next_step.say(desk.language) if one.next_step else ""
    return f"{output.moment_words(one.next_at)}\n{step}".strip()
