"""Guards on the way into the talent pool. Rows B01, B02, B06."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE
from rules.rule import rule


@rule(
    "不认识的能力：{missing}。请按 roster.toml 中的分类填写。",
    "Unknown skills: {missing}. Give those of roster.toml.",
    row="B03",
    cured_by=OFFICE,
)
def skills_are_known(facts: Facts) -> tuple[str, ...]:
    """Every skill is one of the office's taxonomy."""
    terms = facts.roster_terms
    return tuple(sorted(terms.skill_codes(facts.fields.get("skills")) - terms.skills.keys()))


@rule(
    "超过入库年龄上限，或未填出生年份。",
    "Above the age up to which people enter the pool, or without a year of birth.",
    row="B06",
    cured_by=OFFICE,
)
def age_is_within_the_limit(facts: Facts) -> bool:
    """The office's threshold for admission."""
    oldest, born = facts.roster_terms.oldest, facts.fields.get("birth_year")
    return not oldest or (born is not None and facts.today.year - born <= oldest)


@rule(
    "此人在人才库中已有登记。",
    "This person has a record in the pool already.",
    row="B01",
    needs=(Need.CONFLICTS,),
)
def nobody_is_listed_twice(facts: Facts) -> bool:
    """A person has one record that is open."""
    return not facts.conflicts


@rule(
    "入库审查不能由本人办理。",
    "Nobody vets, admits or reviews themselves.",
    row="B06",
)
def nobody_vets_themselves(facts: Facts) -> bool:
    """The threshold is held by somebody else."""
    return facts.fields["person_id"] not in facts.actor.persons


@rule(
    "级别或来源不符合组长条件，不能进组长库。",
    "Rank or origin is not one of those that make a leader: not for the leader pool.",
    row="B02",
    cured_by=OFFICE,
)
def leaders_may_lead(facts: Facts) -> bool:
    """Who enters the leader pool may lead a group."""
    terms, fields = facts.roster_terms, facts.fields
    if fields.get("pool") != "leaders":
        return True
    return may_lead(terms.leader_ranks, fields.get("rank")) and may_lead(
        terms.leader_origins, fields.get("origin")
    )


def may_lead(allowed: tuple[str, ...], value: str | None) -> bool:
    """Say whether `value` is one of `allowed`; an empty list allows everything."""
    return not allowed or value in allowed
