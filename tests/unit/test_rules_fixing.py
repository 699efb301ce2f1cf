"""Guards of immediate rectification and of express reports."""

from __future__ import annotations

import pytest

from kernel.words import Text
from rules import expressing, fixing
from rules.posts import Post
from rules.rule import Rule
from states.immediate_rectification import IMMEDIATE_RECTIFICATION
from tests.support.facts import No, Yes, actor, assert_no, assert_yes, facts, signed

FITS = {"strongly_reflected": True, "plainly_irregular": True, "soon_soluble": True}
VERIFIED = (signed("fix_proposed", 1), signed("fix_verified", 2, acting_for=3))
YES: list[Yes] = [
    (fixing.it_fits_for_mending_at_once, facts(fields=FITS)),
    (
        fixing.the_closer_did_not_verify_it,
        facts(actor(1, Post.GROUP_LEADER), signoffs=VERIFIED),
    ),
    (fixing.what_is_mended_at_once_is_settled, facts()),
    (
        fixing.what_is_mended_at_once_is_settled,
        facts(family={"immediate_rectification": {"closed": 2, "carried": 1, "rejected": 1}}),
    ),
    (expressing.it_is_urgent, facts(fields={"urgent": True})),
]
NO: list[No] = [
    (
        fixing.it_fits_for_mending_at_once,
        facts(fields={**FITS, "soon_soluble": False}),
        (Text("能够及时解决", "soon soluble"),),
    ),
    (
        fixing.the_closer_did_not_verify_it,
        facts(actor(2, Post.GROUP_LEADER), signoffs=VERIFIED),
        (),
    ),
    (
        fixing.the_closer_did_not_verify_it,
        facts(actor(9, Post.GROUP_LEADER, acting_for=3), signoffs=VERIFIED),
        (),
    ),
    (
        fixing.what_is_mended_at_once_is_settled,
        facts(family={"immediate_rectification": {"closed": 2, "fixing": 1}}),
        (),
    ),
    (expressing.it_is_urgent, facts(fields={"urgent": False}), ()),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_is_tested() -> None:
    rules = {
        one
        for module in (fixing, expressing)
        for one in vars(module).values()
        if isinstance(one, Rule)
    }

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules


def test_a_notice_is_settled_once_it_has_ended() -> None:
    assert {one.value for one in IMMEDIATE_RECTIFICATION.final} == set(fixing.SETTLED_FIX)
