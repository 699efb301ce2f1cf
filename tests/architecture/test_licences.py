"""Every dependency may be used, the page says under which licence, and an audit what it knows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support import audit, licences


@pytest.mark.parametrize("name", [one.name for one in licences.locked()])
def test_the_licence_of_each_dependency_is_allowed(name: str) -> None:
    assert licences.is_allowed(licences.licence_of(name)), licences.licence_of(name)


def test_the_page_of_licences_is_up_to_date() -> None:
    assert licences.PAGE.read_text() == licences.page(), "run `make licences`"


@pytest.mark.parametrize(
    "expression", ["GPL-3.0-only", "MIT AND GPL-3.0-only", "not said", "not installed here"]
)
def test_what_is_not_allowed_or_not_known_is_refused(expression: str) -> None:
    assert not licences.is_allowed(expression)


def test_of_alternatives_one_is_enough() -> None:
    assert licences.is_allowed("GPL-3.0-only OR MIT")


KNOWN: dict[str, Any] = {"name": "one", "version": "1", "vulns": []}
WEAK = {**KNOWN, "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
PASSED_OVER = {"name": "two", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "code", "words"),
    [
        ([KNOWN], audit.SOUND, "No known weakness in 1"),
        ([KNOWN, WEAK, PASSED_OVER], audit.WEAK, "CVE-1 → 2"),
        ([KNOWN, PASSED_OVER], audit.NOT_LOOKED_UP, "1 of 2"),
        ([], audit.NOT_LOOKED_UP, "Not looked up"),
    ],
)
def test_an_audit_tells_what_it_has_not_looked_up(
    dependencies: list[dict[str, Any]], code: int, words: str
) -> None:
    told = audit.judge(json.dumps({"dependencies": dependencies}))

    assert told[0] == code
    assert words in told[1]


def test_an_audit_that_reaches_nobody_says_so() -> None:
    assert audit.audit(["false"])[0] == audit.NOT_LOOKED_UP
