"""From a notice to the text that leaves the house.

A text is one file for each notice and language under `templates/`: the title line, then the body.
It may use the placeholders in `PLACEHOLDERS` and nothing else, so it cannot say what a case is
about, which unit it concerns or who is involved (domain §7 row 4). A line whose placeholder has no
value is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

from kernel.words import Language, Text
from rules.ladder import Tone

PLACEHOLDERS = frozenset({"number", "due", "tone", "link", "code"})
"""Everything a template may ask for."""

_TEMPLATES = Path(__file__).parent / "templates"
_TONES = {tone.value: tone.label for tone in Tone}
_WEEKDAYS = (
    Text("周一", "Monday"),
    Text("周二", "Tuesday"),
    Text("周三", "Wednesday"),
    Text("周四", "Thursday"),
    Text("周五", "Friday"),
    Text("周六", "Saturday"),
    Text("周日", "Sunday"),
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """What one person is told."""

    title: str
    body: str


def day_text(day: date, language: Language) -> str:
    """Return `day` as a person writes it, with its day of the week.

    Example:
        >>> day_text(date(2026, 3, 2), "zh"), day_text(date(2026, 3, 2), "en")
        ('2026年3月2日（周一）', 'Monday, 2 March 2026')
    """
    weekday = _WEEKDAYS[day.weekday()].say(language)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日（{weekday}）"
    return f"{weekday}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def asked_for(line: str) -> frozenset[str]:
    """Return the placeholders in one line of a template."""
    return frozenset(name for _, name, _, _ in Formatter().parse(line) if name is not None)


@cache
def template(notice: str, language: Language) -> tuple[str, ...]:
    """Return the lines of a template, the title first."""
    path = _TEMPLATES / f"{notice}.{language}.txt"
    return tuple(path.read_text(encoding="utf-8").splitlines())


def render(
    notice: str,
    language: Language,
    *,
    number: str,
    due_on: date | None,
    tone: str,
    link: str | None,
    code: str | None,
) -> Message:
    """Return what `notice` says in `language`.

    Args:
        notice: The name of a notice in `notifications/catalogue`.
        language: The language of the recipient.
        number: The number of the case, which says nothing about it.
        due_on: Until when there is something to do, if there is a limit.
        tone: A stored `Tone`, or empty.
        link: Where the notice is acknowledged, if a receipt is wanted and there is a web address.
        code: The receipt code, if a receipt is wanted.
    """
    values = {
        "number": number,
        "due": day_text(due_on, language) if due_on else None,
        "tone": _TONES[tone].say(language) if tone else None,
        "link": link,
        "code": code,
    }
    title, *body = (
        line.format(**values)
        for line in template(notice, language)
        if all(values[name] for name in asked_for(line))
    )
    return Message(title, "\n".join(body))
