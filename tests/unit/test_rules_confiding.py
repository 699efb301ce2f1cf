"""Who in a group may know of a clue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules import confiding as ask
from rules.access import may_see
from rules.posts import CaseScope, HeldPost, Post, Scope
from rules.sight import CaseView
from states.clue import CLUE
from tests.support.facts import BODY, GROUP, NOW, ROUND, TEAM, UNIT, assert_no, assert_yes, facts
from tests.unit.test_rules_access import in_group, post

KEPT = CaseView("clue", "registered", CaseScope(ROUND, GROUP, UNIT, BODY))
MEMBER = in_group(Post.GROUP_MEMBER)


@pytest.mark.parametrize(
    ("held", "named", "expected"),
    [
        (MEMBER, frozenset(), False),
        (MEMBER, frozenset({1}), True),
        (in_group(Post.GROUP_LIAISON), frozenset({2}), False),
        (in_group(Post.GROUP_LEADER), frozenset(), True),
        (in_group(Post.GROUP_DEPUTY), frozenset(), True),
        (post(Post.OFFICE_STAFF), frozenset(), True),
    ],
)
def test_a_clue_is_known_to_its_groups_leaders_and_to_who_is_named(
    held: HeldPost, named: frozenset[int], *, expected: bool
) -> None:
    assert may_see([held], replace(KEPT, named=named)) is expected


def test_an_extension_below_a_clue_is_kept_with_it() -> None:
    wish = CaseView("extension", "requested", KEPT.scope, "clue", frozenset({(Scope.GROUP, GROUP)}))

    assert not may_see([MEMBER], wish)
    assert may_see([replace(MEMBER, pledged_at=NOW)], replace(wish, named=frozenset({1})))
    assert may_see([MEMBER], replace(wish, parent_kind="assignment"))


def test_only_people_of_the_group_are_named() -> None:
    assert_yes((ask.only_the_group_is_named, facts(roster=TEAM, inputs={"people": (1, 2)})))
    assert_no((ask.only_the_group_is_named, facts(roster=TEAM, inputs={"people": (1, 9)}), ()))


def test_whoever_registers_a_clue_is_among_those_who_know_of_it() -> None:
    assert ask.REGISTERED_BY in {sign.topic for sign in CLUE.opening_signs}
