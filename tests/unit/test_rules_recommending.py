"""Guards of recommendations: addressee and separate hands."""

from __future__ import annotations

import pytest

from rules import recommending as ask
from rules.posts import CaseScope, Post
from tests.support.facts import GROUP, ROUND, No, Yes, actor, assert_no, assert_yes, facts, signed

NO_BODY = CaseScope(ROUND, GROUP, 21, None)
COMMITTEE, DEPARTMENT = {"addressee": "committee"}, {"addressee": "department"}

YES: list[Yes] = [
    (ask.the_addressee_is_named, facts(fields=COMMITTEE, scope=NO_BODY)),
    (ask.the_addressee_is_named, facts(fields=DEPARTMENT)),
    (ask.the_approver_is_new, facts(signoffs=(signed("recommendation_drafted", 2),))),
    (ask.the_receiver_answers, facts(actor(1, Post.SECRETARY), fields=COMMITTEE)),
    (ask.the_receiver_answers, facts(actor(1, Post.RECEIVER_LEADER), fields=DEPARTMENT)),
    (ask.the_closer_did_not_reply, facts(signoffs=(signed("recommendation_replied", 2),))),
]
NO: list[No] = [
    (ask.the_addressee_is_named, facts(fields=DEPARTMENT, scope=NO_BODY), ()),
    (ask.the_approver_is_new, facts(signoffs=(signed("recommendation_drafted", 1),)), ()),
    (ask.the_approver_is_new, facts(signoffs=(signed("recommendation_drafted", 3, 0, 1),)), ()),
    (ask.the_receiver_answers, facts(actor(1, Post.SECRETARY), fields=DEPARTMENT), ()),
    (ask.the_closer_did_not_reply, facts(signoffs=(signed("recommendation_replied", 1),)), ()),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_a_yes(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_a_no(case: No) -> None:
    assert_no(case)
