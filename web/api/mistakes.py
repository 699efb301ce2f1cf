"""What is wrong with the form of a call, in words: which value, and what would be right.

The values themselves are never repeated: they may hold what a case holds. A further kind of mistake
is one line of `_SAID`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kernel.words import Text

_SAID: Mapping[str, Text] = {
    "missing": Text("缺少这一项", "is missing"),
    "extra_forbidden": Text("没有这一项", "is not asked for here"),
    "json_invalid": Text("不是合法的 JSON", "is no JSON"),
    "string_too_long": Text("长度不能超过 {max_length}", "has more than {max_length} characters"),
    "string_too_short": Text("长度不能少于 {min_length}", "has fewer than {min_length} characters"),
    "string_type": Text("应为文字", "should be words"),
    "int_parsing": Text("应为整数", "should be a whole number"),
    "int_type": Text("应为整数", "should be a whole number"),
    "greater_than_equal": Text("不能小于 {ge}", "should be at least {ge}"),
    "less_than_equal": Text("不能大于 {le}", "should be at most {le}"),
    "too_long": Text("最多 {max_length} 项", "has more than {max_length} items"),
    "too_short": Text("至少 {min_length} 项", "has fewer than {min_length} items"),
    "literal_error": Text("应为 {expected} 之一", "should be one of {expected}"),
    "date_from_datetime_parsing": Text("应为日期，如 2026-03-02", "should be a date, 2026-03-02"),
    "date_parsing": Text("应为日期，如 2026-03-02", "should be a date, 2026-03-02"),
}
_OTHERWISE = Text("写法不合要求", "has another form than the description of the call asks for")


def mistakes_in(errors: Sequence[Mapping[str, Any]]) -> tuple[Text, ...]:
    """Return every mistake as a sentence that names where it is."""
    return tuple(_told(one) for one in errors) or (_OTHERWISE,)


def _told(error: Mapping[str, Any]) -> Text:
    said = _SAID.get(error["type"], _OTHERWISE)
    where = ".".join(str(one) for one in error["loc"])
    known = error.get("ctx", {})
    return Text(f"{where}：{said.say('zh', **known)}。", f"{where}: {said.say('en', **known)}.")
