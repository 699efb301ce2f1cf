"""Drawing templates: words in two languages, dates as Chinese offices write them.

A word of a template stands there in both languages, `{{ t("待办", "Desk") }}`; a further filter is
one line in `_filters`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import URL

from kernel.clock import OFFICE_ZONE
from kernel.ids import case_number
from kernel.words import Language, Text
from web.dates import day_words, days_left_words, moment_words, size_words, span_words

HERE = Path(__file__).parent
STATIC = HERE / "static"
_WORDS = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def draw(template: str, shown: Mapping[str, Any]) -> str:
    """Return a page.

    Args:
        template: Its file in `web/templates`.
        shown: What it shows; `visit` says in which language.
    """
    language: Language = shown["visit"].language
    return _environment(language).get_template(template).render(shown)


@cache
def _environment(language: Language) -> Environment:
    """Return the templates in one language."""
    made = _WORDS.overlay()
    made.filters = {**_WORDS.filters, **_filters(language)}
    made.globals = {**_WORDS.globals, "t": _chooser(language), "asset": asset, "language": language}
    return made


def _chooser(language: Language) -> Callable[..., str]:
    def choose(zh: str, en: str, **values: object) -> str:
        return Text(zh, en).say(language, **values)

    return choose


def _filters(language: Language) -> dict[str, Callable[..., str]]:
    def said(text: Text | str) -> str:
        return text.say(language) if isinstance(text, Text) else text

    def day(value: date | None) -> str:
        return day_words(value, language) if value else ""

    def moment(value: datetime | str | None) -> str:
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        return moment_words(value.astimezone(OFFICE_ZONE), language) if value else ""

    def left(days: int) -> str:
        return days_left_words(days).say(language)

    def span(value: timedelta) -> str:
        return span_words(value, language)

    return {
        "say": said, "day": day, "moment": moment, "left": left, "number": case_number,
        "own": own_address, "span": span, "size": size_words,
    }  # fmt: skip


def own_address(url: URL) -> str:
    """Return an address of this site without the site, so a proxy in front changes nothing."""
    return f"{url.path}?{url.query}" if url.query else url.path


@cache
def asset(name: str) -> str:
    """Return the address of a file in `web/static`; it changes with the file."""
    mark = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{mark}"
