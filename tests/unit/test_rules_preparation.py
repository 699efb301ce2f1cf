"""Guards before a round goes on site: plan, authority, people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules import preparation as ask
from rules.facts import Facts, Roster, Standing
from rules.rule import Rule
from tests.support.facts import GROUP, TEAM, No, Yes, assert_no, assert_yes, facts, team

START, END = date(2021, 11, 8), date(2021, 12, 20)
NEW = replace(TEAM, standings=())
NOBODY = Roster({GROUP: "第一组"}, ())
TWO_GROUPS = replace(TEAM, groups={GROUP: "第一组", 12: "第二组"})
GONE = team(1, state="released")


def window(start: date | None, end: date | None) -> Facts:
    return facts(fields={"on_site_start": start, "on_site_end": end})


YES: list[Yes] = [
    (ask.units_are_listed, facts(family={"assignment": {"planned": 1}})),
    (ask.window_is_set, window(START, END)),
    (ask.focus_is_named, facts(fields={"focus": "三个聚焦"})),
    (ask.every_group_is_authorised, facts(roster=TEAM)),
    (ask.every_group_has_a_leader, facts(roster=TEAM)),
    (ask.every_member_has_pledged, facts(roster=team(state="pledged"))),
    (ask.every_member_is_cleared, facts(roster=team(state="recusal_checked"))),
    (ask.no_member_has_a_conflict, facts(roster=TEAM)),
    (ask.every_member_is_trained, facts(roster=team(state="on_site"))),
    (ask.a_unit_is_entered, facts(family={"assignment": {"planned": 3, "entered": 1}})),
    (
        ask.everybody_has_left,
        facts(
            roster=replace(
                GONE, standings=(GONE.standings[0], Standing(2, "组员一", GROUP, "removed"))
            )
        ),
    ),
]

NO: list[No] = [
    (ask.units_are_listed, facts(family={"clue": {"registered": 1}}), ()),
    (ask.window_is_set, window(None, END), ()),
    (ask.window_is_set, window(START, None), ()),
    (ask.window_is_set, window(END, START), ()),
    (ask.window_is_set, window(START, START), ()),
    (ask.focus_is_named, facts(fields={"focus": None}), ()),
    (ask.every_group_is_authorised, facts(roster=TWO_GROUPS), ("第二组",)),
    (ask.every_group_is_authorised, facts(roster=team(1, authorised=False)), ("第一组",)),
    (ask.every_group_has_a_leader, facts(roster=NOBODY), ("第一组",)),
    (ask.every_group_has_a_leader, facts(roster=TWO_GROUPS), ("第二组",)),
    (ask.every_member_has_pledged, facts(roster=team(state="recusal_checked")), ("组员一",)),
    (ask.every_member_is_cleared, facts(roster=team(state="selected")), ("组员一",)),
    (ask.every_member_is_cleared, facts(roster=NEW), ("组长一", "组员一")),
    (ask.no_member_has_a_conflict, facts(roster=team(conflict=True)), ("组员一",)),
    (ask.every_member_is_trained, facts(roster=team(state="pledged")), ("组员一",)),
    (ask.a_unit_is_entered, facts(family={"assignment": {"noticed": 2, "cancelled": 1}}), ()),
    (ask.everybody_has_left, facts(roster=GONE), ("组员一",)),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_who_joins_again_is_asked_anew() -> None:
    again = replace(TEAM, standings=(*TEAM.standings, Standing(2, "组员一", GROUP, "selected")))

    assert_no((ask.every_member_is_cleared, facts(roster=again), ("组员一",)))


def test_every_guard_of_the_preparation_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules
