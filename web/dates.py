"""Days and moments as people read them: 2026年3月2日（周一）, and how far off a day is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kernel.words import Language, Text

_WEEKDAYS = "一二三四五六日"


def day_words(day: date, language: Language) -> str:
    """Return a day with its day of the week.

    Example:
        >>> day_words(date(2026, 3, 2), "zh")
        '2026年3月2日（周一）'
        >>> day_words(date(2026, 3, 2), "en")
        'Mon 2 Mar 2026'
    """
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
    return f"{day:%a} {day.day} {day:%b %Y}"


def month_words(day: date, language: Language) -> str:
    """Return the month of a day.

    Example:
        >>> month_words(date(2026, 3, 2), "zh"), month_words(date(2026, 3, 2), "en")
        ('2026年3月', 'Mar 2026')
    """
    return f"{day.year}年{day.month}月" if language == "zh" else f"{day:%b %Y}"


def moment_words(moment: datetime, language: Language) -> str:
    """Return a moment of the office to the minute."""
    return f"{day_words(moment.date(), language)} {moment:%H:%M}"


def days_left_words(days: int) -> Text:
    """Return how far off a due date is.

    Example:
        >>> days_left_words(-2).zh
        '已超期 2 天'
    """
    if days < 0:
        return Text(f"已超期 {-days} 天", f"{-days} days overdue")
    if days == 0:
        return Text("今天到期", "due today")
    return Text(f"还有 {days} 天", f"{days} days left")


_UNITS = (
    (86_400, Text("天", "d")), (3600, Text("小时", "h")), (60, Text("分钟", "min")),
)  # fmt: skip


def span_words(span: timedelta, language: Language) -> str:
    """Return about how long something takes, in its largest unit.

    Example:
        >>> span_words(timedelta(minutes=90), "zh"), span_words(timedelta(seconds=4), "en")
        ('1 小时', '4 s')
    """
    seconds = int(span.total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{seconds // size} {unit.say(language)}"
    return f"{seconds} {Text('秒', 's').say(language)}"


def size_words(count: int) -> str:
    """Return a number of bytes in its largest unit.

    Example:
        >>> size_words(1536), size_words(3 * 1024**3)
        ('1.5 KB', '3.0 GB')
    """
    size = float(count)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":  # noqa: PLR2004 - what makes a unit
            return f"{size:.0f} B" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    raise AssertionError
