"""The policy page: each number with its source, and what a newer version changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.policy_changes import versions_of
from tests.support.browsing import Site
from tests.support.office import POLICY


def test_each_limit_stands_with_its_span_and_source(site: Site) -> None:
    row = site.as_("head").get("/policy").row("mid_term_dispatch")

    assert "前 14 天" in row
    assert "dispatch" in row


def test_the_policy_speaks_english(site: Site) -> None:
    browser = site.as_("head")
    browser.get("/language/en")

    assert "14 days before" in browser.get("/policy").row("mid_term_dispatch")


def test_a_file_is_shown_as_the_office_writes_it_and_no_other_file(site: Site) -> None:
    browser = site.as_("staff")

    assert "[extensions]" in browser.get("/policy/limits.toml").words
    assert browser.get("/policy/settings.py").status == 404
    assert browser.get("/policy/..%2Fsettings.py").status == 404


def test_a_newer_version_says_what_it_changes_and_when_it_holds() -> None:
    [old] = POLICY.deadlines["clue_handover"]
    new = replace(old, amount=old.amount + 5, effective_from=date(2023, 1, 1))
    policy = replace(POLICY, deadlines={**POLICY.deadlines, "clue_handover": (old, new)})

    newest, oldest = versions_of(policy, "clue_handover", date(2022, 6, 1))

    assert [one.what.en for one in newest.changed] == ["span"]
    assert (newest.in_force, oldest.in_force, oldest.changed) == (False, True, ())
