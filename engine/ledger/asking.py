"""What somebody asks of a ledger: filters, order, groups and page, from the words of an address.

A further filter is a field of `Ask`, its line in `read_ask` and its condition in `selecting.py`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from engine.directory import Directory, Named
from engine.ledger.column import Ledger, Source
from kernel.errors import InvalidInput, NotFound
from kernel.ids import case_id_of, case_number
from kernel.words import Labelled, Text

_SUNDAY = 6
_LONGEST_NUMBER = 64


class Due(Labelled):
    """When the nearest deadline of a row ends."""

    OVERDUE = "overdue", "已超期", "Overdue"
    WEEK = "week", "本周到期", "Due this week"
    MONTH = "month", "本月到期", "Due this month"
    NONE = "none", "无期限", "No deadline"

    def last(self, today: date) -> date:
        """Return the last day of the week or the month."""
        if self is Due.WEEK:
            return today + timedelta(days=_SUNDAY - today.weekday())
        return today.replace(day=monthrange(today.year, today.month)[1])


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of a ledger."""

    round_id: int | None = None
    group_id: int | None = None
    unit_id: int | None = None
    due: Due | None = None
    number: str = ""
    """A number, or a part of one that the office gives itself."""
    case_id: int | None = None
    """The case whose number that is, if it is one."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """Column → the one value of it that is looked for."""
    sort: str = "number"
    down: bool = False
    by: str = ""
    """The column by which rows are put together."""
    page: int = 1


def read_ask(ledger: Ledger, words: Mapping[str, str], directory: Directory) -> Ask:
    """Return what an address or a command asks of a ledger.

    Args:
        ledger: The ledger.
        words: Name → word; what is empty is not asked for, what other parts use is left alone.
        directory: The groups and units.

    Raises:
        InvalidInput: every name or value that does not exist, at once.
    """
    reader = _Reader(ledger, {name: word for name, word in words.items() if word.strip()})
    word = reader.given.get("q", "").strip()[:_LONGEST_NUMBER]
    sort = reader.given.get("sort", ledger.by_number)
    asked = Ask(
        reader.number_of_case("round"), reader.place("group", directory.groups),
        reader.place("unit", directory.units), reader.due(), word, _case_of(word),
        dict(reader.chosen()), reader.column(sort.removeprefix("-"), "sortable"),
        sort.startswith("-"), reader.column(reader.given.get("by", ""), "groupable"),
        reader.page(),
    )  # fmt: skip
    if reader.mistakes:
        raise InvalidInput(*reader.mistakes)
    return asked


def words_of(ask: Ask, ledger: Ledger) -> dict[str, str]:
    """Return the words from which `read_ask` makes the same; what is usual is left out."""
    sort = f"-{ask.sort}" if ask.down else ask.sort
    found = {
        "round": case_number(ask.round_id) if ask.round_id else "",
        "group": str(ask.group_id or ""), "unit": str(ask.unit_id or ""),
        "due": ask.due or "", "q": ask.number, **ask.chosen,
        "sort": "" if sort == ledger.by_number else sort, "by": ask.by,
        "page": "" if ask.page == 1 else str(ask.page),
    }  # fmt: skip
    return {name: str(word) for name, word in found.items() if word}


def told(ask: Ask, ledger: Ledger, directory: Directory, round_name: str) -> list[Text]:
    """Return what is asked for as people read it: one sentence a filter, group or order.

    Args:
        ask: What is asked for.
        ledger: The ledger.
        directory: The groups and units.
        round_name: How the round is called for the reader, if one is asked for.
    """
    said = [
        _pair(ledger.by_name[name].label, label)
        for name, value in ask.chosen.items()
        for code, label in ledger.by_name[name].options
        if code == value
    ]
    places = (
        (Text("巡察组", "Group"), directory.groups.get(ask.group_id or 0)),
        (Text("被巡察单位", "Unit"), directory.units.get(ask.unit_id or 0)),
    )
    said = [_pair(label, Text(one.name, one.name)) for label, one in places if one] + said
    if ask.round_id:
        said.insert(0, _pair(Text("轮次", "Round"), Text(round_name, round_name)))
    if ask.due:
        said.append(_pair(Text("期限", "Deadline"), ask.due.label))
    if ask.number:
        said.append(_pair(Text("编号", "Number"), Text(ask.number, ask.number)))
    if ask.by:
        said.append(_pair(Text("分组", "Grouped by"), ledger.by_name[ask.by].label))
    down = Text("（降序）", " (descending)") if ask.down else Text("", "")
    sort = ledger.by_name[ask.sort].label
    return [*said, _pair(Text("排序", "Sorted by"), Text(sort.zh + down.zh, sort.en + down.en))]


def _pair(label: Text, value: Text) -> Text:
    return Text(f"{label.zh}：{value.zh}", f"{label.en}: {value.en}")


def _case_of(word: str) -> int | None:
    try:
        return case_id_of(word)
    except NotFound:
        return None


class _Reader:
    """Reads words and keeps every mistake."""

    def __init__(self, ledger: Ledger, given: Mapping[str, str]) -> None:
        self.ledger, self.given = ledger, given
        self.mistakes: list[Text] = []

    def _try(self, name: str, made: Callable[[str], Any], one_of: Text) -> Any:
        word = self.given.get(name, "")
        if not word:
            return None
        try:
            return made(word)
        except (ValueError, KeyError, NotFound):
            self.mistakes.append(_no_such(name, one_of))
            return None

    def number_of_case(self, name: str) -> int | None:
        found: int | None = self._try(name, case_id_of, Text("6 位事项编号", "a case number"))
        return found

    def place(self, name: str, known: Mapping[int, Named]) -> int | None:
        of = Text("现有的一个", "one that exists")
        found: int | None = self._try(name, lambda word: known[int(word)].id, of)
        return found

    def due(self) -> Due | None:
        if not any(one.source is Source.DUE for one in self.ledger.columns):
            return None
        found: Due | None = self._try("due", Due, Text("、".join(Due), ", ".join(Due)))
        return found

    def page(self) -> int:
        def made(word: str) -> int:
            if not word.isdecimal() or not int(word):
                raise ValueError
            return min(int(word), 1_000_000)

        return self._try("page", made, Text("从 1 起的页码", "a page, from 1")) or 1

    def chosen(self) -> Iterator[tuple[str, str]]:
        for one in self.ledger.columns:
            codes = {code: code for code, _ in one.options}
            of = Text("、".join(codes), ", ".join(codes))
            if codes and (found := self._try(one.name, codes.__getitem__, of)) is not None:
                yield one.name, found

    def column(self, name: str, able: str) -> str:
        """Return the name of a column that is sortable or groupable."""
        known = [one.name for one in self.ledger.columns if getattr(one, able)]
        if name and name not in known:
            what = "by" if able == "groupable" else "sort"
            self.mistakes.append(_no_such(what, Text("、".join(known), ", ".join(known))))
            return ""
        return name


def _no_such(name: str, one_of: Text) -> Text:
    return Text(
        f"台账的“{name}”填写有误，应为：{one_of.zh}。",
        f'"{name}" of a ledger should be: {one_of.en}.',
    )
