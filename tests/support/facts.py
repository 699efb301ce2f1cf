"""Facts for questions about rules: a plain case in which a test changes only what it is about.

A fact that every test needs gets its default here; anything else is an argument of the test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from config.policy import load_policy
from kernel.words import Text
from rules.facts import Actor, Facts, Member, Parent, Roster, SignOff, Standing
from rules.posts import CaseScope, HeldPost, Post, Scope
from rules.rule import Refusal, Rule

NOW = datetime(2022, 1, 27, 1, tzinfo=UTC)
"""Nine o'clock in the office."""
TODAY = date(2022, 1, 27)
ROUND, GROUP, UNIT, BODY = 1, 11, 21, 31
_POLICY = load_policy()
ROUTING, LIMITS, POLICY_ROSTER = _POLICY.routing, _POLICY.limits, _POLICY.roster


def held(person_id: int, post: Post, *, pledged: bool = True) -> HeldPost:
    """Return a post that reaches the plain case, held for years."""
    scope = Scope.GROUP if post.name.startswith("GROUP") else Scope.OFFICE
    return HeldPost(
        person_id,
        post,
        scope,
        GROUP if scope is Scope.GROUP else 0,
        date(2021, 1, 1),
        ROUND if scope is Scope.GROUP else None,
        pledged_at=NOW if pledged else None,
    )


def actor(person_id: int, *posts: Post, acting_for: int | None = None) -> Actor:
    """Return who acts, with the posts that reach the plain case."""
    return Actor(person_id, tuple(held(acting_for or person_id, one) for one in posts), acting_for)


def facts(who: Actor | None = None, **changes: Any) -> Facts:
    """Return the facts of a plain case, with `changes`; `inputs` are merged into `fields`."""
    inputs = changes.pop("inputs", {})
    fields = {**changes.pop("fields", {}), **inputs}
    plain: dict[str, Any] = {
        "now": NOW,
        "today": TODAY,
        "kind": "round",
        "state": "draft",
        "scope": CaseScope(ROUND, GROUP, UNIT, BODY),
        "actor": who or actor(1, Post.OFFICE_STAFF),
        "case_id": ROUND,
        "routing": ROUTING,
        "limits": LIMITS,
        "inputs": inputs,
        "fields": fields,
    }
    return Facts(**{**plain, **changes})


def signed(
    topic: str, person_id: int = 1, about: int = 0, acting_for: int | None = None
) -> SignOff:
    """Return a signature."""
    return SignOff(topic, person_id, acting_for, about)


def below_round(state: str, signoffs: Iterable[SignOff] = ()) -> Parent:
    """Return a round in `state` as the case above."""
    return Parent("round", state, {}, tuple(signoffs))


TEAM = Roster(
    {GROUP: "第一组"},
    (
        Member(1, "组长一", Post.GROUP_LEADER, GROUP),
        Member(2, "组员一", Post.GROUP_MEMBER, GROUP),
    ),
    (
        Standing(1, "组长一", GROUP, "trained", authorised=True),
        Standing(2, "组员一", GROUP, "trained"),
    ),
)
"""One group of two, ready to go."""


def team(second: int = 2, **changes: Any) -> Roster:
    """Return the team with changes in how far the secondment of one of the two has come."""
    standings = (
        replace(one, **changes) if one.person_id == second else one for one in TEAM.standings
    )
    return replace(TEAM, standings=tuple(standings))


def refusal(rule: Rule, about: Facts) -> Refusal:
    """Return the reason for the no that `rule` must give."""
    said = rule.check(about)
    assert said is not None, f"{rule.name} said yes"
    assert "{" not in said.text.zh + said.text.en
    assert (said.rule, said.row) == (rule.name, rule.row)
    return said


Yes = tuple[Rule, Facts]
"""A rule and what it says yes to."""
No = tuple[Rule, Facts, tuple[str | Text, ...]]
"""A rule, what it says no to, and the names of what it finds missing."""


def assert_yes(case: Yes) -> None:
    """Check that the rule says yes, and says so again."""
    rule, about = case

    assert (rule.check(about), rule.check(about)) == (None, None)


def assert_no(case: No) -> None:
    """Check that the rule says no in its sentence, in both languages, naming what is missing."""
    rule, about, missing = case
    names = [name if isinstance(name, Text) else Text(name, name) for name in missing]

    said = refusal(rule, about)

    assert said.text.zh == rule.refusal.zh.replace("{missing}", "、".join(n.zh for n in names))
    assert said.text.en == rule.refusal.en.replace("{missing}", ", ".join(n.en for n in names))
    assert ("{missing}" in rule.refusal.zh) == ("{missing}" in rule.refusal.en) == bool(missing)
    assert said == refusal(rule, about)
