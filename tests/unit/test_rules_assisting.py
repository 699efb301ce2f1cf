"""Guards of requests to other bodies and of consultations before publication."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.policy import load_policy
from kernel.words import Text
from rules import assisting as ask
from rules.facts import Facts
from rules.posts import Post
from rules.routing import BodyKind, HelpTopic
from rules.rule import Rule
from tests.support.facts import BODY, TODAY, No, Yes, actor, assert_no, assert_yes, facts, signed

DRAFTED = (signed("assistance_drafted", 4, acting_for=5),)
ORGANISATION = BodyKind.ORGANISATION_DEPARTMENT


def sent(topic: HelpTopic, to: BodyKind, **more: str) -> Facts:
    inputs = {"body_id": BODY, **more}
    return facts(fields={"topic": topic.value}, inputs=inputs, bodies={BODY: to.value})


def answered(topic: HelpTopic, **inputs: str) -> Facts:
    return facts(fields={"topic": topic.value}, inputs=inputs)


YES: list[Yes] = [
    (ask.the_checker_did_not_draft, facts(actor(6, Post.OFFICE_STAFF), signoffs=DRAFTED)),
    (ask.people_are_counted_not_named, facts(fields={"topic": "bidding"})),
    (
        ask.people_are_counted_not_named,
        facts(fields={"topic": "personal_matters", "people_checked": 3}),
    ),
    (ask.the_department_fits_the_topic, sent(HelpTopic.PERSONAL_MATTERS, ORGANISATION)),
    (ask.the_department_fits_the_topic, sent(HelpTopic.STATE_PROPERTY, BodyKind.FINANCE)),
    (
        ask.the_department_fits_the_topic,
        sent(HelpTopic.BIDDING, BodyKind.AUDIT_OFFICE, override_reason="审计正在进行"),
    ),
    (ask.the_answer_fits_the_topic, answered(HelpTopic.BIDDING, answer="政策依据")),
    (
        ask.the_answer_fits_the_topic,
        answered(HelpTopic.PERSONAL_MATTERS, check_result="consistent"),
    ),
    (ask.it_is_not_published_yet, facts(fields={"publish_on": TODAY})),
    (ask.an_objection_is_heeded, facts(fields={"opinion": "no_objection"})),
    (ask.an_objection_is_heeded, facts(actor(1, Post.DIRECTOR), fields={"opinion": "objection"})),
]
NO: list[No] = [
    (ask.the_checker_did_not_draft, facts(actor(4, Post.DIRECTOR), signoffs=DRAFTED), ()),
    (ask.the_checker_did_not_draft, facts(actor(5, Post.DIRECTOR), signoffs=DRAFTED), ()),
    (ask.people_are_counted_not_named, facts(fields={"topic": "personal_matters"}), ()),
    (
        ask.the_department_fits_the_topic,
        sent(HelpTopic.PERSONAL_MATTERS, BodyKind.DISCIPLINE_COMMISSION, override_reason="顺路"),
        (ORGANISATION.label,),
    ),
    (
        ask.the_department_fits_the_topic,
        sent(HelpTopic.PRIOR_AUDIT, BodyKind.FINANCE),
        (Text("审计机关", "Audit office"),),
    ),
    (
        ask.the_department_fits_the_topic,
        sent(HelpTopic.PRIOR_AUDIT, BodyKind.INSPECTED_UNIT, override_reason="方便"),
        (Text("审计机关", "Audit office"),),
    ),
    (ask.the_answer_fits_the_topic, answered(HelpTopic.PERSONAL_MATTERS, answer="某人"), ()),
    (
        ask.the_answer_fits_the_topic,
        answered(HelpTopic.PERSONAL_MATTERS, answer="某人", check_result="concealed"),
        (),
    ),
    (ask.the_answer_fits_the_topic, answered(HelpTopic.BIDDING, check_result="concealed"), ()),
    (ask.it_is_not_published_yet, facts(fields={"publish_on": TODAY - timedelta(days=1)}), ()),
    (ask.an_objection_is_heeded, facts(fields={"opinion": "objection"}), ()),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules


@pytest.mark.parametrize("topic", HelpTopic)
def test_the_office_names_a_department_for_every_topic(topic: HelpTopic) -> None:
    departments = load_policy().routing.departments[topic]

    assert departments
    assert BodyKind.INSPECTED_UNIT not in departments
