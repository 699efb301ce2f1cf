"""What holds for every rule: its sentence in both languages, its source, its use, its purity."""

from __future__ import annotations

import pytest

from kernel.words import Text
from rules.facts import Facts
from rules.posts import OFFICE
from rules.preparation import units_are_listed
from rules.rule import RULES, Refusal, Rule, rule
from states.catalogue import LIFE_CYCLES
from tests.support.facts import facts, refusal

USED = {
    asked
    for cycle in LIFE_CYCLES.values()
    for rules in (cycle.opens_if, *(line.guards + line.advice for line in cycle.transitions))
    for asked in rules
}
"""Guards of transitions and of openings, and advice."""
EVERY = sorted(RULES.values(), key=lambda one: one.name)
"""Every rule: the life cycles have loaded the modules they stand in."""


def is_chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_a_rule_says_no_in_both_languages_and_cites_a_row(one: Rule) -> None:
    assert is_chinese(one.refusal.zh)
    assert one.refusal.zh.endswith("。")
    assert not is_chinese(one.refusal.en)
    assert one.refusal.en.endswith(".")
    assert one.row
    assert one.ask.__doc__


def test_every_rule_guards_a_transition_or_an_opening() -> None:
    assert {one.name for one in EVERY} - {one.name for one in USED} == set()


def test_every_guard_is_in_the_catalogue_of_rules() -> None:
    assert set(EVERY) >= USED


def test_the_names_of_what_is_missing_are_told_in_the_manner_of_each_language() -> None:
    @rule("还缺{missing}。", "Missing: {missing}.", row="H10")
    def two_things_are_there(_: Facts) -> tuple[str, ...]:
        return ("甲", "乙{x}")

    try:
        said = two_things_are_there.check(facts())
    finally:
        del RULES["two_things_are_there"]

    assert said == Refusal(
        "two_things_are_there", Text("还缺甲、乙{x}。", "Missing: 甲, 乙{x}."), (), "H10",
        missing=(Text("甲", "甲"), Text("乙{x}", "乙{x}")),
    )  # fmt: skip


def test_an_empty_list_of_what_is_missing_is_a_yes() -> None:
    @rule("还缺{missing}。", "Missing: {missing}.", row="H10")
    def nothing_is_missing(_: Facts) -> tuple[str, ...]:
        return ()

    del RULES["nothing_is_missing"]

    assert nothing_is_missing.check(facts()) is None


def test_a_no_says_who_can_remove_the_reason() -> None:
    said = refusal(units_are_listed, facts())

    assert said.cured_by == OFFICE
