"""What a command prints: one JSON document with `--json`, else tables for people.

Documents go to stdout, messages to stderr; how JSON says a value is told in `kernel/plain.py`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from kernel.clock import OFFICE_ZONE
from kernel.plain import plain
from kernel.words import Language, Text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

_WIDE = 140
"""Columns where nobody watches: a file or a pipe."""
_WEEKDAYS = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)


def write_json(document: object) -> None:
    """Write one JSON document to stdout."""
    sys.stdout.write(json.dumps(plain(document), ensure_ascii=False, indent=2) + "\n")


def write_line(document: object) -> None:
    """Write one JSON object on a line of its own to stdout."""
    sys.stdout.write(json.dumps(plain(document), ensure_ascii=False) + "\n")


def console(*, stderr: bool = False) -> Console:
    """Return the terminal; a pipe or a file is wide enough for every table."""
    from rich.console import Console  # noqa: PLC0415 - only where something is drawn

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _WIDE
    return Console(stderr=stderr, width=width, highlight=False, emoji=False, markup=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> Table:
    """Return a table of plain words."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text as Words  # noqa: PLC0415

    made = Table(
        title=title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD,
        header_style="bold", pad_edge=False,
    )  # fmt: skip
    for column in columns:
        made.add_column(Words(column), overflow="fold")
    for row in rows:
        made.add_row(*(Words(str(one)) for one in row))
    return made


def words(text: str, style: str = "") -> RenderableType:
    """Return words in a style; nothing in them is read as markup."""
    from rich.text import Text as Words  # noqa: PLC0415

    return Words(text, style=style)


def day_words(day: date, language: Language) -> str:
    """Return a day with its weekday."""
    return f"{day.isoformat()} {_WEEKDAYS[day.weekday()].say(language)}"


def moment_words(moment: datetime) -> str:
    """Return a moment as the office's clock shows it."""
    return moment.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")
