"""docs/coverage.md says of every row where it lives and which test shows it; the tests exist."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.support.repository import ROOT

ROW = re.compile(r"^\| ([A-M]\d\d|§7 row \d+) \|", re.MULTILINE)
LINE = re.compile(r"^\| ([A-M]\d\d|§7 row \d+) \| (.+) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
NOT_SHOWN = re.compile(r"^(?:not by software|open): \S")
UNBUILT = re.compile(r"\bnot yet\b|\bnowhere\b|\bOPEN\b|\b(?:is|are) open\b|\bopen:|only part")
"""Words by which a row would say, beside a test that shows it, that something is missing."""
FILE = re.compile(
    r"(?<![\w./])"
    r"((?:rules|states|engine|config|cli|store|flows|notifications)/[\w/-]+\.(?:py|toml))"
)
LINES = LINE.findall((ROOT / "docs/coverage.md").read_text())


@cache
def names_in(file: str) -> frozenset[str]:
    """Return the names of the tests, and of the machines of random tests, in a file."""
    path = ROOT / file
    body = ast.parse(path.read_text()).body if path.is_file() else []
    defined = {one.name for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    named = {
        target.id
        for one in body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    return frozenset(name for name in defined | named if name.lower().startswith("test"))


def test_every_row_of_the_domain_is_there_once_and_in_order() -> None:
    rows = ROW.findall((ROOT / "docs/domain.md").read_text())

    assert [row for row, _, _ in LINES] == rows
    assert len(rows) == 180 + 15


@pytest.mark.parametrize(("row", "_where", "shown"), LINES, ids=[row for row, _, _ in LINES])
def test_the_tests_that_show_a_row_exist(row: str, _where: str, shown: str) -> None:
    found = TEST.findall(shown)

    assert found or NOT_SHOWN.match(shown), row
    assert [name for file, name in found if name not in names_in(file)] == []


@pytest.mark.parametrize(("row", "where", "_shown"), LINES, ids=[row for row, _, _ in LINES])
def test_the_files_where_a_row_lives_exist(row: str, where: str, _shown: str) -> None:
    named = FILE.findall(where)

    assert where, row
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize(("row", "where", "shown"), LINES, ids=[row for row, _, _ in LINES])
def test_what_is_missing_is_told_where_the_test_would_be(row: str, where: str, shown: str) -> None:
    assert NOT_SHOWN.match(shown) or not UNBUILT.search(where), row
