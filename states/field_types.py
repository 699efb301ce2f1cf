"""The kinds of value a field can hold, how each is read, and what it should look like.

A further kind is a member of `FieldType`, its parser and its hint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from kernel.words import Text
from states import values
from states.values import Shape


class FieldType(StrEnum):
    """What kind of value a field holds."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PERSON = "person"
    PEOPLE = "people"
    GROUP = "group"
    UNIT = "unit"
    BODY = "body"
    HOUR = "hour"
    WINDOWS = "windows"
    ROWS = "rows"
    CASE = "case"
    POSTS = "posts"
    CONTENT = "content"
    """A text that is kept apart: the entry holds its digest."""


PARSERS: Mapping[FieldType, Callable[[Shape, object], Any]] = {
    FieldType.TEXT: values.as_text,
    FieldType.DATE: values.as_date,
    FieldType.NUMBER: values.as_number,
    FieldType.YES_NO: values.as_yes_no,
    FieldType.CHOICE: values.as_choice,
    FieldType.PERSON: values.as_number,
    FieldType.PEOPLE: values.as_people,
    FieldType.GROUP: values.as_number,
    FieldType.UNIT: values.as_number,
    FieldType.BODY: values.as_number,
    FieldType.CASE: values.as_case,
    FieldType.HOUR: values.as_hour,
    FieldType.WINDOWS: values.as_windows,
    FieldType.POSTS: values.as_posts,
    FieldType.CONTENT: values.as_content,
}
"""Kind → its parser; rows are read field by field."""

HINTS: Mapping[FieldType, Text] = {
    FieldType.TEXT: Text("不为空、不过长的文字", "some words, not too many"),
    FieldType.DATE: Text("日期，如 2026-03-02", "a date such as 2026-03-02"),
    FieldType.NUMBER: Text("不小于 0、不过大的整数", "a whole number, 0 or more, not too large"),
    FieldType.YES_NO: Text("“是”或“否”", "yes or no"),
    FieldType.CHOICE: Text("下列之一：", "one of "),
    FieldType.PERSON: Text("一名人员", "a person"),
    FieldType.PEOPLE: Text("一名或多名人员", "one or more people"),
    FieldType.GROUP: Text("一个巡察组", "a group"),
    FieldType.UNIT: Text("一个单位", "a unit"),
    FieldType.BODY: Text("一个承办单位", "a receiving body"),
    FieldType.CASE: Text("6 位事项编号", "the number of a case"),
    FieldType.HOUR: Text("时刻，如 09:30", "an hour such as 09:30"),
    FieldType.WINDOWS: Text(
        "互不重叠的时段，用逗号隔开，如 08:30-12:00,14:30-17:30",
        "separate hours with commas between, such as 08:30-12:00,14:30-17:30",
    ),
    FieldType.ROWS: Text("一行或多行", "one or more rows"),
    FieldType.POSTS: Text("岗位，如 director,group_member", "posts such as director,group_member"),
    FieldType.CONTENT: Text("不为空、不过长的文稿", "a text, not too long"),
}
