"""Guards of secondments, appraisals, the pool and the make-up of groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kernel.words import Text
from rules import appraising, composing, pool, seconding
from rules.draw import drawn
from rules.facts import Facts, Profile
from rules.posts import Post
from rules.recusal import Relation, Relationship, Surroundings, conflicts
from rules.roster_terms import Applies, RosterTerms
from rules.rule import Rule
from tests.support.facts import (
    GROUP,
    POLICY_ROSTER,
    TEAM,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    facts,
    signed,
    team,
)

HERSELF = actor(2, Post.GROUP_MEMBER)
OFFICE = actor(9, Post.OFFICE_STAFF)
PLEDGES = dict.fromkeys(seconding.PLEDGES, True)
EVERYTHING = frozenset(POLICY_ROSTER.group_skills)
CHIEF = Profile("county_deputy", "township_secretary", EVERYTHING)


def about(who: Any = OFFICE, person: int = 2, **more: Any) -> Facts:
    return facts(who, fields={"person_id": person, **more.pop("fields", {})}, **more)


def group(*profiles: Profile | None, rounds: int = 1, **more: Any) -> Facts:
    """Return a round whose leader and member have these profiles in the pool."""
    standings = tuple(
        replace(one, profile=profile, rounds=rounds if one.person_id == 1 else 0)
        for one, profile in zip(TEAM.standings, profiles, strict=True)
    )
    terms = more.pop("terms", POLICY_ROSTER)
    return facts(roster=replace(TEAM, standings=standings), roster_terms=terms, **more)


YES: list[Yes] = [
    (seconding.the_answer_is_ones_own, about(HERSELF)),
    (seconding.the_answer_is_ones_own, about(OFFICE)),
    (seconding.recusal_is_answered, about(fields={"answered_on": "2022-01-01"})),
    (seconding.nobody_clears_themselves, about()),
    (seconding.no_conflict_stands, about()),
    (seconding.no_conflict_stands,
     about(conflicts=(Text("单位", "unit"),), signoffs=(signed("conflict_settled", 3),))),
    (seconding.a_conflict_stands, about(conflicts=(Text("单位", "unit"),))),
    (seconding.nobody_settles_their_own, about()),
    (seconding.nobody_reminds_themselves, about()),
    (seconding.nobody_of_the_group_must_keep_away, about()),
    (seconding.all_three_pledges_are_given, about(HERSELF, inputs=PLEDGES)),
    (seconding.pledges_are_signed_in_person, about(HERSELF)),
    (seconding.the_appraisal_is_signed, about(family={"appraisal": {"sent": 1}})),
    (appraising.nobody_appraises_themselves, about()),
    (appraising.who_checks_has_not_drafted, about(signoffs=(signed("drafted", 1),))),
    (appraising.who_signs_has_neither_drafted_nor_checked,
     about(signoffs=(signed("drafted", 1), signed("checked", 3)))),
    (appraising.both_have_received_it,
     about(fields={"organisation_received_on": "x", "home_received_on": "x"})),
    (pool.skills_are_known, about(fields={"skills": "党务、audit"}, roster_terms=POLICY_ROSTER)),
    (pool.nobody_is_listed_twice, about()),
    (pool.age_is_within_the_limit, about()),
    (pool.age_is_within_the_limit,
     about(fields={"birth_year": 1980}, roster_terms=POLICY_ROSTER)),
    (pool.nobody_vets_themselves, about()),
    (pool.leaders_may_lead, about(fields={"pool": "talents"}, roster_terms=POLICY_ROSTER)),
    (pool.leaders_may_lead,
     about(fields={"pool": "leaders", "rank": "county_chief", "origin": "township_secretary"},
           roster_terms=POLICY_ROSTER)),
    (composing.every_group_has_every_skill, group(CHIEF, None)),
    (composing.every_group_has_every_skill, group(None, None)),
    (composing.every_leader_may_lead, group(CHIEF, None)),
    (composing.every_leader_may_lead, group(Profile(), None, terms=RosterTerms())),
    (composing.old_hands_lead_the_new, group(CHIEF, None)),
    (composing.the_draw_follows_from_its_seed,
     facts(inputs={"seed": "7", "candidates": (1, 2, 3), "draw_count": 2,
                   "drawn": drawn("7", (1, 2, 3), 2)})),
]  # fmt: skip
NO: list[No] = [
    (seconding.the_answer_is_ones_own, about(actor(5, Post.GROUP_MEMBER)), ()),
    (seconding.the_answer_is_ones_own, about(actor(5, Post.GROUP_MEMBER, acting_for=2)), ()),
    (seconding.recusal_is_answered, about(fields={"answered_on": None}), ()),
    (seconding.nobody_clears_themselves, about(person=9), ()),
    (seconding.nobody_clears_themselves, about(actor(8, Post.DIRECTOR, acting_for=2)), ()),
    (seconding.no_conflict_stands, about(conflicts=(Text("单位", "unit"),)),
     (Text("单位", "unit"),)),
    (seconding.no_conflict_stands,
     about(fields={"conflict": "任职"}, signoffs=(signed("conflict_settled", 3),)), ("任职",)),
    (seconding.a_conflict_stands, about(), ()),
    (seconding.nobody_settles_their_own, about(person=9), ()),
    (seconding.nobody_reminds_themselves, about(person=9), ()),
    (seconding.nobody_of_the_group_must_keep_away, about(conflicts=(Text("甲", "甲"),)), ("甲",)),
    (seconding.all_three_pledges_are_given,
     about(HERSELF, inputs={**PLEDGES, "pledge_recusal": False}), ()),
    (seconding.pledges_are_signed_in_person,
     about(actor(9, Post.GROUP_MEMBER, acting_for=2)), ()),
    (seconding.pledges_are_signed_in_person, about(actor(1, Post.GROUP_LEADER)), ()),
    (seconding.the_appraisal_is_signed, about(family={"appraisal": {"checked": 1}}), ()),
    (appraising.nobody_appraises_themselves, about(person=9), ()),
    (appraising.who_checks_has_not_drafted, about(signoffs=(signed("drafted", 9),)), ()),
    (appraising.who_signs_has_neither_drafted_nor_checked,
     about(signoffs=(signed("checked", 1, acting_for=9),)), ()),
    (appraising.both_have_received_it,
     about(fields={"organisation_received_on": "x", "home_received_on": None}), ()),
    (pool.skills_are_known, about(fields={"skills": "党务、烹饪"}, roster_terms=POLICY_ROSTER),
     ("烹饪",)),
    (pool.nobody_is_listed_twice, about(conflicts=(Text("p1", "p1"),)), ()),
    (pool.age_is_within_the_limit,
     about(fields={"birth_year": 1960}, roster_terms=POLICY_ROSTER), ()),
    (pool.age_is_within_the_limit,
     about(fields={"birth_year": None}, roster_terms=POLICY_ROSTER), ()),
    (pool.nobody_vets_themselves, about(person=9), ()),
    (pool.leaders_may_lead,
     about(fields={"pool": "leaders", "rank": "clerk", "origin": "township_secretary"},
           roster_terms=POLICY_ROSTER), ()),
    (composing.every_group_has_every_skill,
     group(replace(CHIEF, skills=EVERYTHING - {"audit"}), None),
     (Text("第一组（缺审计）", "第一组 (Audit)"),)),
    (composing.every_leader_may_lead, group(replace(CHIEF, rank="clerk"), None), ("第一组",)),
    (composing.every_leader_may_lead, group(None, CHIEF), ("第一组",)),
    (composing.old_hands_lead_the_new, group(CHIEF, None, rounds=0), ("第一组",)),
    (composing.the_draw_follows_from_its_seed,
     facts(inputs={"seed": "7", "candidates": (1, 2, 3), "draw_count": 1,
                   "drawn": drawn("7", (1, 2, 3), 3)[2:]}), ()),
]  # fmt: skip


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_about_people_is_tested() -> None:
    rules = {
        one
        for module in (seconding, appraising, pool, composing)
        for one in vars(module).values()
        if isinstance(one, Rule)
    }

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules


def test_a_group_that_is_excepted_is_not_asked() -> None:
    excepted = group(None, Profile(), signoffs=(signed(composing.EXCEPTED, 3, GROUP),))

    assert_yes((composing.every_group_has_every_skill, excepted))
    assert_yes((composing.every_leader_may_lead, excepted))


@pytest.mark.parametrize(
    ("applies", "asked"), [(Applies.ALWAYS, True), (Applies.POOL, False), (Applies.NEVER, False)]
)
def test_policy_says_whether_groups_without_anybody_of_the_pool_are_asked(
    applies: Applies, *, asked: bool
) -> None:
    nobody_known = group(None, None, terms=replace(POLICY_ROSTER, applies=applies))

    assert bool(composing.every_group_has_every_skill.check(nobody_known)) is asked


def test_who_is_not_ready_is_named_by_state() -> None:
    assert team(state="pledged").standing(2) != TEAM.standing(2)
    assert TEAM.standing(99) is None


AROUND = Surroundings(
    {21: "村一", 22: "局一"}, {21: frozenset({21, 20}), 22: frozenset({22})},
    {21: frozenset({50}), 22: frozenset()}, {21: frozenset({50}), 22: frozenset({2})},
)  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "found"),
    [
        (Relation(Relationship.NATIVE, 20), "村一（地域回避：本人籍贯或成长地）"),
        (Relation(Relationship.POST, 22), "局一（任职回避：本人曾任职）"),
        (Relation(Relationship.OFFICIAL, 21), "村一（公务回避：与本人有公务关系）"),
        (Relation(Relationship.SPOUSE, 21), "村一（亲属回避：配偶在该单位）"),
        (Relation(Relationship.KIN_OF, None, 50), "村一（亲属回避：与领导班子成员为近亲属）"),
    ],
)
def test_a_relation_keeps_somebody_away_and_says_why(relation: Relation, found: str) -> None:
    assert [one.zh for one in conflicts(7, [relation], AROUND)] == [found]


def test_a_relation_elsewhere_keeps_nobody_away_and_a_post_of_today_does() -> None:
    assert conflicts(7, [Relation(Relationship.NATIVE, 99)], AROUND) == ()
    assert [one.en for one in conflicts(2, [], AROUND)] == ["局一 (recusal for a post held there)"]


def test_a_draw_depends_on_the_seed_and_not_on_the_order_of_the_list() -> None:
    people = list(range(1, 91))

    assert drawn("042", people, 6) == drawn("042", reversed(people), 6)
    assert drawn("042", people, 6) != drawn("043", people, 6)
    assert len(set(drawn("042", people, 6))) == 6
