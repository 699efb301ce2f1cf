"""Every page speaks both languages whole: no word of a template stands outside of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.browsing import Site
from tests.support.routes import pages_of
from web.render import HERE

TEMPLATES = sorted((HERE / "templates").glob("*.html"))
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_SAID = re.compile(r'\b(?:aria-label|placeholder|title|alt|data-sure|data-label)="([^"]*)"')
_LETTERS = re.compile(r"[A-Za-z一-鿿]{2,}")
_CHINESE = re.compile(r"[一-鿿]+")
_OWN = {"Enter", "English", "中文"}
"""Words that are the same in both languages: the name of a key, of a language."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda one: one.name)
def test_no_word_of_a_template_stands_outside_the_two_languages(path: Path) -> None:
    bare = _JINJA.sub("", path.read_text(encoding="utf-8"))

    outside = set(_LETTERS.findall(_TAG.sub(" ", bare)))
    said = {word for value in _SAID.findall(bare) for word in _LETTERS.findall(value)}

    assert (outside | said) - _OWN == set()


def test_an_english_page_holds_no_chinese_but_what_people_wrote(site: Site) -> None:
    desk = site.desk
    desk.to("rectifying")
    desk.clue(to="handover_pending")
    desk.item(to="in_progress")
    desk.sweep()
    written = _everything_written(site)
    browser = site.as_("director")
    browser.get("/language/en")

    foreign = {
        path: sorted(
            {
                word
                for text in browser.get(path).all("//body//text()[not(parent::script)]")
                for word in _CHINESE.findall(text)
                if word not in written and word not in _OWN
            }
        )
        for path in pages_of(site)
    }

    assert {path: words for path, words in foreign.items() if words} == {}


def _everything_written(site: Site) -> str:
    """Return all that people have entered anywhere, as one text, and the office's own files."""
    tables = site.desk.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = [site.desk.rows(f"SELECT * FROM {one['name']}") for one in tables]  # noqa: S608
    values = [str(value) for many in rows for row in many for value in row.values()]
    policy = (HERE.parent / "config").glob("*.toml")
    return "\n".join([*values, *(one.read_text(encoding="utf-8") for one in policy)])
