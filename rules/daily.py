"""Guards of daily reports. Row H04, §4.9.

A further demand on what a report holds is one function here and its name in `states/daily_report`.
"""

from __future__ import annotations

import re

from rules.facts import Facts
from rules.posts import Post
from rules.rule import rule

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_-]*")
_APART = re.compile(r"[\s,，、;；]+")
_WRITERS = (Post.GROUP_LIAISON, Post.GROUP_MEMBER, Post.GROUP_LEADER)


@rule(
    "发现的问题只写底稿编号，内容写在底稿里；不是编号的有：{missing}。",
    "Problems are told by the number of their paper only; no numbers are: {missing}.",
    row="H04, §4.9",
    cured_by=_WRITERS,
    form=True,
)
def problems_are_numbers(facts: Facts) -> tuple[str, ...]:
    """A daily report names working papers, never what is in them."""
    told = _APART.split(str(facts.inputs.get("papers") or "").strip())
    wrong = [one for one in told if one and not is_number(one)]
    return tuple(str(place) for place, one in enumerate(told, 1) if one in wrong)


def is_number(word: str) -> bool:
    """Say whether a word can be the number of a paper.

    Example:
        >>> is_number("G1-007"), is_number("张某"), is_number("zhang")
        (True, False, False)
    """
    return _NUMBER.fullmatch(word) is not None and any(letter.isdigit() for letter in word)


@rule(
    "日报还没有填写，请先填写再签报。",
    "The report is empty: fill it in before it is signed.",
    row="H04",
    cured_by=_WRITERS,
)
def the_day_is_told(facts: Facts) -> bool:
    """A missing report is handed in late only with its content."""
    return bool(facts.fields.get("tomorrow"))
