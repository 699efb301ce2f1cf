"""Guards of the appraisal of a seconded person. Rows M01, M02, B13."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE
from rules.rule import rule


def _signers(facts: Facts, *topics: str) -> frozenset[int]:
    every = [sign.persons for sign in facts.signoffs if sign.topic in topics]
    return frozenset[int]().union(*every)


@rule(
    "工作鉴定不能由本人办理。",
    "Nobody appraises themselves.",
    row="M01",
)
def nobody_appraises_themselves(facts: Facts) -> bool:
    """Whoever drafts, checks or signs is somebody else."""
    return facts.fields["person_id"] not in facts.actor.persons


@rule(
    "审核人不能是起草人。",
    "Whoever checks the appraisal has not drafted it.",
    row="M02",
    needs=(Need.SIGNOFFS,),
)
def who_checks_has_not_drafted(facts: Facts) -> bool:
    """Author and reviewer are different people."""
    return facts.actor.persons.isdisjoint(_signers(facts, "drafted"))


@rule(
    "签字人不能是起草人或审核人。",
    "Whoever signs the appraisal has neither drafted nor checked it.",
    row="M02",
    needs=(Need.SIGNOFFS,),
)
def who_signs_has_neither_drafted_nor_checked(facts: Facts) -> bool:
    """Author, reviewer and signer are different people."""
    return facts.actor.persons.isdisjoint(_signers(facts, "drafted", "checked"))


@rule(
    "组织部门和所在单位都签收后才能归档。",
    "It is filed once the organisation department and the home unit have received it.",
    row="M02",
    cured_by=OFFICE,
)
def both_have_received_it(facts: Facts) -> bool:
    """Two receipts are there."""
    given = (facts.fields.get("organisation_received_on"), facts.fields.get("home_received_on"))
    return None not in given
