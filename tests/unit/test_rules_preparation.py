"""Guards before a round goes on site: plan, authority, people."""

from __future__ import annotations

from datetime import date

import pytest

from rules import preparation as ask
from rules.facts import Facts, Roster
from rules.posts import Post
from rules.rule import Rule
from tests.support.facts import GROUP, TEAM, No, Yes, actor, assert_no, assert_yes, facts, signed

START, END = date(2021, 11, 8), date(2021, 12, 20)
PLEDGED = [signed(topic, who, who) for topic in ask.PLEDGES for who in (1, 2)]
NOBODY = Roster({GROUP: "第一组"}, ())
TWO_GROUPS = Roster({GROUP: "第一组", 12: "第二组"}, TEAM.members)


def window(start: date | None, end: date | None) -> Facts:
    return facts(fields={"on_site_start": start, "on_site_end": end})


def about_both(topic: str) -> Facts:
    return facts(roster=TEAM, signoffs=tuple(signed(topic, 9, who) for who in (1, 2)))


YES: list[Yes] = [
    (ask.nobody_clears_themselves, facts(actor(1, Post.DIRECTOR), inputs={"people": (2, 3)})),
    (ask.units_are_listed, facts(family={"assignment": {"planned": 1}})),
    (ask.window_is_set, window(START, END)),
    (ask.focus_is_named, facts(fields={"focus": "三个聚焦"})),
    (
        ask.every_group_is_authorised,
        facts(roster=TEAM, signoffs=(signed("group_authorised", 9, GROUP),)),
    ),
    (ask.every_group_has_a_leader, facts(roster=TEAM)),
    (ask.every_member_has_pledged, facts(roster=TEAM, signoffs=tuple(PLEDGED))),
    (ask.all_three_pledges_are_given, facts(inputs=dict.fromkeys(ask.PLEDGES, True))),
    (ask.pledges_are_signed_in_person, facts(actor(1, Post.GROUP_LEADER))),
    (ask.every_member_is_cleared, about_both("recusal_cleared")),
    (ask.every_member_is_trained, about_both("trained")),
    (ask.a_unit_is_entered, facts(family={"assignment": {"planned": 3, "entered": 1}})),
    (ask.every_appraisal_is_signed, about_both("appraised")),
]

NO: list[No] = [
    (ask.nobody_clears_themselves, facts(actor(1, Post.DIRECTOR), inputs={"people": (1, 3)}), ()),
    (
        ask.nobody_clears_themselves,
        facts(actor(1, Post.DIRECTOR, acting_for=3), inputs={"people": (3,)}),
        (),
    ),
    (ask.units_are_listed, facts(family={"clue": {"registered": 1}}), ()),
    (ask.window_is_set, window(None, END), ()),
    (ask.window_is_set, window(START, None), ()),
    (ask.window_is_set, window(END, START), ()),
    (ask.window_is_set, window(START, START), ()),
    (ask.focus_is_named, facts(fields={"focus": None}), ()),
    (ask.every_group_is_authorised, facts(roster=TWO_GROUPS), ("第一组", "第二组")),
    (
        ask.every_group_is_authorised,
        facts(roster=TWO_GROUPS, signoffs=(signed("group_authorised", 9, GROUP),)),
        ("第二组",),
    ),
    (ask.every_group_has_a_leader, facts(roster=NOBODY), ("第一组",)),
    (ask.every_group_has_a_leader, facts(roster=TWO_GROUPS), ("第二组",)),
    (ask.every_member_has_pledged, facts(roster=TEAM), ("组长一", "组员一")),
    (ask.every_member_has_pledged, facts(roster=TEAM, signoffs=tuple(PLEDGED[:-1])), ("组员一",)),
    (ask.all_three_pledges_are_given, facts(inputs=dict.fromkeys(ask.PLEDGES[:2], True)), ()),
    (
        ask.all_three_pledges_are_given,
        facts(inputs={**dict.fromkeys(ask.PLEDGES, True), ask.PLEDGES[1]: False}),
        (),
    ),
    (ask.pledges_are_signed_in_person, facts(actor(9, Post.GROUP_LEADER, acting_for=1)), ()),
    (ask.every_member_is_cleared, facts(roster=TEAM), ("组长一", "组员一")),
    (
        ask.every_member_is_trained,
        facts(roster=TEAM, signoffs=(signed("trained", 9, 1),)),
        ("组员一",),
    ),
    (ask.a_unit_is_entered, facts(family={"assignment": {"noticed": 2, "cancelled": 1}}), ()),
    (
        ask.every_appraisal_is_signed,
        facts(roster=TEAM, signoffs=(signed("appraised", 9, 2),)),
        ("组长一",),
    ),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_a_signature_on_another_topic_does_not_count() -> None:
    trained_not_cleared = about_both("trained")

    assert_no((ask.every_member_is_cleared, trained_not_cleared, ("组长一", "组员一")))


def test_every_guard_of_the_preparation_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules
