"""Who may do and see what: posts, scopes, pledges, release."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.access import may_fire, may_see, posts_here, scope_of
from rules.posts import (
    ADMIN_POSTS,
    GROUP_POSTS,
    LEADING,
    OFFICE,
    CaseScope,
    HeldPost,
    Post,
    Scope,
)
from rules.sight import CaseView
from states.catalogue import NEWEST
from tests.support.facts import BODY, GROUP, NOW, ROUND, TODAY, UNIT

HERE = CaseScope(ROUND, GROUP, UNIT, BODY)
KINDS = sorted(set(NEWEST) - {"register"})
OPEN = [kind for kind in KINDS if kind not in {"secondment", "appraisal", "library_document"}]
"""Kinds of which a group reads everything, once the case is its own."""


def anywhere(kind: str) -> list[CaseView]:
    """Return a case of `kind` in each of its states, asked for by nobody outside."""
    return [CaseView(kind, state.value, HERE) for state in NEWEST[kind].states]


def seen(held: HeldPost, kind: str) -> set[str]:
    """Return the states in which the holder of a post sees a case of `kind`."""
    return {case.state for case in anywhere(kind) if may_see([held], case)}


def post(which: Post, scope: Scope = Scope.OFFICE, scope_id: int = 0) -> HeldPost:
    return HeldPost(1, which, scope, scope_id, date(2021, 1, 1))


def in_group(which: Post = Post.GROUP_LEADER, group: int = GROUP, of: int = ROUND) -> HeldPost:
    return replace(post(which, Scope.GROUP, group), round_id=of, pledged_at=NOW)


@pytest.mark.parametrize(
    ("held", "reaches"),
    [
        (post(Post.OFFICE_STAFF), True),
        (in_group(), True),
        (in_group(group=12), False),
        (post(Post.UNIT_HEAD, Scope.UNIT, UNIT), True),
        (post(Post.UNIT_HEAD, Scope.UNIT, 22), False),
        (post(Post.RECEIVER_CONTACT, Scope.BODY, BODY), True),
        (post(Post.RECEIVER_CONTACT, Scope.BODY, 32), False),
    ],
)
def test_a_post_reaches_the_cases_inside_its_scope(held: HeldPost, *, reaches: bool) -> None:
    assert HERE.contains(held) is reaches


def test_a_group_reaches_its_round_and_no_other() -> None:
    own, other = CaseScope(ROUND), CaseScope(2)

    assert own.contains(in_group())
    assert not other.contains(in_group())


def test_the_library_is_reached_by_the_groups_of_every_round() -> None:
    shelf = scope_of("library_document", round_id=None, group_id=None, unit_id=None, body_id=None)
    issued = CaseView("library_document", "issued", shelf)

    assert all(shelf.contains(one) for one in (in_group(), replace(in_group(), round_id=2)))
    assert not shelf.contains(post(Post.UNIT_HEAD, Scope.UNIT, UNIT))
    assert may_see([in_group()], issued)
    assert not may_see([in_group()], replace(issued, state="entered"))


def test_a_unit_and_a_body_reach_nothing_that_is_not_theirs_yet() -> None:
    the_round = CaseScope(ROUND)

    assert not the_round.contains(post(Post.UNIT_HEAD, Scope.UNIT, UNIT))
    assert not the_round.contains(post(Post.RECEIVER_LEADER, Scope.BODY, BODY))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (post(Post.DIRECTOR), True),
        (replace(post(Post.DIRECTOR), valid_from=TODAY), True),
        (replace(post(Post.DIRECTOR), valid_from=date(2022, 1, 28)), False),
        (replace(post(Post.DIRECTOR), valid_to=TODAY), True),
        (replace(post(Post.DIRECTOR), valid_to=date(2022, 1, 26)), False),
        (replace(post(Post.DIRECTOR), released_at=NOW), False),
    ],
)
def test_a_post_is_held_from_its_first_day_to_its_last_unless_released(
    held: HeldPost, *, expected: bool
) -> None:
    assert held.held_on(TODAY) is expected
    assert bool(posts_here([held], HERE, TODAY)) is expected


@pytest.mark.parametrize("which", sorted(GROUP_POSTS))
def test_a_seconded_person_opens_nothing_before_the_pledges_but_the_pledges(which: Post) -> None:
    unsigned = replace(in_group(which), pledged_at=None)

    assert not may_fire([unsigned], [which], before_pledges=False)
    assert may_fire([unsigned], [which], before_pledges=True)
    assert may_fire([in_group(which)], [which], before_pledges=False)
    assert not any(seen(unsigned, kind) for kind in KINDS)
    assert all(
        may_see([in_group(which)], replace(case, named=frozenset({1})))
        for kind in OPEN
        for case in anywhere(kind)
    )


@pytest.mark.parametrize("which", sorted(GROUP_POSTS))
def test_an_appraisal_is_read_in_the_group_by_its_leaders_alone(which: Post) -> None:
    cases = list(anywhere("appraisal"))
    reads = any(may_see([in_group(which)], case) for case in cases)

    assert reads is (which in LEADING)


def test_only_a_named_post_gives_an_event() -> None:
    assert may_fire([post(Post.DIRECTOR)], OFFICE, before_pledges=False)
    assert not may_fire([post(Post.SECRETARY)], OFFICE, before_pledges=False)
    assert not may_fire([], OFFICE, before_pledges=True)


def test_the_office_and_those_above_it_see_every_kind_of_case() -> None:
    leaders = (Post.SECRETARY, Post.STANDING_COMMITTEE, Post.LG_LEADER, Post.LG_MEMBER, *OFFICE)

    assert all(
        may_see([post(one)], case) for one in leaders for kind in KINDS for case in anywhere(kind)
    )


@pytest.mark.parametrize("which", sorted(ADMIN_POSTS))
def test_an_administrator_sees_no_content(which: Post) -> None:
    assert not any(seen(post(which), kind) for kind in KINDS)


def test_each_party_outside_sees_the_kinds_that_are_its_own() -> None:
    unit = post(Post.UNIT_HEAD, Scope.UNIT, UNIT)
    receiver = post(Post.RECEIVER_LEADER, Scope.BODY, BODY)
    supervisor = post(Post.SUPERVISOR)

    assert {kind for kind in KINDS if seen(unit, kind)} == {
        "assignment", "rectification", "immediate_rectification", "consultation",
        "rectification_report", "accountability", "group_complaint",
        "material_request",
    }  # fmt: skip
    assert {kind for kind in KINDS if seen(receiver, kind)} == {
        "clue", "assistance_request", "letter", "recommendation", "reconciliation",
    }  # fmt: skip
    assert {kind for kind in KINDS if seen(supervisor, kind)} == {
        "round", "assignment", "rectification", "rectification_report", "accountability",
        "follow_up", "look_back", "look_back_check",
    }  # fmt: skip


def test_a_unit_learns_of_its_inspection_when_it_is_noticed() -> None:
    hidden = {state.value for state in NEWEST["assignment"].states} - seen(
        post(Post.UNIT_HEAD, Scope.UNIT, UNIT), "assignment"
    )

    assert hidden == {"planned", "info_gathering", "plan_ready", "plan_reviewed", "cancelled"}


def test_a_receiver_learns_of_a_clue_when_the_sheet_is_laid_out() -> None:
    opened = seen(post(Post.RECEIVER_CONTACT, Scope.BODY, BODY), "clue")

    assert "handover_pending" in opened
    assert opened.isdisjoint(
        {"registered", "packaged", "group_reviewed", "office_reviewed", "decided", "rejected"}
    )


@pytest.mark.parametrize(
    ("held", "parent", "other"),
    [
        (post(Post.UNIT_LIAISON, Scope.UNIT, UNIT), "assignment", "clue"),
        (post(Post.UNIT_LIAISON, Scope.UNIT, UNIT), "rectification", "clue"),
        (post(Post.RECEIVER_CONTACT, Scope.BODY, BODY), "clue", "assignment"),
    ],
)
def test_those_outside_see_the_extensions_that_their_own_people_asked_for(
    held: HeldPost, parent: str, other: str
) -> None:
    theirs = frozenset({(held.scope, held.scope_id)})
    groups = frozenset({(Scope.GROUP, GROUP)})
    wish = CaseView("extension", "requested", HERE, parent, theirs)

    assert may_see([held], wish)
    assert not may_see([held], replace(wish, asked_in=groups))
    assert not may_see([held], replace(wish, parent_kind=other))


def test_a_group_sees_no_extension_of_the_round_that_another_group_asked_for() -> None:
    wish = CaseView("extension", "requested", CaseScope(ROUND), "round")

    assert may_see([in_group()], replace(wish, asked_in=frozenset({(Scope.GROUP, GROUP)})))
    assert not may_see([in_group()], replace(wish, asked_in=frozenset({(Scope.GROUP, 12)})))
