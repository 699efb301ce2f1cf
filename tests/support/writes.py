"""Every write in the source of the program, read from the code itself: nobody has to list them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.support.repository import ROOT

_VERB = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM|WITH due AS)\b.{4}")
_HOLE = "\0"


def writes_in(source: str) -> dict[str, re.Pattern[str]]:
    """Return where each write of a file is, with a pattern of what the database hears of it."""
    found: dict[str, re.Pattern[str]] = {}
    for node in ast.parse((ROOT / source).read_text()).body:
        for pattern in _statements(node):
            found[f"{source} {_name(node)} {_table(pattern)}"] = re.compile(pattern)
    return found


def _name(node: ast.stmt) -> str:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return str(getattr(node, "name", ""))


def _table(pattern: str) -> str:
    words = re.findall(r"(?:INTO|UPDATE|FROM)\\ (\w+)", pattern)
    return words[-1] if words else "any"


def _statements(node: ast.stmt) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield from _pattern(re.sub(r"\{\w+\}", _HOLE, inner.value))
        elif isinstance(inner, ast.JoinedStr):
            parts = [one.value if isinstance(one, ast.Constant) else _HOLE for one in inner.values]
            yield from _pattern("".join(str(part) for part in parts))
        elif isinstance(inner, ast.Call) and ast.unparse(inner.func) in {"insert", "moves.insert"}:
            table = inner.args[0]
            if isinstance(table, ast.Constant) and isinstance(table.value, str):
                yield from _pattern(f"INSERT INTO {table.value} {_HOLE}")


def _pattern(sql: str) -> Iterator[str]:
    text = " ".join(sql.split())
    if _VERB.match(text) and not text.startswith(f"INSERT INTO {_HOLE}"):
        yield re.escape(text).replace(re.escape(_HOLE), ".*")
