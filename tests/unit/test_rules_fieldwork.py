"""Guards of the stay on site and of the mid-term dispatch meeting."""

from __future__ import annotations

from datetime import date

import pytest

from rules import fieldwork as ask
from rules.facts import Facts, Parent, Roster
from rules.posts import Post
from rules.rule import Rule
from states import assignment
from tests.support.facts import (
    GROUP,
    TEAM,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    below_round,
    facts,
    signed,
)

END = date(2021, 12, 20)
LATER = date(2021, 12, 27)
TWO_GROUPS = Roster({GROUP: "第一组", 12: "第二组"}, TEAM.members)


def decided(decision: str, new_end: date | None = None) -> Facts:
    inputs = {"dispatch_extension": decision}
    if new_end is not None:
        return facts(fields={"on_site_end": END}, inputs={**inputs, "new_end": new_end})
    return facts(fields={"on_site_end": END}, inputs=inputs)


def entering(day: date, **inputs: str) -> Facts:
    return facts(fields={"enter_from": END, "entered_on": day}, inputs=inputs)


def item(comment: str, above: str, post: Post = Post.GROUP_LEADER) -> Facts:
    return facts(actor(1, post), inputs={"comment": comment}, parent=Parent(above, "on_site"))


YES: list[Yes] = [
    (ask.a_special_check_belongs_to_an_assignment, item("special_check", "assignment")),
    (ask.a_special_check_belongs_to_an_assignment, item("task", "round", Post.LG_LEADER)),
    (ask.every_action_item_is_settled, facts(family={"action_item": {"done": 2, "dropped": 1}})),
    *(
        (ask.the_round_is_mobilised, facts(parent=below_round(state)))
        for state in ("mobilised", "on_site", "mid_term_dispatch", "final_fieldwork")
    ),
    (ask.the_round_is_authorised, facts(parent=below_round("authorised"))),
    (ask.the_unit_had_its_notice, entering(END)),
    (ask.the_unit_had_its_notice, entering(LATER)),
    (ask.the_unit_had_its_notice, entering(date(2021, 12, 19), short_notice_reason="急")),
    (ask.the_unit_had_its_notice, facts(fields={"enter_from": None, "entered_on": END})),
    (ask.liaison_roster_is_received, facts(fields={"roster_received_on": END})),
    (ask.channels_are_open, facts(fields={"duty_hours": "08:30-12:00", "boxes": 1})),
    (
        ask.every_group_is_heard,
        facts(roster=TEAM, signoffs=(signed("dispatch_heard", 9, GROUP),)),
    ),
    (ask.extension_is_decided, facts(fields={"dispatch_extension": "not_extended"})),
    (ask.the_new_end_is_later, decided("not_extended")),
    (ask.the_new_end_is_later, decided("extended", LATER)),
    (ask.every_unit_is_left, facts(family={"assignment": {"left": 39, "cancelled": 1}})),
    (ask.every_unit_is_left, facts()),
]

NO: list[No] = [
    (ask.a_special_check_belongs_to_an_assignment, item("special_check", "round"), ()),
    (ask.a_special_check_belongs_to_an_assignment, item("task", "assignment"), ()),
    (ask.a_special_check_belongs_to_an_assignment, item("task", "round"), ()),
    (ask.every_action_item_is_settled, facts(family={"action_item": {"assigned": 1}}), ()),
    (ask.the_round_is_mobilised, facts(parent=below_round("preparing")), ()),
    (ask.the_round_is_mobilised, facts(), ()),
    (ask.the_round_is_authorised, facts(parent=below_round("plan_approved")), ()),
    (ask.the_round_is_authorised, facts(parent=below_round("draft")), ()),
    (ask.the_round_is_authorised, facts(), ()),
    (ask.the_unit_had_its_notice, entering(date(2021, 12, 19)), ("2021-12-20",)),
    (ask.liaison_roster_is_received, facts(fields={"roster_received_on": None}), ()),
    (ask.channels_are_open, facts(fields={"duty_hours": None, "boxes": 2}), ()),
    (ask.channels_are_open, facts(fields={"duty_hours": "08:30-12:00", "boxes": 0}), ()),
    (ask.channels_are_open, facts(fields={"duty_hours": "08:30-12:00", "boxes": None}), ()),
    (
        ask.every_group_is_heard,
        facts(roster=TWO_GROUPS, signoffs=(signed("dispatch_heard", 9, 12),)),
        ("第一组",),
    ),
    (ask.extension_is_decided, facts(fields={"dispatch_extension": None}), ()),
    (ask.the_new_end_is_later, decided("not_extended", LATER), ()),
    (ask.the_new_end_is_later, decided("extended"), ()),
    (ask.the_new_end_is_later, decided("extended", END), ()),
    (ask.every_unit_is_left, facts(family={"assignment": {"left": 39, "wrapping": 1}}), ()),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_a_group_has_left_from_its_leaving_on_and_not_before() -> None:
    states = [state.value for state in assignment.State]

    assert set(states[states.index("left") :]) == set(ask.LEFT)


def test_every_guard_of_the_fieldwork_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules
