"""Guards of the documents of the library, and which version holds when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from rules import documents
from rules.facts import Facts, Line
from rules.library import READ, Known, Library, in_force, versions_in
from rules.posts import Post
from rules.rule import Rule
from tests.support.facts import NOW, TODAY, No, Yes, actor, assert_no, assert_yes, facts, signed

TOMORROW = TODAY + timedelta(days=1)
KNOWN = Library((
    Known("N-1", "《会议制度》", "internal", effective_from=TODAY),
    Known("N-2", "旧制度", "internal", repealed=True),
))  # fmt: skip


def version(effective_from: date, **more: Any) -> Line:
    values = {"effective_from": effective_from.isoformat(), "document_text": "0f", **more}
    return Line(1, NOW, 2, values)


def opened(code: str, title: str) -> Facts:
    return facts(inputs={"document_code": code, "title": title}, library=KNOWN)


def revised(effective_from: date, *earlier: date) -> Facts:
    lines = {"document_versions": tuple(version(day) for day in earlier)}
    return facts(inputs={"effective_from": effective_from}, lines=lines)


def due(read_by: date | None, readers: str | None = "group_member") -> Facts:
    inputs = {} if read_by is None else {"read_by": read_by}
    return facts(inputs=inputs, fields={"readers": readers})


def read(number: int, newest: int = 2) -> Facts:
    return facts(inputs={"version_read": number}, fields={"versions": newest})


MEMBER = actor(2, Post.GROUP_MEMBER)
YES: list[Yes] = [
    (documents.the_document_is_new, opened("N-3", "保密制度")),
    (documents.the_document_is_new, opened("N-2", "旧制度")),
    (documents.the_readers_are_of_the_house, facts()),
    (documents.the_readers_are_of_the_house,
     facts(inputs={"readers": "office_staff,group_member,lg_leader"})),
    (documents.the_readers_have_time, due(None)),
    (documents.the_readers_have_time, due(None, None)),
    (documents.the_readers_have_time, due(TODAY)),
    (documents.versions_follow_one_another, revised(TODAY)),
    (documents.versions_follow_one_another, revised(TODAY, TODAY)),
    (documents.the_newest_version_was_read, read(2)),
    (documents.nobody_reads_for_others, facts(MEMBER)),
    (documents.it_was_not_read_before, facts(MEMBER, signoffs=(signed(READ, 3, about=3),))),
]  # fmt: skip
NO: list[No] = [
    (documents.the_document_is_new, opened("N-1", "保密制度"), ()),
    (documents.the_document_is_new, opened("N-3", "会议制度"), ()),
    (documents.the_readers_are_of_the_house,
     facts(inputs={"readers": "office_staff,unit_head"}), ()),
    (documents.the_readers_have_time, due(TODAY - timedelta(days=1)), ()),
    (documents.the_readers_have_time, due(TOMORROW, None), ()),
    (documents.versions_follow_one_another, revised(TODAY, date(2020, 1, 1), TOMORROW), ()),
    (documents.the_newest_version_was_read, read(1), ()),
    (documents.the_newest_version_was_read, read(3), ()),
    (documents.nobody_reads_for_others, facts(actor(9, Post.GROUP_MEMBER, acting_for=2)), ()),
    (documents.it_was_not_read_before, facts(MEMBER, signoffs=(signed(READ, 2, about=2),)), ()),
]  # fmt: skip


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses(case: No) -> None:
    assert_no(case)


def test_every_guard_of_documents_is_tested() -> None:
    rules = {one for one in vars(documents).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules


def test_a_version_holds_from_its_day_until_the_next_one_does() -> None:
    lines = (version(TODAY), version(TODAY), version(TOMORROW, changed="第三条"))
    found = versions_in(lines)

    def number(day: date) -> int | None:
        holding = in_force(found, day)
        return None if holding is None else holding.number

    assert [number(TODAY - timedelta(days=1)), number(TODAY), number(TOMORROW)] == [None, 2, 3]
    assert [one.changed for one in found] == ["", "", "第三条"]
