"""Guards of letters, calls and visits, of where they are sent, and of their channels."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rules import petitions, sending_on
from rules.facts import Cited, Facts, Parent
from rules.petitions import DISCIPLINES, TIERS, Matter, Tier
from rules.posts import CaseScope, Post
from rules.routing import BodyKind
from rules.rule import Rule
from states.letter import LETTER, State
from tests.support.facts import (
    BODY,
    GROUP,
    ROUND,
    TEAM,
    UNIT,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    facts,
    held,
    signed,
)

CLOSED = Parent("assignment", "on_site", {"intake_closes_on": date(2022, 1, 10)})
MEMBER = actor(2, Post.GROUP_MEMBER)
COMPLAINED_OF = (signed("complained_of", 9, 2), signed("related_to_complained", 9, 3))
IN_SCOPE: dict[str, Any] = {"tier": "leadership", "matter": "integrity"}
OUT: dict[str, Any] = {"tier": "leadership", "matter": "lawsuit"}


def came(channel: str, on: date, postmark: date | None = None, **fields: Any) -> Facts:
    told = {"channel": channel, "came_on": on, "postmark_on": postmark, **fields}
    return facts(fields=told, parent=CLOSED, limits={"postmark_grace": 7})


def letters(*states: str) -> Facts:
    return facts(family={"letter": dict.fromkeys(states, 1)})


def given_to(*people: int) -> Facts:
    return facts(
        inputs={"handlers": people}, roster=TEAM, signoffs=(signed("complained_of", 9, 3),)
    )


def sent_to(kind: BodyKind, **more: Any) -> Facts:
    plain: dict[str, Any] = {"fields": {"unit_id": UNIT}, "inputs": {"body_id": BODY}}
    return facts(bodies={BODY: kind.value}, **{**plain, **more})


def citing(state: str) -> Facts:
    return facts(cited={"letter_id": Cited(7, "letter", state)})


CONTACT = {BODY: (held(2, Post.RECEIVER_CONTACT),)}

YES: list[Yes] = [
    (petitions.the_postmark_fits, came("letter", date(2022, 1, 5), date(2022, 1, 4))),
    (petitions.the_postmark_fits, came("call", date(2022, 1, 5))),
    (petitions.the_letter_has_its_group, facts()),
    (
        petitions.the_letter_has_its_group,
        facts(parent=Parent("assignment", "on_site", {"group_id": GROUP})),
    ),
    (petitions.nobody_judges_themselves, facts(actor(1), signoffs=COMPLAINED_OF)),
    (petitions.it_is_in_scope, facts(fields=IN_SCOPE)),
    (petitions.it_is_in_time, came("visit", date(2022, 1, 10))),
    (petitions.it_is_in_time, came("letter", date(2022, 1, 17), date(2022, 1, 10))),
    (petitions.it_is_not_for_the_group, came("call", date(2022, 1, 5), **OUT)),
    (petitions.it_is_not_for_the_group, came("call", date(2022, 1, 11), **IN_SCOPE)),
    (petitions.the_complainant_is_named, facts(fields={"named": True})),
    (petitions.the_complainant_is_anonymous, facts(fields={"named": False})),
    (petitions.the_identity_is_sealed, facts(fields={"named": False})),
    (
        petitions.the_identity_is_sealed,
        facts(fields={"named": True, "sealed_on": date(2022, 1, 5)}),
    ),
    (petitions.the_handlers_are_fit, given_to(1, 2)),
    (petitions.the_actor_handles_it, facts(MEMBER, signoffs=(signed("letter_handler", 1, 2),))),
    (
        petitions.the_closer_did_not_look_into_it,
        facts(actor(1), signoffs=(signed("letter_looked_into", 2),)),
    ),
    (sending_on.a_mass_incident_is_reported, facts(fields={"mass_incident": False})),
    (
        sending_on.a_mass_incident_is_reported,
        facts(fields={"mass_incident": True}, family={"express_report": {"drafted": 1}}),
    ),
    (sending_on.it_never_goes_to_the_unit_complained_of, sent_to(BodyKind.PETITION_OFFICE)),
    (
        sending_on.it_never_goes_to_the_unit_complained_of,
        sent_to(BodyKind.FUNCTIONAL_DEPARTMENT, body_units={BODY: frozenset({77})}),
    ),
    (sending_on.it_never_goes_to_a_person_complained_of, sent_to(BodyKind.PETITION_OFFICE)),
    (
        sending_on.it_never_goes_to_a_person_complained_of,
        sent_to(BodyKind.PETITION_OFFICE, body_posts=CONTACT, signoffs=(signed("complained_of"),)),
    ),
    (sending_on.the_letter_is_taken_up, facts()),
    (sending_on.the_letter_is_taken_up, citing("looked_into")),
    (sending_on.petition_channels_are_settled, letters("concluded", "transfer_sheet")),
]
NO: list[No] = [
    (petitions.the_postmark_fits, came("letter", date(2022, 1, 5)), ()),
    (petitions.the_postmark_fits, came("letter", date(2022, 1, 5), date(2022, 1, 6)), ()),
    (petitions.the_postmark_fits, came("visit", date(2022, 1, 5), date(2022, 1, 4)), ()),
    (petitions.the_letter_has_its_group, facts(scope=CaseScope(ROUND, None, UNIT)), ()),
    (
        petitions.the_letter_has_its_group,
        facts(parent=Parent("assignment", "on_site", {"group_id": GROUP + 1})),
        (),
    ),
    (petitions.nobody_judges_themselves, facts(MEMBER, signoffs=COMPLAINED_OF), ()),
    (petitions.nobody_judges_themselves, facts(actor(3), signoffs=COMPLAINED_OF), ()),
    (
        petitions.nobody_judges_themselves,
        facts(actor(5, acting_for=2), signoffs=COMPLAINED_OF),
        (),
    ),
    (petitions.it_is_in_scope, facts(fields=OUT), ()),
    (petitions.it_is_in_scope, facts(fields={**IN_SCOPE, "tier": "others"}), ()),
    (petitions.it_is_in_time, came("visit", date(2022, 1, 11)), ()),
    (petitions.it_is_in_time, came("letter", date(2022, 1, 11), date(2022, 1, 11)), ()),
    (petitions.it_is_in_time, came("letter", date(2022, 1, 18), date(2022, 1, 10)), ()),
    (petitions.it_is_not_for_the_group, came("call", date(2022, 1, 5), **IN_SCOPE), ()),
    (petitions.the_complainant_is_named, facts(fields={"named": False}), ()),
    (petitions.the_complainant_is_anonymous, facts(fields={"named": True}), ()),
    (petitions.the_identity_is_sealed, facts(fields={"named": True}), ()),
    (petitions.the_handlers_are_fit, given_to(1), ("1",)),
    (petitions.the_handlers_are_fit, given_to(1, 8), ("8",)),
    (
        petitions.the_handlers_are_fit,
        facts(inputs={"handlers": (1, 2)}, roster=TEAM, signoffs=COMPLAINED_OF),
        ("组员一",),
    ),
    (petitions.the_actor_handles_it, facts(MEMBER, signoffs=(signed("letter_handler", 1, 1),)), ()),
    (
        petitions.the_closer_did_not_look_into_it,
        facts(actor(1), signoffs=(signed("letter_looked_into", 2, acting_for=1),)),
        (),
    ),
    (sending_on.a_mass_incident_is_reported, facts(fields={"mass_incident": True}), ()),
    (
        sending_on.a_mass_incident_is_reported,
        facts(fields={"mass_incident": True}, family={"express_report": {"withdrawn": 1}}),
        (),
    ),
    (sending_on.it_never_goes_to_the_unit_complained_of, sent_to(BodyKind.INSPECTED_UNIT), ()),
    (
        sending_on.it_never_goes_to_the_unit_complained_of,
        sent_to(BodyKind.FUNCTIONAL_DEPARTMENT, body_units={BODY: frozenset({77, UNIT})}),
        (),
    ),
    (
        sending_on.it_never_goes_to_a_person_complained_of,
        sent_to(BodyKind.PETITION_OFFICE, body_posts=CONTACT, signoffs=COMPLAINED_OF),
        (),
    ),
    (sending_on.the_letter_is_taken_up, citing("out_of_scope"), ()),
    (sending_on.the_letter_is_taken_up, citing("transfer_sheet"), ()),
    (sending_on.petition_channels_are_settled, letters("concluded", "assigned"), ()),
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
        for module in (petitions, sending_on)
        for one in vars(module).values()
        if isinstance(one, Rule)
    }

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("matter", Matter)
def test_the_scope_is_the_right_people_and_one_of_the_disciplines(
    tier: Tier, matter: Matter
) -> None:
    said = petitions.is_in_scope(facts(fields={"tier": tier.value, "matter": matter.value}))

    assert said == (tier in TIERS and matter in DISCIPLINES)


def test_an_out_of_scope_letter_has_no_way_to_work_or_silence() -> None:
    reached, found = {"out_of_scope"}, {"out_of_scope"}
    while found:
        here = found.pop()
        onward = {
            line.target.value
            for (state, _), line in LETTER.table.items()
            if state == here and line.target is not None
        }
        found |= onward - reached
        reached |= onward

    assert reached == {"out_of_scope", "transfer_sheet", "acknowledged"}


def test_what_is_settled_or_taken_up_are_states_of_a_letter() -> None:
    assert {*petitions.SETTLED_LETTER, *petitions.TAKEN_UP} <= {one.value for one in State}
    assert {one.value for one in LETTER.final} <= set(petitions.SETTLED_LETTER)
