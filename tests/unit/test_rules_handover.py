"""Guards of clues: package, route, three signatures, balance."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rules import handover as ask
from rules.facts import Actor, Facts, Roster
from rules.posts import CaseScope, Post
from rules.routing import BodyKind, ClueKind
from rules.rule import Rule
from states import clue
from tests.support.facts import (
    GROUP,
    ROUND,
    ROUTING,
    TEAM,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    facts,
    held,
    signed,
)

PACK = {name: "not_applicable" for name, _ in ask.PACKAGE}
BODIES = {31: "discipline_commission"}
FAST = {"concrete": True, "strong_reaction": True, "impact": True}
NO_BODY = CaseScope(ROUND, GROUP, 21, None)


def stand_in(of: Post, own: Post) -> Actor:
    """Return somebody who stands in for a post and holds another one here."""
    return Actor(9, (held(1, of),), 1, (held(9, own),))


def routed(kind: ClueKind, route: BodyKind, **more: Any) -> Facts:
    fields = {"clue_kind": kind.value, **more}
    inputs = {"route": route.value}
    if "override_reason" in more:
        inputs["override_reason"] = more["override_reason"]
    return facts(fields=fields, inputs=inputs)


def sheet(person_id: int, acting_for: int | None = None, *signers: int) -> Facts:
    """Return the sheet as `signers` have signed it, and now `person_id` holds the pen."""
    topics = zip(ask.SIGNATURES, signers, strict=False)
    signoffs = tuple(signed(topic, one) for topic, one in topics)
    return facts(actor(person_id, Post.OFFICE_STAFF, acting_for=acting_for), signoffs=signoffs)


ABOUT_A_LEADER = {"touches_leading_body": True}

YES: list[Yes] = [
    (
        ask.a_leading_body_is_not_judged_here,
        facts(fields=ABOUT_A_LEADER, inputs={"route": "upper_level"}),
    ),
    (ask.a_leading_body_is_not_judged_here, facts(inputs={"route": "discipline_commission"})),
    (ask.the_group_acts_while_it_lasts, facts(actor(1, Post.GROUP_LEADER), roster=TEAM)),
    (ask.the_group_acts_while_it_lasts, facts(actor(1, Post.DIRECTOR), roster=Roster())),
    (ask.the_signer_is_of_this_side, facts(actor(1, Post.GROUP_LEADER))),
    (ask.the_signer_is_of_this_side, facts(stand_in(Post.GROUP_LEADER, Post.GROUP_DEPUTY))),
    (
        ask.the_receiver_fits_the_route,
        facts(inputs={"route": "discipline_commission", "body_id": 31}, bodies=BODIES),
    ),
    (ask.package_is_complete, facts(fields=PACK)),
    (ask.package_has_evidence, facts(fields={**PACK, "pack_accounts": "supplied"})),
    (ask.suggestion_is_given, facts(fields={"suggestion": "初步核实"})),
    (
        ask.route_follows_the_rule,
        routed(ClueKind.DISCIPLINE, BodyKind.DISCIPLINE_COMMISSION),
    ),
    (
        ask.route_follows_the_rule,
        routed(ClueKind.DISCIPLINE, BodyKind.UPPER_LEVEL, touches_leading_body=True),
    ),
    (
        ask.route_follows_the_rule,
        routed(ClueKind.DISCIPLINE, BodyKind.INSPECTED_UNIT, override_reason="已由该单位受理"),
    ),
    (ask.an_important_clue_has_an_opinion, facts(fields={"important": None})),
    (ask.an_important_clue_has_an_opinion, facts(fields={"important": True, "opinion": "立即办"})),
    (ask.it_fits_the_fast_track, facts(inputs=FAST)),
    (ask.the_signer_is_new, sheet(3, None, 1, 2)),
    (ask.the_signer_is_new, facts(signoffs=(signed("clue_packaged", 1),))),
    (ask.the_receiver_is_named, facts()),
    (ask.the_receiver_is_named, facts(scope=NO_BODY, inputs={"body_id": 31})),
    (
        ask.the_result_is_known,
        facts(fields={"result": "first_form", "result_on": date(2022, 5, 1)}),
    ),
    (ask.clues_balance, facts(family={"clue": dict.fromkeys(ask.SETTLED_CLUE, 2)})),
    (ask.clues_balance, facts()),
]

NO: list[No] = [
    (
        ask.a_leading_body_is_not_judged_here,
        facts(
            fields=ABOUT_A_LEADER,
            inputs={"route": "discipline_commission", "override_reason": "便于办理"},
        ),
        (),
    ),
    (ask.the_group_acts_while_it_lasts, facts(actor(1, Post.DIRECTOR), roster=TEAM), ()),
    (ask.the_signer_is_of_this_side, facts(stand_in(Post.GROUP_LEADER, Post.OFFICE_STAFF)), ()),
    (ask.the_signer_is_of_this_side, facts(stand_in(Post.RECEIVER_CONTACT, Post.DIRECTOR)), ()),
    (
        ask.the_receiver_fits_the_route,
        facts(inputs={"route": "organisation_department", "body_id": 31}, bodies=BODIES),
        (),
    ),
    (
        ask.the_receiver_fits_the_route,
        facts(inputs={"route": "discipline_commission", "body_id": 99}, bodies=BODIES),
        (),
    ),
    (ask.package_is_complete, facts(), tuple(part for _, part in ask.PACKAGE)),
    (
        ask.package_is_complete,
        facts(fields={**PACK, "pack_documents": None}),
        (dict(ask.PACKAGE)["pack_documents"],),
    ),
    (ask.package_has_evidence, facts(fields=PACK), ()),
    (ask.suggestion_is_given, facts(fields={"suggestion": None}), ()),
    (ask.route_follows_the_rule, routed(ClueKind.DISCIPLINE, BodyKind.INSPECTED_UNIT), ()),
    (
        ask.route_follows_the_rule,
        routed(ClueKind.DISCIPLINE, BodyKind.DISCIPLINE_COMMISSION, touches_leading_body=True),
        (),
    ),
    (ask.an_important_clue_has_an_opinion, facts(fields={"important": True, "opinion": None}), ()),
    (ask.it_fits_the_fast_track, facts(inputs={**FAST, "impact": False}), ()),
    (ask.the_signer_is_new, sheet(1, None, 1, 2), ()),
    (ask.the_signer_is_new, sheet(2, None, 1, 2), ()),
    (ask.the_signer_is_new, sheet(3, 1, 1, 2), ()),
    (ask.the_signer_is_new, sheet(1, 3, 1, 2), ()),
    (
        ask.the_signer_is_new,
        facts(actor(5), signoffs=(signed("handover_group", 4, acting_for=5),)),
        (),
    ),
    (ask.the_receiver_is_named, facts(scope=NO_BODY), ()),
    (ask.the_result_is_known, facts(fields={"result": "first_form", "result_on": None}), ()),
    (ask.the_result_is_known, facts(fields={"result": None, "result_on": date(2022, 5, 1)}), ()),
    (ask.clues_balance, facts(family={"clue": {"handed_over": 9, "signed_by_office": 1}}), ()),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


@pytest.mark.parametrize("kind", ClueKind)
def test_every_kind_of_clue_has_a_route_and_one_about_a_leading_body_goes_one_level_up(
    kind: ClueKind,
) -> None:
    assert ROUTING.allowed(kind, touches_leading_body=False)
    assert ROUTING.allowed(kind, touches_leading_body=True) == (BodyKind.UPPER_LEVEL,)


def test_a_clue_balances_once_it_is_handed_over_or_put_aside() -> None:
    handed_over = clue.CLUE.table["signed_by_office", "sign_by_receiver"].target
    ended = {state.value for state in clue.CLUE.final}

    assert handed_over is not None
    assert {handed_over.value, "parked", *ended} <= set(ask.SETTLED_CLUE)
    assert set(ask.SETTLED_CLUE) <= {state.value for state in clue.State}


def test_every_guard_of_the_handover_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules
