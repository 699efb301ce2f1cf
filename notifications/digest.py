"""The morning message: several reminders of one person in one text that names no matter.

Each line has the number of a case, its date and the receipt code, as the single messages have
(`notifications/render.py`); a further fact is a part of `_line`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kernel.words import Language, Text
from notifications.render import Message, day_text
from rules.ladder import Tone

_TITLE = Text("【巡程】今日提醒 {n} 项", "[Xuncheng] {n} reminders this morning")
_CLOSING = Text(
    "内容不在本通知中，请登录系统查看并办理。",
    "This notice carries no content: please open the system.",
)
_TONES = {tone.value: tone.label for tone in Tone}


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line of the morning message."""

    number: str
    """The number of the case, which says nothing about it."""
    label: Text
    """What kind of notice it is."""
    due_on: date | None = None
    tone: str = ""
    code: str | None = None
    """The receipt code, if a receipt is wanted."""
    link: str | None = None


def render_digest(reminders: Sequence[Reminder], language: Language) -> Message:
    """Return the morning message of one person, the most pressing line first."""
    ordered = sorted(reminders, key=lambda one: (one.due_on or date.max, one.number))
    lines = [_line(place, one, language) for place, one in enumerate(ordered, 1)]
    title = _TITLE.say(language).format(n=len(ordered))
    return Message(title, "\n".join([*lines, _CLOSING.say(language)]))


def _line(place: int, one: Reminder, language: Language) -> str:
    zh = language == "zh"
    parts = [f"事项 {one.number}" if zh else f"Case {one.number}"]
    kind = _TONES[one.tone] if one.tone else one.label
    parts.append(kind.say(language))
    if one.due_on is not None:
        day = day_text(one.due_on, language)
        parts.append(f"到期日：{day}" if zh else f"due {day}")
    told = f"{place}. " + ("，" if zh else ", ").join(parts)
    if one.code is not None:
        told += f"\n   {'签收码：' if zh else 'Receipt code: '}{one.code}"
    if one.link is not None:
        told += f"\n   {'签收链接：' if zh else 'Acknowledge: '}{one.link}"
    return told
