"""docs/security.md names for every danger the tests that show what stands against it."""

from __future__ import annotations

import re

import pytest

from tests.architecture.test_coverage import TEST, names_in
from tests.support.repository import ROOT

LINE = re.compile(r"^\| (?!danger|危险|---)(.+?) \| (.+) \| (.+) \|$", re.MULTILINE)
DANGERS = LINE.findall((ROOT / "docs/security.md").read_text())
IN_CHINESE = LINE.findall((ROOT / "docs/security.zh-CN.md").read_text())


@pytest.mark.parametrize(("danger", "_against", "shown"), DANGERS, ids=[one[0] for one in DANGERS])
def test_each_danger_has_tests_that_exist(danger: str, _against: str, shown: str) -> None:
    found = TEST.findall(shown)

    assert found, danger
    assert [name for file, name in found if name not in names_in(file)] == []


def test_dangers_are_named() -> None:
    assert len(DANGERS) > 20


def test_the_chinese_page_names_the_same_tests_line_by_line() -> None:
    assert [shown for _, _, shown in IN_CHINESE] == [shown for _, _, shown in DANGERS]


def test_every_dependency_is_pinned_by_its_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    pinned = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]

    assert len(pinned) > 20
    assert [line.split()[0] for line in pinned if "==" not in line or "--hash=" not in line] == []
