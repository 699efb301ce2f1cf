"""Reading a policy file: checked values out of TOML, and every mistake with file, key and remedy.

A sheet hands out a harmless blank for what is wrong and notes the mistake, so that one run over the
files finds all of them. A new kind of value is a method of `Sheet`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from kernel.words import Text

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_BETWEEN = " · "
"""What stands between the Chinese and the English words of a source."""
OWN_CHOICE = Text("本办自定", "the office's own choice")
"""What the word `office` of a source means."""
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise TypeError
    return raw.strip()


def _hour(raw: object) -> time:
    if not isinstance(raw, str) or not _HOUR.fullmatch(raw):
        raise TypeError
    return time.fromisoformat(raw)


def _day(raw: object) -> date:
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise TypeError
    return raw


def _yes_no(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


def _shown(raw: object) -> Text:
    """Return what stands in the file, as far as it is short enough to be repeated."""
    if isinstance(raw, dict | list):
        return Text("这里的内容", "what stands here")
    return Text(f"“{raw}”", f'"{raw}"')


class Sheet:
    """One table of a policy file, with where it stands and whom to tell what is wrong in it."""

    def __init__(
        self, file: str, content: Mapping[str, object], mistakes: list[Text], path: str = ""
    ) -> None:
        self.file = file
        self.path = path
        self._content = content
        self._mistakes = mistakes
        self._asked: dict[str, None] = {}

    def wrong(self, key: str, zh: str, en: str) -> None:
        """Note that what stands at `key` is wrong; the sentences say how to mend it."""
        where = ".".join(part for part in (self.path, key) if part)
        self._mistakes.append(Text(f"{self.file}，{where}：{zh}", f"{self.file}, {where}: {en}"))

    def _take(
        self, key: str, read: Callable[[object], T], wanted: Text, blank: T, default: T | None
    ) -> T:
        self._asked[key] = None
        if key not in self._content:
            if default is None:
                self.wrong(
                    key, f"缺少这一项，应填：{wanted.zh}。", f"is missing: give {wanted.en}."
                )
            return blank if default is None else default
        raw = self._content[key]
        try:
            return read(raw)
        except (TypeError, ValueError):
            shown = _shown(raw)
            self.wrong(
                key,
                f"{shown.zh}不对，应为：{wanted.zh}。",
                f"{shown.en} is wrong: give {wanted.en}.",
            )
            return blank

    def text(self, key: str) -> str:
        """Return a line of words."""
        return self._take(key, _text, Text("不为空的文字", "some words in quotes"), "", None)

    def label(self, key: str = "label") -> Text:
        """Return a name in both languages, written `{ zh = "…", en = "…" }`."""
        words = self.table(key)
        found = Text(words.text("zh"), words.text("en"))
        words.close()
        return found

    def source(self) -> Text:
        """Return where a number comes from: `office`, or Chinese and English words with ` · `."""
        words = self.text("source")
        if words == "office":
            return OWN_CHOICE
        zh, _, en = words.partition(_BETWEEN)
        return Text(zh, en or zh)

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number from `least` to `most`."""

        def read(raw: object) -> int:
            if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
                raise TypeError
            return raw

        wanted = Text(f"{least} 到 {most} 的整数", f"a whole number from {least} to {most}")
        return self._take(key, read, wanted, min(max(0, least), most), default)

    def yes_no(self, key: str) -> bool:
        """Return true or false."""
        wanted = Text("true 或 false（不加引号）", "true or false, without quotes")
        return self._take(key, _yes_no, wanted, blank=False, default=None)

    def day(self, key: str) -> date:
        """Return a date."""
        wanted = Text(
            "日期，如 2026-03-02（不加引号）", "a date such as 2026-03-02, without quotes"
        )
        return self._take(key, _day, wanted, date.min, None)

    def hour(self, key: str, default: time | None = None) -> time:
        """Return an hour of the office."""
        wanted = Text('时刻，如 "18:00"（加引号）', 'an hour such as "18:00", in quotes')
        return self._take(key, _hour, wanted, default or time(), default)

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """Return one of `options`; empty words when it is none of them."""

        def read(raw: object) -> str:
            if raw not in options:
                raise ValueError
            return str(raw)

        wanted = Text(f"{'、'.join(options)} 之一", f"one of {', '.join(options)}")
        return self._take(key, read, wanted, "", default)

    def member(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Return one of the members of `kind`."""
        found = self.choice(key, [one.value for one in kind], default and default.value)
        return kind(found) if found else next(iter(kind))

    def items(self, key: str, *, required: bool = False) -> tuple[tuple[str, Sheet], ...]:
        """Return the values of a list, each as a key (numbered from 1) and the sheet it is on."""

        def read(raw: object) -> list[object]:
            if not isinstance(raw, list) or (required and not raw):
                raise TypeError
            return raw

        wanted = Text("方括号里的列表，如 [ … ]", "a list in brackets, such as [ … ]")
        blank: list[object] = []
        found = self._take(key, read, wanted, blank, None if required else blank)
        names = [f"{key}[{number}]" for number in range(1, len(found) + 1)]
        return tuple(
            (name, Sheet(self.file, {name: raw}, self._mistakes, self.path))
            for name, raw in zip(names, found, strict=True)
        )

    def days(self, key: str) -> tuple[date, ...]:
        """Return a list of dates, empty when it is not there."""
        found = [one.day(name) for name, one in self.items(key)]
        return tuple(day for day in found if day != date.min)

    def choices(
        self, key: str, options: Sequence[str], *, required: bool = False
    ) -> tuple[str, ...]:
        """Return a list of some of `options`."""
        items = self.items(key, required=required)
        return tuple(found for name, one in items if (found := one.choice(name, options)))

    def table(self, key: str) -> Sheet:
        """Return the table at `key`; an empty one when it is missing or none."""

        def read(raw: object) -> Mapping[str, object] | None:
            if not isinstance(raw, dict):
                raise TypeError
            return raw

        wanted = Text(f"一个表，写作 [{key}]", f"a table, written [{key}]")
        content = self._take(key, read, wanted, None, None)
        mistakes = [] if content is None else self._mistakes  # a missing table is one mistake
        return Sheet(self.file, content or {}, mistakes, f"{self.path}.{key}".lstrip("."))

    def tables(self, key: str, *, required: bool = False) -> tuple[Sheet, ...]:
        """Return the tables at `key`, numbered from 1."""

        def read(raw: object) -> list[Mapping[str, object]]:
            if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
                raise TypeError
            if required and not raw:
                raise ValueError
            return raw

        wanted = Text(f"一组表，每个写作 [[{key}]]", f"tables, each written [[{key}]]")
        blank: list[Mapping[str, object]] = []
        found = self._take(key, read, wanted, blank, None if required else blank)
        base = f"{self.path}.{key}".lstrip(".")
        return tuple(
            Sheet(self.file, one, self._mistakes, f"{base}[{number}]")
            for number, one in enumerate(found, start=1)
        )

    def __iter__(self) -> Iterator[str]:
        """Go through the keys, in the order of the file."""
        return iter(self._content)

    def close(self) -> None:
        """Note every key that nobody asked for: it is misspelt or stands in the wrong place."""
        known = list(self._asked)
        for key in self._content:
            if key not in self._asked:
                self.wrong(
                    key,
                    f"没有这个键，请改正或删去；这里可以写：{'、'.join(known)}。",
                    f"unknown key: correct or delete it; known here are {', '.join(known)}.",
                )
