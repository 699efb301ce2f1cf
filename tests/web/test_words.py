"""Every page speaks both languages whole: no word of a template stands outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.support.browsing import Browser, Site
from tests.support.busy import fill
from tests.support.routes import pages_of
from web.render import HERE

TEMPLATES = sorted((HERE / "templates").glob("*.html"))
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s[\w-]+="[^"]*\"""")
_SAID = re.compile(r'\b(?:aria-label|placeholder|title|alt|data-sure|data-label)="([^"]*)"')
_LETTERS = re.compile(r"[A-Za-z一-鿿]{2,}")
_SENTENCE = re.compile(r"[a-z]{2,}(?: [a-z]{2,}){2,}")
_CHINESE = re.compile(r"[一-鿿]+")
_OWN = {"Enter", "English", "中文", "xlsx"}
"""Words that are the same in both languages: the name of a key, of a language, of a format."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda one: one.name)
def test_no_word_of_a_template_stands_outside_the_two_languages(path: Path) -> None:
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))

    bare = "".join(_shown(tree))
    outside = set(_LETTERS.findall(_ATTRIBUTE.sub(" ", _TAG.sub(" ", bare))))
    said = {word for value in _SAID.findall(bare) for word in _LETTERS.findall(value)}

    assert (outside | said) - _OWN == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda one: one.name)
def test_each_word_of_a_template_is_chinese_first_and_english_second(path: Path) -> None:
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    calls = [one for one in tree.find_all(nodes.Call) if getattr(one.node, "name", "") == "t"]

    pairs = [tuple(getattr(word, "value", None) for word in one.args) for one in calls]
    wrong = [
        pair
        for pair in pairs
        if len(pair) != 2
        or not all(isinstance(word, str) for word in pair)
        or _CHINESE.search(str(pair[1]))
        or (_LETTERS.search(str(pair[1])) and not re.search(r"[一-鿿{]", str(pair[0])))
    ]

    assert wrong == []


def _shown(node: nodes.Node) -> Iterator[str]:
    """Yield what a template shows by itself: its text, and words in expressions that are shown."""
    for child in node.iter_child_nodes():
        match child:
            case nodes.Output():
                for part in child.nodes:
                    if isinstance(part, nodes.TemplateData):
                        yield part.data
                    else:
                        yield from _words(part)
            case nodes.Macro(name="class_of"):
                pass
            case nodes.Assign(node=value):
                yield from (word for word in _words(value) if _CHINESE.search(word))
            case _:
                yield from _shown(child)


def _words(node: nodes.Node) -> Iterator[str]:
    """Yield the words an expression may come to, but those it asks a function or filter for."""
    match node:
        case nodes.Const(value=str() as word):
            yield f" {word} "
        case nodes.CondExpr():
            yield from _words(node.expr1)
            yield from _words(node.expr2) if node.expr2 else ()
        case nodes.Concat():
            for part in node.nodes:
                yield from _words(part)
        case nodes.Or() | nodes.Add():
            yield from _words(node.left)
            yield from _words(node.right)
        case nodes.Filter(name="trim" | "safe", node=nodes.Node() as inner):
            yield from _words(inner)
        case _:
            pass


@pytest.mark.parametrize("name", ["director", "leader", "head", "stranger", "deputy"])
def test_an_english_page_holds_no_chinese_but_what_people_wrote(site: Site, name: str) -> None:
    fill(site.desk)
    written = _everything_written(site)
    browser = site.as_(name)
    browser.get("/language/en")

    foreign = {
        path: sorted(
            word
            for word in _chinese_of(browser, path)
            if word not in written
            and word not in _OWN
            and not (path.startswith("/policy/") and word in _policy())
        )
        for path in pages_of(site)
    }

    assert {path: words for path, words in foreign.items() if words} == {}


@pytest.mark.parametrize("name", ["director", "stranger"])
def test_a_chinese_page_holds_no_english_sentence(site: Site, name: str) -> None:
    fill(site.desk)
    browser = site.as_(name)

    foreign = {
        path: sorted(
            {
                words
                for text in _texts(browser, path)
                for words in _SENTENCE.findall(text)
                if not words.startswith("xuncheng ")
            }
        )
        for path in pages_of(site)
        if not path.startswith("/policy/")
    }

    assert {path: words for path, words in foreign.items() if words} == {}


def _texts(browser: Browser, path: str) -> list[str]:
    page = browser.get(path)
    seen = "//body//text()[not(parent::script) and not(parent::textarea) and not(ancestor::code)]"
    said = "//body//@aria-label | //body//@placeholder | //body//@title | //body//@data-label"
    return [str(one) for one in page.all(f"{seen} | {said} | //head/title/text()")]


def _chinese_of(browser: Browser, path: str) -> set[str]:
    return {word for text in _texts(browser, path) for word in _CHINESE.findall(text)}


def _everything_written(site: Site) -> str:
    """Return all that people have entered anywhere, as one text."""
    tables = site.desk.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = [site.desk.rows(f"SELECT * FROM {one['name']}") for one in tables]  # noqa: S608
    return "\n".join(str(value) for many in rows for row in many for value in row.values())


def _policy() -> str:
    """Return what the files of the policy say: their page shows them as they are."""
    return "\n".join(
        one.read_text(encoding="utf-8") for one in (HERE.parent / "config").glob("*.toml")
    )
