"""Who may act in whose place: the rules by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules.facts import Actor
from rules.posts import HeldPost, Post, Scope
from rules.substitution import (
    Proposal,
    conflicts_of,
    held_between,
    lent,
    nobody_appoints_themselves,
    refusals_of,
)

DAY = date(2022, 3, 1)
PRINCIPAL, STAND_IN, REGISTRAR = 1, 2, 3
SIGNED = datetime(2022, 2, 1, tzinfo=UTC)


def held(person: int, post: Post, scope: Scope = Scope.OFFICE, round_id: int = 0) -> HeldPost:
    return HeldPost(person, post, scope, 5, date(2022, 1, 1), round_id or None)


def proposal(principal: Post, own: HeldPost | None = None, by: Actor | None = None) -> Proposal:
    scope = Scope.GROUP if principal.value.startswith("group") else Scope.OFFICE
    director = Actor(REGISTRAR, (held(REGISTRAR, Post.DIRECTOR),))
    return Proposal(
        PRINCIPAL, STAND_IN, by or director, (held(PRINCIPAL, principal, scope),),
        (own,) if own else (),
    )  # fmt: skip


@pytest.mark.parametrize("principal", [Post.DIRECTOR, Post.LG_LEADER, Post.GROUP_LEADER])
@pytest.mark.parametrize(
    ("post", "scope"),
    [
        (Post.UNIT_LIAISON, Scope.UNIT),
        (Post.RECEIVER_CONTACT, Scope.BODY),
        (Post.SYSTEM_ADMIN, Scope.OFFICE),
    ],
)
def test_units_bodies_and_administrators_act_for_nobody_who_inspects(
    principal: Post, post: Post, scope: Scope
) -> None:
    asked = proposal(principal, held(STAND_IN, post, scope))

    assert [one.rule for one in refusals_of(asked)] == ["interests_stay_apart"]
    assert [one.rule for one in conflicts_of(asked)] == ["interests_stay_apart"]
    assert refusals_of(asked)[0].text.zh
    assert refusals_of(asked)[0].row


def test_colleagues_act_for_each_other_and_so_do_people_of_a_unit() -> None:
    office = proposal(Post.OFFICE_STAFF, held(STAND_IN, Post.OFFICE_STAFF))
    unit = replace(
        office,
        held=(held(PRINCIPAL, Post.UNIT_HEAD, Scope.UNIT),),
        own=(held(STAND_IN, Post.UNIT_LEADER, Scope.UNIT),),
    )

    assert refusals_of(office) == refusals_of(unit) == ()


def test_the_three_administrators_stay_separate() -> None:
    mixed = proposal(Post.AUDITOR, held(STAND_IN, Post.SYSTEM_ADMIN))
    same = proposal(Post.AUDITOR, held(STAND_IN, Post.AUDITOR))

    assert [one.rule for one in refusals_of(mixed)] == ["administrators_stay_apart"]
    assert refusals_of(same) == ()


@pytest.mark.parametrize(
    "by",
    [
        Actor(STAND_IN, (held(STAND_IN, Post.DIRECTOR),)),
        Actor(REGISTRAR, (held(STAND_IN, Post.DIRECTOR),), STAND_IN),
        Actor(STAND_IN, (held(PRINCIPAL, Post.DIRECTOR),), PRINCIPAL),
    ],
)
def test_nobody_registers_a_stand_in_in_their_own_favour(by: Actor) -> None:
    reasons = [one.rule for one in refusals_of(proposal(Post.OFFICE_STAFF, by=by))]

    assert reasons == ["nobody_favours_themselves"]


@pytest.mark.parametrize("leader", [Post.SECRETARY, Post.LG_LEADER, Post.LG_MEMBER])
def test_leaders_choose_their_stand_in_or_the_director_does(leader: Post) -> None:
    staff = Actor(REGISTRAR, (held(REGISTRAR, Post.OFFICE_STAFF),))
    in_their_name = Actor(REGISTRAR, (held(REGISTRAR, Post.OFFICE_STAFF),), PRINCIPAL)

    assert refusals_of(proposal(leader)) == ()
    assert refusals_of(proposal(leader, by=Actor(PRINCIPAL))) == ()
    for by in (staff, in_their_name):
        assert [one.rule for one in refusals_of(proposal(leader, by=by))] == ["leaders_choose"]


def test_every_reason_is_told_at_once() -> None:
    unit = held(STAND_IN, Post.UNIT_HEAD, Scope.UNIT)
    by = Actor(STAND_IN, (held(STAND_IN, Post.OFFICE_STAFF),))

    assert len(refusals_of(proposal(Post.SECRETARY, unit, by))) == 3


def test_only_posts_of_that_time_count() -> None:
    post = held(STAND_IN, Post.UNIT_HEAD, Scope.UNIT)
    ended, later = replace(post, valid_to=date(2022, 2, 28)), replace(post, valid_from=DAY)
    released = replace(post, released_at=SIGNED)

    assert held_between([ended, released], DAY, None) == ()
    assert held_between([post, later], DAY, DAY) == (post, later)
    assert held_between([later], date(2022, 1, 1), date(2022, 2, 1)) == ()


def test_nobody_gives_themselves_a_post() -> None:
    assert nobody_appoints_themselves(Actor(1), 2) is None
    assert nobody_appoints_themselves(Actor(1), 1)
    assert nobody_appoints_themselves(Actor(1, (), 2), 2)


def test_a_group_post_is_awake_only_for_a_pledged_member_of_the_same_round() -> None:
    principal = replace(
        held(PRINCIPAL, Post.GROUP_LEADER, Scope.GROUP, round_id=7), pledged_at=SIGNED
    )
    office = held(PRINCIPAL, Post.DIRECTOR)
    member = replace(held(STAND_IN, Post.GROUP_MEMBER, Scope.GROUP, round_id=7), scope_id=6)
    pledged = replace(member, pledged_at=SIGNED)

    assert lent([principal, office], [pledged], DAY) == (principal, office)
    for own in (
        [],
        [member],
        [replace(pledged, round_id=8)],
        [replace(pledged, released_at=SIGNED)],
        [replace(pledged, valid_to=date(2022, 2, 28))],
    ):
        group, other = lent([principal, office], own, DAY)
        assert group.dormant
        assert other == office
