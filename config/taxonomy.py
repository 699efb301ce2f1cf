"""Reads `taxonomy.toml`: the kinds of problems, by theme, in versions.

A new key of a theme is read here and is a field in `rules/taxonomy.py`.
"""

from __future__ import annotations

from config.reading import Sheet
from kernel.words import Text
from rules.taxonomy import Taxonomy, Theme


def read_taxonomies(sheet: Sheet) -> tuple[Taxonomy, ...]:
    """Return every version; what is wrong is noted on `sheet`."""
    versions = tuple(_version(one) for one in sheet.tables("version", required=True))
    sheet.close()
    return versions


def _version(sheet: Sheet) -> Taxonomy:
    begins, label = sheet.day("effective_from"), sheet.label()
    sheet.source()
    sheet.text("row")
    seen: set[str] = set()
    themes = tuple(_theme(one, seen) for one in sheet.tables("theme", required=True))
    sheet.close()
    return Taxonomy(begins, label, themes)


def _theme(sheet: Sheet, seen: set[str]) -> Theme:
    theme = Theme(
        sheet.text("code"),
        sheet.label(),
        {one.text("code"): _label(one, seen) for one in sheet.tables("kind", required=True)},
    )
    sheet.close()
    return theme


def _label(sheet: Sheet, seen: set[str]) -> Text:
    label = Text(sheet.text("zh"), sheet.text("en"))
    code = sheet.text("code")
    if code in seen:
        sheet.wrong(
            "code",
            f"代码“{code}”在这一版里已用过，请换一个。",
            f'the code "{code}" is taken in this version: give another.',
        )
    seen.add(code)
    sheet.close()
    return label
