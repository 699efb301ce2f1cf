"""The documents say what the code says: cited rows exist, named commands and files too."""

from __future__ import annotations

import re

import pytest

from tests.support.repository import ROOT, modules, packages

CITED = re.compile(r"\brow=\"([^\"]*)\"")
ID = re.compile(r"[A-M]\d\d|§\d+(?:\.\d+)?(?: row \d+)?")
DEFINED = re.compile(r"^(?:\| |#+ )([A-M]\d\d|§\d+(?:\.\d+)?(?: row \d+)?)\b", re.MULTILINE)
DOCUMENTS = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", *sorted(
    str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")
))  # fmt: skip


def test_every_row_the_code_cites_is_in_the_catalogue() -> None:
    catalogue = set(DEFINED.findall((ROOT / "docs/domain.md").read_text()))

    unknown = {
        f"{path.relative_to(ROOT)}: {row}"
        for path in modules(*packages())
        for cited in CITED.findall(path.read_text())
        for row in ID.findall(cited)
        if row not in catalogue
    }

    assert unknown == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_command_in_a_document_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", (ROOT / document).read_text(), re.MULTILINE))

    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_in_a_document_leads_somewhere(document: str) -> None:
    page = ROOT / document

    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())

    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/adr").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))
