"""The library in the terminal: entered, issued, read, signed for, and who has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.office import SmallOffice
from tests.support.terminal import ask


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "handbook.txt"
    path.write_text("第一章 总则\n第一条 严格执行。\n", encoding="utf-8")
    return path


def test_a_document_is_entered_issued_read_and_signed_for(small: SmallOffice, text: Path) -> None:
    small.to("on_site")
    office = small.office
    readers = ("--readers", "巡察办工作人员、group_member")
    words = ("library", "add", "S-1", "工作手册", "--category", "手册")

    wrong = ask(office, *words[:-1], "小说", "--as", "staff")
    assert (wrong.code, "handbook" in wrong.err) == (2, True)
    ask(office, "library", "add", "S-1", "工作手册", "--category", "handbook", *readers,
        "--as", "staff")  # fmt: skip
    given = ask(office, "library", "issue", "S-1", text, "--as", "staff")
    shown = ask(office, "library", "show", "S-1", "--as", "member")
    mine = ask(office, "library", "list", "--as", "member")
    signed = ask(office, "library", "read", "S-1", "1", "--as", "member")
    left = ask(office, "library", "unread", "S-1", "--as", "staff", "--json")
    closed = ask(office, "library", "unread", "--as", "member")

    assert [one.code for one in (given, shown, mine, signed, left)] == [0] * 5
    assert "待阅读 3 人" in given.out
    assert "第一条 严格执行。" in shown.out
    assert "待阅读" in mine.out
    assert {one["person"] for one in left.document["unread"]} == {"staff", "clerk"}
    assert closed.code == 1


def test_a_revision_says_what_changed_and_from_when_it_holds(
    small: SmallOffice, text: Path
) -> None:
    small.to("preparing")
    office = small.office
    ask(office, "library", "add", "S-1", "工作手册", "--category", "handbook", "--as", "staff")
    ask(office, "library", "issue", "S-1", text, "--as", "staff")

    mute = ask(office, "library", "issue", "S-1", text, "--as", "staff")
    wrong = ask(office, "library", "issue", "S-1", text, "--from", "很快", "--read-by", "明天",
                "--as", "staff")  # fmt: skip
    given = ask(office, "library", "issue", "S-1", text, "--from", "2022-01-01", "--changed",
                "第一条", "--as", "staff", "--json")  # fmt: skip
    listed = ask(office, "library", "list", "--category", "handbook", "--as", "staff", "--json")
    old = ask(office, "library", "show", "S-1", "--version", "1", "--as", "staff", "--json")

    assert (mute.code, "修改内容" in mute.err) == (2, True)
    assert "施行日期" in wrong.err
    assert "阅读时限" in wrong.err
    assert given.document["version"] == 2
    [line] = listed.document["documents"]
    assert (line["holding"]["number"], line["newest"]["number"]) == (1, 2)
    assert old.document["number"] == 1
