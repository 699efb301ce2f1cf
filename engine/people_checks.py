"""What is wrong with a sheet of people, by row and column: cells, lines of one person, places.

A further check is one more mistake in the function of its kind; all of them are told at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.people_mistakes import note
from engine.people_profile import check_profile
from engine.people_sheet import COLUMNS, Line
from kernel.errors import InvalidInput
from kernel.words import Text
from notifications.sealing import check_url
from rules.policy import Policy
from rules.posts import GROUP_POSTS, Post, Scope
from rules.routing import BodyKind

_LANGUAGES = {"": "zh", "zh": "zh", "中文": "zh", "en": "en", "英文": "en", "english": "en"}
_OWN = ("name", "organisation", "language")
_PLACED = frozenset({Scope.UNIT, Scope.BODY})
Places = Mapping[Scope, Mapping[str, int]]
"""Scope → code of a unit or body → its id."""


@dataclass(slots=True)
class SheetEntry:
    """One line of the sheet once its cells are read."""

    line: Line
    values: dict[str, str]
    post: Post | None
    """None where the line gives no post, or none that exists."""
    scope: Scope
    urls: list[str]
    profile: dict[str, Any]
    """What the line says for the talent pool; empty where it says nothing."""


def check_line(policy: Policy, line: Line, mistakes: list[Text]) -> SheetEntry:
    """Return what a line says, and note every mistake in its cells."""
    values = dict(line.values)
    for column in COLUMNS:
        value = values.setdefault(column.name, "")
        if column.filled and not value:
            note(mistakes, line.mistake(column.name, "必填。", "is required."))
        if len(value) > column.longest:
            note(
                mistakes,
                line.mistake(
                    column.name,
                    f"超过 {column.longest} 个字符。",
                    f"has more than {column.longest} characters.",
                ),
            )
    language = _LANGUAGES.get(values["language"].lower())
    if language is None:
        note(mistakes, line.mistake("language", "应为 zh 或 en。", "should be zh or en."))
    values["language"] = language or "zh"
    post = _check_post(policy, line, values["post"], mistakes)
    terms = policy.posts.get(post) if post is not None else None
    scope = terms.scope if terms is not None else Scope.OFFICE
    urls = list(dict.fromkeys(values["channels"].replace(";", " ").replace("；", " ").split()))
    for number, url in enumerate(urls, start=1):
        for why in _check_channel(policy, url):
            said = f"第 {number} 个：{why.zh}", f"no. {number}: {why.en}"
            note(mistakes, line.mistake("channels", *said))
    if scope is Scope.BODY:
        values["scope_type"] = _body_kind(values["scope_type"])
    profile = check_profile(policy.roster, line, values, mistakes)
    return SheetEntry(line, values, post, scope, urls, profile)


def _body_kind(words: str) -> str:
    """Return the code of the kind of body whose code or name is `words`, else `words`."""
    return next((kind.value for kind in BodyKind if words in {kind.value, *kind.label}), words)


def post_named(policy: Policy, words: str) -> Post | None:
    """Return the post that somebody can hold whose code or name is `words`; None is no such."""
    for post in Post:
        if post is not Post.CLOCK and words in {post.value, *post.label, *policy.label(post)}:
            return post
    return None


def _check_post(policy: Policy, line: Line, words: str, mistakes: list[Text]) -> Post | None:
    if not words:
        return None
    post = post_named(policy, words)
    if post is None:
        note(
            mistakes,
            line.mistake(
                "post",
                f"没有“{words}”这一岗位；people template 的说明页列出了全部岗位。",
                f'there is no post "{words}"; the form of people template lists them all.',
            ),
        )
        return None
    if post not in GROUP_POSTS:
        return post
    note(
        mistakes,
        line.mistake(
            "post",
            "巡察组的岗位随轮次的分组登记；这里请留空。",
            "posts of a group are given with the round: leave it empty here.",
        ),
    )
    return None


def _check_channel(policy: Policy, url: str) -> tuple[Text, ...]:
    """Return what is wrong with the address of a channel; never the address."""
    try:
        service = check_url(url)
    except InvalidInput as error:
        return error.reasons
    allowed = policy.delivery.services
    if service in allowed:
        return ()
    return (
        Text(
            f"本办没有启用“{service}”这种渠道；可用的是：{'、'.join(allowed)}。",
            f'The office does not use "{service}"; it uses {", ".join(allowed)}.',
        ),
    )


def check_together(entries: list[SheetEntry], mistakes: list[Text]) -> None:
    """Note lines about one person, or about one place, that say different things.

    Name and type of a place need only stand on one of its lines: the others get them from there.
    """
    first: dict[tuple[str, str], SheetEntry] = {}
    for entry in entries:
        code = entry.values["code"]
        for name in (*_OWN, "channels"):
            if name == "channels" and not entry.values[name]:
                continue
            known = first.setdefault((code, name), entry)
            if entry.values[name] != known.values[name]:
                note(
                    mistakes,
                    entry.line.mistake(
                        name,
                        f"与第 {known.line.row} 行同一人员的不一致。",
                        f"differs from row {known.line.row} about the same person.",
                    ),
                )

    _check_places(entries, mistakes)


def _check_places(entries: list[SheetEntry], mistakes: list[Text]) -> None:
    for name in ("scope_name", "scope_type"):
        first: dict[tuple[Scope, str], SheetEntry] = {}
        placed = [one for one in entries if one.scope in _PLACED and one.values["scope"]]
        for entry in placed:
            if not entry.values[name]:
                continue
            known = first.setdefault((entry.scope, entry.values["scope"]), entry)
            if entry.values[name] != known.values[name]:
                zh = f"与第 {known.line.row} 行同一单位的不一致。"
                en = f"differs from row {known.line.row} about the same unit or body."
                note(mistakes, entry.line.mistake(name, zh, en))
        for entry in placed:
            told = first.get((entry.scope, entry.values["scope"]))
            if told is not None:
                entry.values[name] = told.values[name]


def check_place(entry: SheetEntry, places: Places, mistakes: list[Text]) -> None:
    """Note what is wrong with the unit or body a post is held at."""
    line, code = entry.line, entry.values["scope"]
    if entry.scope not in places:
        if code and (entry.post is not None or not entry.values["post"]):
            note(
                mistakes,
                line.mistake(
                    "scope", "这里应留空。", "should be empty: no unit or body is needed."
                ),
            )
        return
    if not code:
        note(
            mistakes,
            line.mistake("scope", "这一岗位须写单位代码。", "this post needs a unit or body."),
        )
        return
    if code in places[entry.scope]:
        return
    if not entry.values["scope_name"] or not entry.values["scope_type"]:
        note(
            mistakes,
            line.mistake(
                "scope", f"没有代码为“{code}”的单位；请核对，或同时填写范围名称和范围类别来登记。",
                f'"{code}" is not registered: check it, or give scope name and scope type too.',
            )
        )  # fmt: skip
    elif entry.scope is Scope.BODY and entry.values["scope_type"] not in list(BodyKind):
        note(
            mistakes,
            line.mistake(
                "scope_type",
                f"应为下列之一：{'、'.join(f'{one.label.zh}（{one}）' for one in BodyKind)}。",
                f"should be one of {', '.join(BodyKind)}.",
            )
        )  # fmt: skip
